"""What an interview shows and asks, in the same words for every interface."""

from collections.abc import Mapping
from datetime import date
from typing import NamedTuple

from guide.common.dates import format_date, format_date_long
from guide.common.text import capitalise_sentence, pluralise
from guide.engine.answer_migration import AnswerMigration
from guide.engine.walk import Step
from guide.interviews.events import FollowUpAgreed, InterviewStarted, Part, View
from guide.interviews.state import Interview
from guide.presenters.retention_text import promise_text
from guide.presenters.view_models import Line, Section
from guide.ruleset.model import PLACEHOLDERS, Briefing, Guide, Voice

PERSON = "Name or code of the person"
INTERVIEWER = "Who asks the questions"
OCCASION = "Occasion, such as the yearly talk"

BRIEFING = "Before the first question, say this in your own words or read it out"
AGREEMENT = {
    "agrees": "The person agrees: go on",
    "refuses": "The person does not agree: keep nothing",
}
"""What can follow the briefing."""
REFUSED = "The interview has ended. Nothing of it is kept."
FOR_INTERVIEWER = "For the interviewer"
NOTE_STAYS = (
    "A note stays with the interview. Reports and summaries leave notes out, unless you ask for them."
)
NOTES_OUT = "The notes are not in it."
READING = "Read the answers back. Each can still be changed. The recommendation comes after that."
PRIVATE = (
    "This is a private matter. Of the interview, only the month is stored, and that it was a private matter."
)
WITHHELD = "With these answers it is a private matter: nothing of this interview is stored."
WITHHELD_WALK = "With these answers it is a private matter: none of them is stored."
CLOSED = "The interview is finished and saved."
CLOSED_UNSAVED = "The interview is finished. It is not saved."
PRIVATE_UNSAVED = "This is a private matter. Nothing of the interview is stored."
RULES_DIFFER = (
    "The questions have changed since this was begun. It goes on with those that it was begun with."
)
RULES_UNREADABLE = "The questions that this was begun with cannot be read by this version of guide."

MOVING = "With the present questions, this is what would become of the answers so far:"
MOVE_OR_STAY = {"stay": "stay with the questions as they were", "move": "move to the present questions"}
LEAVE = {"leave": "leave, and change nothing"}
MOVE_OR_LEAVE = {"move": "move to the present questions", **LEAVE}

NOT_LOST = "What was said is not lost."
SAVE_CHOICES = {"again": "try again", "unsaved": "go on without saving from here on", "leave": "leave"}
"""By the choices of ``sessions.save_failure``."""

VIEWS: Mapping[View, str] = {
    "agrees": "It fits",
    "prefers": "Something else would be better",
    "undecided": "Not sure yet",
}
"""What can be said to a recommendation."""

_ASKED: Mapping[Part, tuple[str, str]] = {
    "goal": ("What would you like to achieve? In your own words.", "What would they like to achieve?"),
    "response": ("What do you think of this?", "What do they think of this?"),
    "kind": ("What would you prefer?", "What would they prefer?"),
    "why": ("And why?", "And why?"),
    "step": ("What is the next step?", "What is the next step?"),
    "owner": ("Who will do it?", "Who will do it?"),
    "review": ("When should it be looked at again?", "When should it be looked at again?"),
}
_HEADINGS: Mapping[Part, str] = {
    "goal": "Goal",
    "response": "What was said about the recommendation",
    "kind": "Preferred",
    "why": "Why",
    "step": "Next step",
    "owner": "Who does it",
    "review": "When to look at it again",
}


SHOWN = 8
"""How many characters of an id are shown: enough to tell interviews apart."""


class RecordField(NamedTuple):
    """The reply in one part of an interview, such as the goal.

    ``text`` is "" where the part was left open.
    """

    part: Part
    heading: str
    text: str


def prompt_for(part: Part, voice: Voice) -> str:
    """Return the question to ask in a part of the interview, such as the goal or the response."""
    return _ASKED[part][voice == "they"]


def leftover_text(name: str) -> str:
    """Return a sentence on how to delete what is stored of an interview that went on unsaved.

    ``name`` is the id of what is stored.
    """
    return f"What was saved of it earlier is still there. To delete it: guide records delete {name[:SHOWN]}"


def private_end_text(counted: bool, left: str) -> str:
    """Return a sentence on what is stored of an interview that ended on a private outcome.

    A private outcome is a result about health or danger, of which nothing may be stored.

    Args:
        counted: Whether the store has recorded that there was such an interview.
        left: The id of what the store still has of it; "" for nothing.
    """
    if left:
        return leftover_text(left)
    return PRIVATE if counted else PRIVATE_UNSAVED


def interview_heading(opened: InterviewStarted) -> str:
    """Return who talks with whom, and on which occasion."""
    person = f" with {opened.person}" if opened.person else ""
    interviewer = f", conducted by {opened.interviewer}" if opened.interviewer else ""
    occasion = f". Occasion: {opened.occasion}" if opened.occasion else ""
    return f"Interview{person}{interviewer}{occasion}"


def resume_text(opened: InterviewStarted, day: date, today: date) -> str:
    """Return a sentence that an interview goes on, and since when it waits.

    ``day`` is the day of its last change.
    """
    return f"{interview_heading(opened)}. It goes on where it was left on {format_date(day, today)}."


def briefing_lines(briefing: Briefing, days: int | None) -> tuple[Line, ...]:
    """Return the lines that the interviewer tells the person before the first question.

    ``days`` is how long the record is stored: 0 for ever, None where nothing is stored.
    """
    labelled = (
        (briefing.purpose, "What this is for"),
        (briefing.voluntary, "It is voluntary"),
        (briefing.noted, "What is noted"),
        (briefing.confidential, "What is confidential"),
        (briefing.seen_by, "Who sees it"),
    )
    return tuple(Line(text.replace(_RETENTION, promise_text(days)), lead) for text, lead in labelled)


_RETENTION = f"{{{PLACEHOLDERS[0]}}}"


def record_fields(interview: Interview, guide: Guide) -> tuple[RecordField, ...]:
    """Return the person's replies beside the answers, such as goal and response, in the order of asking.

    Parts that depend on the response are left out where there was none.
    """
    response, arranged = interview.response, interview.arranged or FollowUpAgreed()
    texts: dict[Part, str] = {
        "goal": interview.goal,
        "response": VIEWS[response.view] if response else "",
        "step": arranged.step,
        "owner": arranged.owner,
        "review": _day(arranged.review),
    }
    if response is not None:
        texts["why"] = response.why
        if response.view == "prefers":
            texts["kind"] = _kind(guide, response.kind)
    return tuple(RecordField(part, name, texts[part]) for part, name in _HEADINGS.items() if part in texts)


def migration_sections(
    moving: AnswerMigration, old: Guide | None, new: Guide, voice: Voice
) -> tuple[Section, ...]:
    """Return sections on what would become of the answers under new rules, for the user to decide.

    ``old`` is the guide of the answers, None where it cannot be read; ``new`` is the one to move to.
    """
    unchanged = pluralise(len(moving.kept), "answer")
    sections = (
        Section("kept", "Kept as they are", (Line(capitalise_sentence(unchanged)),)),
        Section(
            "renamed",
            "Kept in other words",
            tuple(_answer_line(new, step, voice) for _, step in moving.renamed),
        ),
        Section(
            "again",
            "Asked again, because the answer is no longer there",
            tuple(_answer_line(old, step, voice) for step in moving.again),
        ),
        Section(
            "dropped",
            "Left out, because the question is no longer asked",
            tuple(_answer_line(old, step, voice) for step in moving.dropped),
        ),
    )
    return tuple(section for section in sections if section.lines)


def _answer_line(guide: Guide | None, step: Step, voice: Voice) -> Line:
    """Return an answer below its question, by ids where its guide has no words for it any more."""
    question = guide.questions.get(step.question) if guide else None
    if question is None or step.option not in question.options:
        return Line(step.option, step.question)
    return Line(question.options[step.option].spoken(voice), question.asked(voice))


def _kind(guide: Guide, name: str) -> str:
    """Return the name of a kind, or its id where the guide does not have it."""
    return guide.kinds[name].name if name in guide.kinds else name


def _day(day: str) -> str:
    """Return YYYY-MM-DD as a day in words, any other text as it is."""
    try:
        return format_date_long(date.fromisoformat(day))
    except ValueError:
        return day
