"""The tree of a guide on sheets of A3, to print from a browser and to put up side by side.

All lengths on paper are millimetres.
"""

from collections.abc import Iterator
from html import escape
from math import ceil

from msgspec import Struct

from guide.authoring.diagram.box_sizes import SMALL
from guide.authoring.diagram.selection import NO_MARKS, Marks
from guide.authoring.diagram.svg_diagram import FONTS, draw_elements
from guide.common.markup import tag
from guide.common.text import one_line
from guide.ruleset.model import Guide, Voice

_POINT = 25.4 / 72
_SMALLEST, _LARGEST = 6 * _POINT, 12 * _POINT
"""The size of the smallest text: at least, and at most where there is room."""
_LONG, _SHORT, _EDGE, _FOOT = 420.0, 297.0, 7.0, 6.0
_OVERLAP = 10.0
"""How far the picture on a sheet goes on beyond where the next one begins, so that they can be glued."""
_STYLE = """\
@page {{ size: {width:g}mm {height:g}mm; margin: {edge:g}mm }}
body {{ margin: 0; background: #fff; color: #1b2733; font-family: {fonts} }}
section {{ width: {inner_width:g}mm; break-after: page; break-inside: avoid }}
section:last-child {{ break-after: auto }}
section svg {{ display: block }}
p {{ margin: 0; font-size: 8pt; line-height: {line:g}mm }}
.whole {{ position: absolute; width: 0; height: 0 }}
@media screen {{ section {{ margin: {edge:g}mm; outline: 1px solid #8fa0b3 }} }}
"""


class Sheets(Struct, frozen=True):
    """How a picture is laid on sheets. ``scale`` is millimetres for a unit of the picture."""

    width: float
    height: float
    columns: int
    rows: int
    scale: float

    @property
    def inner(self) -> tuple[float, float]:
        """The width and height of the picture on one sheet."""
        return self.width - 2 * _EDGE, self.height - 2 * _EDGE - _FOOT


def draw_pages(guide: Guide, marks: Marks = NO_MARKS, voice: Voice = "you") -> str:
    """Draw the tree as an HTML page that a browser prints on sheets of A3, as few as can be read.

    Args:
        guide: The guide.
        marks: What to point out.
        voice: The voice of the texts.

    Raises:
        KeyError: ``marks.focus`` is no question of the guide.
    """
    elements, width, height = draw_elements(guide, marks, voice)
    sheets = choose_sheets(width, height)
    title = escape(one_line(guide.front.title))
    style = _STYLE.format(
        width=sheets.width,
        height=sheets.height,
        edge=_EDGE,
        fonts=FONTS,
        inner_width=sheets.inner[0],
        line=_FOOT - 1,
    )
    # Drawn once, and shown through a window on each sheet.
    whole = tag("symbol", *elements, id="tree", overflow="visible", font_family=FONTS)
    body = "\n".join((tag("svg", whole, class_="whole", aria_hidden="true"), *_sections(sheets)))
    return (
        f'<!DOCTYPE html>\n<html lang="en">\n<head>\n<meta charset="utf-8">\n<title>{title}</title>\n'
        f"<style>\n{style}</style>\n</head>\n<body>\n{body}\n</body>\n</html>"
    )


def choose_sheets(width: float, height: float) -> Sheets:
    """Return how a picture goes on the fewest sheets on which all of its text can be read."""
    return min(
        (_lay(width, height, *paper) for paper in ((_LONG, _SHORT), (_SHORT, _LONG))),
        key=lambda sheets: (sheets.columns * sheets.rows, -sheets.scale),
    )


def _lay(width: float, height: float, paper_width: float, paper_height: float) -> Sheets:
    least = Sheets(paper_width, paper_height, 1, 1, _SMALLEST / SMALL)
    inner_width, inner_height = least.inner
    columns, rows = _count(width * least.scale, inner_width), _count(height * least.scale, inner_height)
    room = (_length(columns, inner_width) / width, _length(rows, inner_height) / height)
    return Sheets(paper_width, paper_height, columns, rows, min(*room, _LARGEST / SMALL))


def _count(length: float, side: float) -> int:
    """How many sheets cover a length."""
    return max(1, ceil((length - _OVERLAP) / (side - _OVERLAP)))


def _length(count: int, side: float) -> float:
    """The length that so many sheets cover."""
    return count * (side - _OVERLAP) + _OVERLAP


def _sections(sheets: Sheets) -> Iterator[str]:
    width, height = sheets.inner
    across, down = (side - _OVERLAP for side in (width, height))
    total = sheets.columns * sheets.rows
    for number in range(total):
        row, column = divmod(number, sheets.columns)
        window = (part / sheets.scale for part in (column * across, row * down, width, height))
        picture = tag(
            "svg",
            tag("use", href="#tree"),
            viewBox=" ".join(f"{part:.2f}" for part in window),
            width=f"{width:g}mm",
            height=f"{height:g}mm",
        )
        foot = f"Sheet {number + 1} of {total}: row {row + 1} of {sheets.rows}, column {column + 1} of"
        overlap = f" {sheets.columns}. Neighbours overlap by {_OVERLAP:g} mm." if total > 1 else ""
        yield tag("section", picture, tag("p", foot + overlap if total > 1 else "&#160;"))
