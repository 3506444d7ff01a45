"""A chart of the questions that were asked, and of how many other answers each of them had."""

from collections.abc import Iterator
from textwrap import wrap as wrap_text

from guide.common.markup import fit_svg_text, line_height, rect, tag, text_elements, wrap_svg_text
from guide.common.text import one_line
from guide.presenters.report import ROAD, PathStep, Report
from guide.reports.charts import ACCENT, BOLD, INK, PANEL, QUIET, WIDE
from guide.reports.charts.svg_frame import frame

_LINE, _TEXT = 10.0, 30.0
_ROOM = WIDE - _TEXT - 4
_QUESTION, _ANSWER, _SMALL, _END = 13.0, 15.0, 12.0, 17.0
_GAP = 20.0
_MOST_LINES = 5
_MOST_DOTS = 12
_COLUMNS = 64


def path_svg(report: Report) -> str:
    """Return a chart of the questions on the path as SVG, with the number of other options for each."""
    parts: list[str] = []
    y = 8.0
    for step in report.path:
        part, below = _draw_step(step, y)
        parts += part
        y = below + _GAP
    trunk = tag("path", d=f"M{_LINE} 8V{y:.1f}", stroke=ACCENT, stroke_width=2.5, fill="none")
    end, bottom = _end(report, y)
    description = " ".join(f"{step.asked} {step.answer} ({step.others_text})." for step in report.path)
    return frame("road", ROAD, f"{description} {_ends(report)}.", bottom, (trunk, *parts, *end))


def path_text(report: Report) -> Iterator[str]:
    """Yield the chart of the questions on the path as lines of text, with the number of other options."""
    for step in report.path:
        yield from _indent_wrapped(step.asked, "● ", "│ ")
        yield from _indent_wrapped(step.answer, "│ → ", "│   ")
        yield f"├┈ {'○' * min(step.others, _MOST_DOTS)} {step.others_text}"
        yield "│"
    yield "▼"
    yield from _indent_wrapped(_ends(report), "", "")


def _ends(report: Report) -> str:
    return ". ".join([f"{report.words.label}: {report.words.title}", *report.added])


def _indent_wrapped(text: str, first: str, other: str) -> Iterator[str]:
    yield from wrap_text(one_line(text), _COLUMNS, initial_indent=first, subsequent_indent=other) or [first]


def _lines(text: str, size: float, room: float, bold: bool = False) -> tuple[str, ...]:
    size = size * BOLD if bold else size
    lines = wrap_svg_text(text, size, room)
    if len(lines) <= _MOST_LINES:
        return lines
    return (*lines[: _MOST_LINES - 1], fit_svg_text(" ".join(lines[_MOST_LINES - 1 :]), size, room))


def _draw_step(step: PathStep, top: float) -> tuple[list[str], float]:
    """Return a question and its answer as SVG from this height on, and the height at which they end."""
    question, answer = _lines(step.asked, _QUESTION, _ROOM), _lines(step.answer, _ANSWER, _ROOM, bold=True)
    y = top + 5
    parts = [
        tag("circle", cx=_LINE, cy=top, r=6, fill=ACCENT),
        *text_elements(question, _TEXT, y, _QUESTION, QUIET),
    ]
    y += len(question) * line_height(_QUESTION) + 4
    parts += text_elements(answer, _TEXT, y, _ANSWER, INK, font_weight=600)
    y += (len(answer) - 1) * line_height(_ANSWER) + 18
    parts += _fork(step, y)
    return parts, y + 4


def _fork(step: PathStep, y: float) -> Iterator[str]:
    """Yield a branch that leaves the path, and an open dot for each answer that was not given."""
    start = f"M{_LINE} {y - 14:.1f}C{_LINE} {y - 2:.1f} {_TEXT - 10} {y:.1f} {_TEXT} {y:.1f}"
    yield tag("path", d=start, stroke=QUIET, stroke_width=1.2, fill="none", stroke_dasharray="3 3")
    x = _TEXT + 4
    for _ in range(min(step.others, _MOST_DOTS)):
        yield tag("circle", cx=x, cy=y, r=3.5, fill="none", stroke=QUIET, stroke_width=1.3)
        x += 11
    yield from text_elements([step.others_text], x + 2, y + 4, _SMALL, QUIET)


def _end(report: Report, top: float) -> tuple[list[str], float]:
    room = WIDE - 32
    title = _lines(report.words.title, _END, room, bold=True)
    added = [line for text in report.added for line in _lines(text, _QUESTION, room)]
    y = top + 42
    parts = [*text_elements([report.words.label], 16, top + 20, _SMALL, ACCENT, font_weight=600)]
    parts += text_elements(title, 16, y, _END, INK, font_weight=700)
    y += (len(title) - 1) * line_height(_END)
    if added:
        parts += text_elements(added, 16, y + 22, _QUESTION, INK)
        y += 22 + (len(added) - 1) * line_height(_QUESTION)
    height = y + 14 - top
    box = rect(1.25, top, WIDE - 2.5, height, 8, fill=PANEL, stroke=ACCENT, stroke_width=2.5)
    return [box, *parts], top + height + 2
