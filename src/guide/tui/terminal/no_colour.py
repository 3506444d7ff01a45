"""NO_COLOR: no colour is painted, and what had a background of its own is reversed instead."""

from functools import lru_cache

from rich.color import Color as RichColor
from rich.segment import Segment
from rich.style import Style
from textual.color import Color
from textual.filter import LineFilter

PLAIN = Style.from_color(RichColor.default(), RichColor.default())


class ReverseForColour(LineFilter):
    """Reverses what stands on a background of its own, once, whatever else its style says."""

    def apply(self, segments: list[Segment], background: Color) -> list[Segment]:  # noqa: ARG002
        return [Segment(text, style and without_colour(style), control) for text, style, control in segments]


@lru_cache(1024)
def without_colour(style: Style) -> Style:
    """The style without colours; reversed where its background was another than the terminal's."""
    has_ground = style.bgcolor is not None and not style.bgcolor.is_default
    return style + PLAIN + Style(reverse=bool(style.reverse or has_ground))
