"""SVG elements as text, and how much room words take."""

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
    """An element. ``_`` in the name of an attribute stands for ``-``; ``inside`` is taken as it is."""
    given = "".join(
        f' {key.strip("_").replace("_", "-")}="{_value(value)}"' for key, value in attributes.items()
    )
    return f"<{name}{given}>{''.join(inside)}</{name}>" if inside else f"<{name}{given}/>"


def _value(value: str | float) -> str:
    return escape(value) if isinstance(value, str) else f"{value:.1f}".removesuffix(".0")


def rect(x: float, y: float, width: float, height: float, round_: float, **attributes: str | float) -> str:
    return tag("rect", x=x, y=y, width=width, height=height, rx=round_, **attributes)


def escape_text(text: str) -> str:
    return escape(one_line(text))


def text_elements(
    lines: Iterable[str],
    x: float,
    baseline: float,
    size: float,
    fill: str,
    **attributes: str | float,
) -> Iterator[str]:
    """One text element a line."""
    for number, line in enumerate(lines):
        y = baseline + number * line_height(size)
        yield tag("text", escape_text(line), x=x, y=y, font_size=size, fill=fill, **attributes)


def line_height(size: float) -> float:
    return round(size * 1.35)


def wrap_svg_text(text: str, size: float, room: float, beside: float = 0) -> tuple[str, ...]:
    """The text in lines that fit the room in any usual font; a word too long for a line is broken.

    The first line leaves room for what stands ``beside`` it.
    """
    lines: list[str] = []
    line, filled = "", 0.0
    for word in _pieces(one_line(text), size, room - beside):
        wide = svg_text_width(word, size)
        space = svg_text_width(" ", size) if line else 0.0
        if line and filled + space + wide > room - (0 if lines else beside):
            lines.append(line)
            line, filled, space = "", 0.0, 0.0
        line, filled = f"{line} {word}" if line else word, filled + space + wide
    return (*lines, line)


def _pieces(text: str, size: float, room: float) -> Iterator[str]:
    """The words, and those wider than the room in parts."""
    for word in text.split():
        piece, filled = "", 0.0
        for char in word:
            wide = _advance(char) * size
            if piece and filled + wide > room:
                yield piece
                piece, filled = "", 0.0
            piece, filled = piece + char, filled + wide
        yield piece


def fit_svg_text(text: str, size: float, room: float) -> str:
    """The text, and three dots for what the room does not hold of it."""
    text = one_line(text)
    if svg_text_width(text, size) <= room:
        return text
    filled = svg_text_width("…", size)
    kept = ""
    for char in text:
        filled += _advance(char) * size
        if filled > room:
            break
        kept += char
    return kept + "…"


def svg_text_width(text: str, size: float) -> float:
    return sum(map(_advance, text)) * size


@lru_cache(maxsize=4096)
def _advance(char: str) -> float:
    """The width of a character, as a share of the font's size: that of a rather wide font."""
    if combining(char):
        return 0.0
    if east_asian_width(char) in "WF":
        return 1.05
    return _WIDTHS.get(char, 0.72 if char.isupper() or not char.isalnum() else 0.62)
