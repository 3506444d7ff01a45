"""The summary of an interview for the person: one page, of which parts can be chosen."""

from collections.abc import Collection, Iterable, Iterator, Mapping
from datetime import date

from msgspec import Struct
from msgspec.structs import replace

from guide.common.dates import format_date
from guide.engine.recommendation import recommend
from guide.presenters.event_text import follow_up_section, question_text
from guide.presenters.explanation import answer_lines, explain
from guide.presenters.history import reviews_section
from guide.presenters.interview_facts import DATE, INTERVIEWER, NAME, OCCASION, goal_line, response_lines
from guide.presenters.interview_record import InterviewRecord
from guide.presenters.view_models import Line, Section, typed_line

PARTS: Mapping[str, str] = {
    "meeting": "who talked, when and on what occasion",
    "recommendation": "the recommendation, and why",
    "steps": "the first steps, and what goes with them",
    "goal": "the goal",
    "response": "what was said about the recommendation",
    "agreement": "the next step, who does it and when to look again",
    "reviews": "what came of it, by the reviews that were held",
    "answers": "the answers",
    "notes": "your notes",
}
"""What a summary can hold, by the word that stands for it, in the order of the page."""

USUAL_PARTS = ("meeting", "recommendation", "steps", "goal", "response", "agreement")
"""What it holds unless somebody says otherwise: what both of them need in order to act on it.

Answers are not needed for that; notes and what was written of reviews are the interviewer's own words.
"""

SAID = "What was said"


class PersonSummary(Struct, frozen=True):
    """A short summary of an interview for the person, before it is laid out.

    Attributes:
        guide: The title of the guide.
        subject: A subject for a mail. It is seen by many: neither a name nor what was said is in it.
        label: What the title is, such as “Recommended”; "" without the recommendation.
        title: What is recommended; "" without the recommendation.
        because: Why; "" without the recommendation.
        sections: The other parts that have lines, in order.
    """

    guide: str
    subject: str
    label: str
    title: str
    because: str
    sections: tuple[Section, ...]


def build_summary(record: InterviewRecord, parts: Collection[str], today: date) -> PersonSummary | None:
    """Return the summary of a finished interview for the person; None where there is no recommendation.

    Args:
        record: The interview.
        parts: The ids of the parts to include, a selection of ``PARTS``.
        today: Its year is left out of dates, except of the day of the interview.
    """
    if record.walk is None or record.guide is None or record.decision is None:
        return None
    words = explain(recommend(record.walk), record.voice)
    told = "recommendation" in parts
    occasion = "My questions of" if record.interview.opened.own else "Our talk on"
    sections = (*_sections(record, parts, today, (*words.next_steps, *words.companions)),)
    return PersonSummary(
        guide=record.guide.front.title,
        subject=f"{occasion} {_day_with_year(record.day)}",
        label=words.label if told else "",
        title=words.title if told else "",
        because=words.because.text if told else "",
        sections=tuple(section for section in sections if section.lines),
    )


def _sections(
    record: InterviewRecord, parts: Collection[str], today: date, steps: Iterable[Line]
) -> Iterator[Section]:
    guide, voice, facts = record.guide, record.voice, record.meeting
    if "meeting" in parts and not record.interview.opened.own:
        lines = (
            typed_line(facts.person, NAME),
            typed_line(_day_with_year(facts.day), DATE),
            typed_line(facts.interviewer, INTERVIEWER),
            typed_line(facts.occasion, OCCASION),
        )
        yield Section("meeting", "The talk", tuple(line for line in lines if line.text))
    if "steps" in parts:
        # Sources are in the report, for whoever wants to read on.
        yield Section("begin", "First steps", tuple(Line(step.text, step.lead) for step in steps))
    said: list[Line] = []
    if "goal" in parts and facts.goal:
        said.append(goal_line(voice, facts.goal))
    if "response" in parts:
        said += response_lines(guide, voice, facts.response)
    yield Section("said", SAID, tuple(said))
    if "agreement" in parts:
        yield follow_up_section(replace(facts, review=_day_with_year(facts.review)))
    if "reviews" in parts:
        yield reviews_section(record.reviews, today)
    yield from _answer_sections(record, parts)


def _answer_sections(record: InterviewRecord, parts: Collection[str]) -> Iterator[Section]:
    notes = record.interview.notes if "notes" in parts else {}
    if "answers" in parts and record.walk is not None:
        asked = {step.question for step in record.walk.path}
        yield Section("answers", "The answers", answer_lines(record.walk, record.voice, notes))
        notes = {question: note for question, note in notes.items() if question not in asked}
    lines = (
        typed_line(note, question_text(record.guide, question, record.voice))
        for question, note in notes.items()
    )
    yield Section("notes", "Notes", tuple(lines))


def _day_with_year(day: str) -> str:
    """Return YYYY-MM-DD as “1 March 2027”; any other text as it is."""
    try:
        return format_date(date.fromisoformat(day), date.min)
    except ValueError:
        return day
