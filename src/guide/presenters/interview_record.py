"""An interview that is kept, in words: all that is known of it but the full recommendation."""

from collections.abc import Iterator
from datetime import date

from msgspec import Struct

from guide.engine.decision import Decision, decide
from guide.engine.walk import Walk
from guide.interviews.events import Event
from guide.interviews.state import Interview
from guide.presenters.event_text import (
    NO_RULES,
    briefing_section,
    follow_up_section,
    outcome_title,
    unasked_section,
)
from guide.presenters.explanation import WHEN, answer_lines
from guide.presenters.history import HeldReview, changes_section, held_reviews, reviews_section
from guide.presenters.interview_facts import ABOUT, MeetingFacts, meeting_facts, meeting_section
from guide.presenters.view_models import Line, Section
from guide.ruleset.model import Guide, Voice

NOBODY = "Nobody is named"
AS_READ = "In the words in which it was shown in the interview"
"""Stands above a recommendation that a record quotes: it may speak to the person."""
UNFINISHED = "There is no recommendation yet."


class InterviewRecord(Struct, frozen=True):
    """A stored interview with the rules under which it was held.

    Attributes:
        name: Its id.
        day: The day on which it began, YYYY-MM-DD.
        interview: Its state.
        guide: The rules; None where they cannot be read.
        journal: Every event with its moment.
    """

    name: str
    day: str
    interview: Interview
    guide: Guide | None
    journal: tuple[tuple[str, Event], ...] = ()

    @property
    def person(self) -> str:
        """The person's name or code, or a phrase that says that there is none."""
        return self.interview.opened.person or NOBODY

    @property
    def voice(self) -> Voice:
        """Whether the questions speak to the person or about them."""
        return self.interview.opened.voice

    @property
    def walk(self) -> Walk | None:
        """The walk that its answers make; None where its rules cannot be read."""
        return self.interview.walk(self.guide) if self.guide else None

    @property
    def decision(self) -> Decision | None:
        """The decision on its answers; None where it is not finished or its rules cannot be read."""
        walk = self.walk
        return decide(walk) if walk and self.interview.finished and walk.current is None else None

    @property
    def meeting(self) -> MeetingFacts:
        """What is known of it beside the answers, dated by ``day``."""
        return meeting_facts(self.interview, self.day)

    @property
    def reviews(self) -> tuple[HeldReview, ...]:
        """The reviews that were held, in order."""
        return held_reviews(self.journal)


def record_sections(record: InterviewRecord, today: date) -> tuple[Section, ...]:
    """Return the sections of a stored interview in words, without the explanation of its recommendation.

    Sections that would be empty are left out. ``today`` is the day from which years are left out.
    """
    walk = record.walk
    answers = answer_lines(walk, record.voice, record.interview.notes) if walk else ()
    sections = (
        Section("recommended", "Recommendation", tuple(recommendation_lines(record))),
        follow_up_section(record.meeting),
        reviews_section(record.reviews, today),
        meeting_section(record.guide, ABOUT, record.meeting),
        briefing_section(record.interview),
        changes_section(record.guide, record.voice, record.journal, today),
        Section("answers", "The answers", answers),
        unasked_section(record.guide, record.interview),
    )
    return tuple(section for section in sections if section.lines)


def recommendation_lines(record: InterviewRecord) -> Iterator[Line]:
    """Yield lines with the recommended outcome and its companions, or why there is no recommendation."""
    if record.guide is None:
        yield Line(NO_RULES)
    if record.decision is None:
        finished = record.interview.finished
        yield Line(outcome_title(record.guide, finished.outcome) if finished else UNFINISHED)
        return
    yield Line(outcome_title(record.guide, record.decision.outcome))
    for companion in record.decision.companions:
        yield Line(kind_name(record, companion.kind), WHEN[companion.when])


def kind_name(record: InterviewRecord, kind: str) -> str:
    """Return the name of a kind of help in the interview's own rules; its id where they cannot be read."""
    return record.guide.kinds[kind].name if record.guide else kind
