"""A chart of how the documents stand to each kind: a block for each statement, for it and against it."""

from collections.abc import Iterator, Sequence
from math import ceil

from guide.common.markup import fit_svg_text, rect, tag, text_elements
from guide.common.text import one_line
from guide.presenters.explanation import STANDING
from guide.presenters.report import AGAINST, FOR, RECOMMENDED
from guide.presenters.view_models import (
    Stand,
)
from guide.reports.charts import ACCENT, BOLD, CONTRARY, INK, PANEL, QUIET, WIDE
from guide.reports.charts.svg_frame import frame

_HEAD, _ROW, _GAP = 24.0, 54.0, 6.0
_EDGE, _NUMBER = 14.0, 26.0
# The width of the heading of the left side.
_HEADED = 84.0
_BLOCK, _WIDEST = 13.0, 16.0
_MOST_BLOCKS = 30


def evidence_svg(stands: Sequence[Stand]) -> str:
    """Return a chart of the statements for and against each kind as SVG.

    Statements against are blocks in outline to the left, statements for are filled blocks to the right.
    """
    least, most = max(stand.con for stand in stands), max(stand.pro for stand in stands)
    side = _EDGE + _NUMBER
    unit = min(_WIDEST, (WIDE - 2 * side) / max(least + most, 1), (WIDE - side - _HEADED) / max(most, 1))
    zero = max(_HEADED, side + least * unit)
    parts = list(_head(zero))
    for number, stand in enumerate(stands):
        parts += _row(stand, _HEAD + number * (_ROW + _GAP), zero, unit)
    bottom = _HEAD + len(stands) * (_ROW + _GAP) - _GAP
    return frame("stands", STANDING, " ".join(map(_description, stands)), bottom + 2, parts)


def evidence_text(stands: Sequence[Stand]) -> Iterator[str]:
    """Yield the chart of the statements for and against each kind as lines of text, three for each kind."""
    most = max(max(stand.pro, stand.con) for stand in stands)
    for stand in stands:
        mark, word = ("●", f" ({RECOMMENDED})") if stand.recommended else ("○", "")
        yield f"{mark} {one_line(stand.name)}{word}"
        for sign, label, count in (("■", FOR, stand.pro), ("□", AGAINST, stand.con)):
            blocks = sign * ceil(count * min(1, _MOST_BLOCKS / max(most, 1)))
            yield f"  {label:<{len(AGAINST)}} {blocks}{' ' * bool(blocks)}{count}"


def _description(stand: Stand) -> str:
    return f"{stand.name}{f' ({RECOMMENDED})' * stand.recommended}: {stand.text}"


def _head(zero: float) -> Iterator[str]:
    yield from text_elements([f"← {AGAINST}"], zero - 8, 14, 12, QUIET, text_anchor="end")
    yield from text_elements([f"{FOR} →"], zero + 8, 14, 12, QUIET)


def _row(stand: Stand, top: float, zero: float, unit: float) -> Iterator[str]:
    room = WIDE - 2 * _EDGE
    if stand.recommended:
        room -= 100
        yield rect(0.5, top, WIDE - 1, _ROW, 6, fill=PANEL)
        yield rect(0.5, top, 5, _ROW, 2, fill=ACCENT)
        yield from text_elements(
            [f"✓ {RECOMMENDED}"], WIDE - _EDGE, top + 20, 12, ACCENT, text_anchor="end", font_weight=600
        )
    weight = 700 if stand.recommended else 400
    yield from text_elements(
        [fit_svg_text(stand.name, 14 * BOLD, room)], _EDGE, top + 20, 14, INK, font_weight=weight
    )
    yield from _bar(stand.pro, zero, top + 30, unit)
    yield from _bar(stand.con, zero, top + 30, -unit)
    yield tag("path", d=f"M{zero:.1f} {top + 26:.1f}v21", stroke=INK, stroke_width=1.5)


def _bar(count: int, zero: float, top: float, unit: float) -> Iterator[str]:
    """Yield blocks from the middle outwards, to the left where ``unit`` is negative.

    ``unit`` is the width of a block. Where that is too small for blocks, they become one bar.
    """
    pro = unit > 0
    wide = abs(unit)
    look = {"fill": ACCENT} if pro else {"fill": "none", "stroke": CONTRARY, "stroke_width": 1.5}
    inset = 1.0 if pro else 1.75
    pieces, piece = (count, wide) if wide > 6 else (min(count, 1), count * wide)
    for number in range(pieces):
        left = zero + number * piece if pro else zero - (number + 1) * piece
        yield rect(
            left + inset, top + inset - 1, max(piece - 2 * inset, 0.5), _BLOCK - 2 * inset + 2, 1.5, **look
        )
    side = 6 if pro else -6
    anchor = "start" if pro else "end"
    yield from text_elements([str(count)], zero + count * unit + side, top + 11, 12, INK, text_anchor=anchor)
