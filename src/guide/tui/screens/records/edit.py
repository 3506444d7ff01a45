"""Changes to a stored interview: what is asked for each, one after another."""

from collections.abc import Callable, Iterator
from typing import Any, cast

from msgspec.structs import replace
from textual.screen import Screen

from guide.common.dates import today
from guide.interviews.changes import RecordChange
from guide.interviews.events import FollowUpAgreed, Part, Responded, Reviewed, View
from guide.presenters.history import day_text
from guide.presenters.interview_facts import ABOUT, OWNER, REVIEW, STEP, response_text
from guide.presenters.interview_prompts import VIEWS, prompt_for
from guide.presenters.interview_record import InterviewRecord
from guide.sessions.replies import other_kinds
from guide.tui.dialogs import ChoiceDialog
from guide.tui.screens.interview.participants import Names, NamesScreen
from guide.tui.screens.records.edit_dialogs import DayDialog, PartDialog, ReviewedDialog

Then = Callable[[RecordChange], object]
"""Called with a change once it is complete; not where a dialog is left."""

WHAT = "What is to be changed?"
NAMES = "Name, interviewer or occasion"
RESPONSE = "What was said about the recommendation"
_NOTHING = "–"
_KEPT_OPEN = "Leave it open"


def ask_change(screen: Screen[Any], record: InterviewRecord, then: Then) -> None:
    """Ask what of an interview is to be changed, and to what."""
    choices = list(_choices(record))

    def ask(part: str | None) -> None:
        match part:
            case "names":
                _ask_names(screen, record, then)
            case "response":
                _ask_view(screen, record, then)
            case "step" | "owner" | "review":
                _ask_agreement(screen, record, part, then)

    if len(choices) == 1:
        ask("names")
    else:
        screen.app.push_screen(ChoiceDialog(WHAT, choices), ask)


def ask_review(screen: Screen[Any], name: str, then: Callable[[Reviewed], object]) -> None:
    """Ask what came of a review. ``then`` is called with the event, unless the dialog is left."""

    def hold(review: Reviewed | None) -> None:
        if review is not None:
            then(review)

    screen.app.push_screen(ReviewedDialog(name), hold)


def _choices(record: InterviewRecord) -> Iterator[tuple[str, str]]:
    """Yield what can be changed, each with what it says now."""
    yield "names", f"{NAMES}\n{record.person}"
    if record.interview.finished is None:
        return
    facts, here = record.meeting, today()
    yield "step", f"{STEP}\n{facts.step or _NOTHING}"
    yield "owner", f"{OWNER}\n{facts.owner or _NOTHING}"
    yield "review", f"{REVIEW}\n{day_text(facts.review, here) or _NOTHING}"
    response = facts.response
    said = response_text(record.guide, ABOUT, response) if response else _NOTHING
    yield "response", f"{RESPONSE}\n{said}"


def _ask_names(screen: Screen[Any], record: InterviewRecord, then: Then) -> None:
    opened = record.interview.opened
    given = (opened.person, opened.interviewer, opened.occasion)

    def correct(names: Names | None) -> None:
        if names is not None and names != given:
            then(RecordChange(*names))

    screen.app.push_screen(NamesScreen("Correct what was written", given, record.name), correct)


def _ask_agreement(screen: Screen[Any], record: InterviewRecord, part: Part, then: Then) -> None:
    arranged = record.interview.arranged or FollowUpAgreed()
    text = str(getattr(arranged, part))
    form = (record.name, "changing", part)

    def change(new: str | None) -> None:
        if new is not None and new != text:
            then(replace(RecordChange(), **{part: new}))

    heading = prompt_for(part, ABOUT)
    if part == "review":
        screen.app.push_screen(DayDialog(heading, text, form), change)
    else:
        screen.app.push_screen(PartDialog(heading, text, form, one_line=part == "owner"), change)


def _ask_view(screen: Screen[Any], record: InterviewRecord, then: Then) -> None:
    old = record.interview.response

    def choose(view: str | None) -> None:
        if view is None:
            return
        # Another view keeps the reason. What was preferred goes with one of them alone.
        kind = old.kind if old and old.view == view else ""
        response = Responded(cast(View, view), kind, old.why if old else "")
        if view == "prefers":
            _ask_kind(screen, record, response, then)
        else:
            _ask_why(screen, record, response, then)

    heading = prompt_for("response", ABOUT)
    screen.app.push_screen(ChoiceDialog(heading, list(VIEWS.items()), chosen=old.view if old else ""), choose)


def _ask_kind(screen: Screen[Any], record: InterviewRecord, response: Responded, then: Then) -> None:
    kinds = other_kinds(record.interview, record.guide) if record.guide else {}

    def choose(kind: str | None) -> None:
        if kind is not None:
            _ask_why(screen, record, replace(response, kind=kind), then)

    choices = [*kinds.items(), ("", _KEPT_OPEN)]
    screen.app.push_screen(ChoiceDialog(prompt_for("kind", ABOUT), choices, chosen=response.kind), choose)


def _ask_why(screen: Screen[Any], record: InterviewRecord, response: Responded, then: Then) -> None:
    def finish(why: str | None) -> None:
        if why is not None:
            then(RecordChange(response=replace(response, why=why)))

    form = (record.name, "changing", "why")
    screen.app.push_screen(PartDialog(prompt_for("why", ABOUT), response.why, form), finish)
