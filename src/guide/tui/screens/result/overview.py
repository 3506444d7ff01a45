"""Widgets of an explanation: the answer that is seen first, and what each door opens."""

from collections.abc import Iterator

from textual.content import Content
from textual.widget import Widget
from textual.widgets import Static

from guide.common.text import escape_control_chars
from guide.presenters.explanation import STANDING
from guide.presenters.view_models import Door, Explanation, Section
from guide.tui.screens.result.charts import (
    DrawnWidget,
    aligned,
    at_both_ends,
    evidence_drawing,
    road,
)
from guide.tui.screens.result.section_body import section_widgets, with_sources


def result_summary(words: Explanation) -> Iterator[Widget]:
    """What is recommended, how clear it is, why, what to do first, and what goes with it."""
    label = Content.styled(escape_control_chars(words.label), "$text-quiet")
    verdict = Content(escape_control_chars(words.verdict))
    yield DrawnWidget(at_both_ends(label, verdict), id="label")
    yield Static(escape_control_chars(words.title), id="title", markup=False)
    yield Static(with_sources(words.because), id="because", markup=False)
    if rows := [(line.lead, line.text) for line in (*words.next_steps, *words.companions)]:
        yield DrawnWidget(aligned(rows), id="steps")


def body(door: Door, words: Explanation) -> Iterator[Widget]:
    """The widgets of the sections behind a door. The answers are drawn as a path, and evidence as bars."""
    for section in door.sections:
        yield Static(escape_control_chars(section.heading), classes="heading", markup=False)
        if section.name == "why" and words.clarity:
            yield Static(escape_control_chars(words.clarity), classes="said", markup=False)
        yield from _section_body(section, words)
    if door.name == "why" and words.stands:
        yield DrawnWidget(evidence_drawing(STANDING, words.stands), classes="bars")


def _section_body(section: Section, words: Explanation) -> Iterator[Widget]:
    if section.name == "answers":
        yield DrawnWidget(road(section.lines, words.label, words.title))
    else:
        yield from section_widgets(section)
