"""``guide records correct`` and ``reviewed``."""

from argparse import Namespace
from datetime import date

from guide.cli.commands import DONE
from guide.cli.records.common import SHORT, one, print_result
from guide.common.dates import format_date_long
from guide.interviews.events import Corrected, Reviewed
from guide.interviews.state import Interview
from guide.presenters.event_text import NOTHING_ELSE
from guide.presenters.interview_facts import INTERVIEWER, NAME, OCCASION
from guide.storage import Store, StoreError
from guide.storage import event_store as journal
from guide.storage.queries import Row

NO_NAME = "An interview needs a name, or a code that stands for one."
NOBODY_NAMED = "In a walk for oneself nobody is named."


def run_correct(store: Store, chosen: Namespace) -> int:
    row, held = _held(store, chosen.id)
    if held.opened.own:
        raise StoreError(NOBODY_NAMED)
    given = (chosen.person, chosen.interviewer, chosen.occasion)
    if all(text is None for text in given):
        raise StoreError("Say what it should be: --person, --interviewer or --occasion.")
    opened = held.opened
    now = (opened.person, opened.interviewer, opened.occasion)
    person, interviewer, occasion = (
        old if text is None else text.strip() for text, old in zip(given, now, strict=True)
    )
    if not person:
        raise StoreError(NO_NAME)
    changed = (person, interviewer, occasion) != now
    if changed:
        journal.append(store, row.id, held, Corrected(person, interviewer, occasion))
    said = zip((NAME, INTERVIEWER, OCCASION), (person, interviewer, occasion), strict=True)
    told = [f"{lead}: {text}" for lead, text in said if text]
    names = {"person": person, "interviewer": interviewer, "occasion": occasion}
    print_result(chosen, {"corrected": changed, **names}, told)
    return DONE


def reviewed(store: Store, chosen: Namespace) -> int:
    row, held = _held(store, chosen.id)
    if not row.review and not chosen.next:
        raise StoreError(f"No review of interview {row.id[:SHORT]} is waiting.")
    journal.append(store, row.id, held, Reviewed(chosen.next))
    day = format_date_long(date.fromisoformat(chosen.next)) if chosen.next else ""
    told = f"The next review is on {day}." if day else "No review is waiting any more."
    print_result(chosen, {"reviewed": True, "next": chosen.next or None}, [told])
    return DONE


def _held(store: Store, beginning: str) -> tuple[Row, Interview]:
    row = one(store, beginning)
    if row.state == "private":
        raise StoreError(NOTHING_ELSE)
    return row, journal.interview(store, row.id)
