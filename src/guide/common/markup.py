"""SVG elements as text, and the estimated width of texts in a proportional font."""

from collections.abc import Iterable, Iterator
from functools import lru_cache
from html import escape
from unicodedata import combining, east_asian_width

from guide.common.text import one_line

_WIDTHS = {
    **dict.fromkeys("ijlI|!.,:;' ‘’", 0.34),
    **dict.fromkeys("frtJ()[]{}/-", 0.43),
    **dict.fromkeys('csvxyzk?“”"_', 0.6),
    **dict.fromkeys("wmMW@%—…", 0.97),
}


def tag(name: str, *inside: str, **attributes: str | float) -> str:
    """An XML element.

    Args:
        name: The name of the element.
        inside: Its content, as markup: nothing in it is escaped. Without any, the element is empty.
        attributes: ``_`` in a name stands for ``-``, and one at its end is dropped (``class_``). Texts are
            escaped; numbers are written with at most one decimal.
    """
    written = "".join(
        f' {key.strip("_").replace("_", "-")}="{_value(value)}"' for key, value in attributes.items()
    )
    return f"<{name}{written}>{''.join(inside)}</{name}>" if inside else f"<{name}{written}/>"


def _value(value: str | float) -> str:
    return escape(value) if isinstance(value, str) else f"{value:.1f}".removesuffix(".0")


def rect(x: float, y: float, width: float, height: float, round_: float, **attributes: str | float) -> str:
    """An SVG rectangle with corners of the radius ``round_``; all measures in user units."""
    return tag("rect", x=x, y=y, width=width, height=height, rx=round_, **attributes)


def escape_line(text: str) -> str:
    """The text on one line, escaped for the content of an element."""
    return escape(one_line(text))


def text_elements(
    lines: Iterable[str],
    x: float,
    baseline: float,
    size: float,
    fill: str,
    **attributes: str | float,
) -> Iterator[str]:
    """A ``text`` element for each line, one below the other.

    Args:
        lines: The texts, not yet escaped.
        x: The left side, or what ``text_anchor`` makes of it.
        baseline: The height of the first line's baseline.
        size: The size of the font.
        fill: The colour.
        attributes: More attributes for each element.
    """
    for number, line in enumerate(lines):
        y = baseline + number * line_height(size)
        yield tag("text", escape_line(line), x=x, y=y, font_size=size, fill=fill, **attributes)


def line_height(size: float) -> float:
    """The distance between two baselines in a font of this size, a whole number."""
    return round(size * 1.35)


def wrap_svg_text(text: str, size: float, max_width: float, reserved: float = 0) -> tuple[str, ...]:
    """The text in lines that fit a width in any usual font. A word longer than a line is broken.

    Args:
        text: White space in it counts as one space.
        size: The size of the font.
        max_width: The width of a line, in the units of ``size``.
        reserved: How much of it the first line leaves free at its end.

    Returns:
        At least one line; that is empty where the text is.
    """
    lines: list[str] = []
    line, filled = "", 0.0
    for word in _pieces(one_line(text), size, max_width - reserved):
        wide = svg_text_width(word, size)
        space = svg_text_width(" ", size) if line else 0.0
        if line and filled + space + wide > max_width - (0 if lines else reserved):
            lines.append(line)
            line, filled, space = "", 0.0, 0.0
        line, filled = f"{line} {word}" if line else word, filled + space + wide
    return (*lines, line)


def _pieces(text: str, size: float, max_width: float) -> Iterator[str]:
    """The words of the text, those that are wider than ``max_width`` in several parts."""
    for word in text.split():
        piece, filled = "", 0.0
        for char in word:
            wide = _advance(char) * size
            if piece and filled + wide > max_width:
                yield piece
                piece, filled = "", 0.0
            piece, filled = piece + char, filled + wide
        yield piece


def fit_svg_text(text: str, size: float, max_width: float) -> str:
    """The text on one line, cut with “…” at its end where it is wider than ``max_width``."""
    text = one_line(text)
    if svg_text_width(text, size) <= max_width:
        return text
    filled = svg_text_width("…", size)
    start = ""
    for char in text:
        filled += _advance(char) * size
        if filled > max_width:
            break
        start += char
    return start + "…"


def svg_text_width(text: str, size: float) -> float:
    """The estimated width of a text on one line, in the units of ``size``, on the high side."""
    return sum(map(_advance, text)) * size


@lru_cache(maxsize=4096)
def _advance(char: str) -> float:
    """The width of a character as a share of the font's size, as a rather wide font has it."""
    if combining(char):
        return 0.0
    if east_asian_width(char) in "WF":
        return 1.05
    return _WIDTHS.get(char, 0.72 if char.isupper() or not char.isalnum() else 0.62)
