"""Widgets of an explanation: the summary, and the body of each section."""

from collections.abc import Iterator

from textual.containers import VerticalGroup
from textual.content import Content
from textual.widget import Widget
from textual.widgets import Static

from guide.common.text import escape_control_chars
from guide.presenters.explanation import STANDING
from guide.presenters.view_models import Explanation, Line
from guide.tui.screens.result.charts import Draw, DrawnWidget, evidence_drawing, road
from guide.tui.screens.result.section_body import section_widgets, with_sources
from guide.tui.screens.result.sections import Part


def result_summary(words: Explanation, *below: Widget) -> Iterator[Widget]:
    """The recommendation with ``below`` right under it, the bars of evidence, and the path of answers."""
    yield VerticalGroup(*_verdict(words), *below, id="verdict")
    if words.stands:
        yield DrawnWidget(evidence_drawing(STANDING, words.stands), id="bars")
    yield DrawnWidget(_road(words), id="road")


def _verdict(words: Explanation) -> Iterator[Widget]:
    title = Content.assemble(
        (f"{words.label}: ", "$text-quiet"), (escape_control_chars(words.title), "bold $primary")
    )
    yield Static(title, id="title", markup=False)
    yield Static(with_sources(words.because), markup=False)
    yield Static(escape_control_chars(words.clarity), id="clarity", markup=False)
    for line in lines(words, "with"):
        yield Static(escape_control_chars(line.lead), classes="beside", markup=False)


def _road(words: Explanation) -> Draw:
    return road(lines(words, "answers"), words.label, words.title)


def body(part: Part, words: Explanation) -> Iterator[Widget]:
    """The widgets below a heading. The answers are drawn as a path."""
    if part.section.name == "answers":
        yield DrawnWidget(_road(words))
    else:
        yield from section_widgets(part.section)
    for section in part.below:
        yield Static(escape_control_chars(section.heading), classes="heading", markup=False)
        yield from section_widgets(section)


def lines(words: Explanation, name: str) -> tuple[Line, ...]:
    """The lines of the section with this name; none where there is no such section."""
    section = words.section(name)
    return section.lines if section else ()
