"""Interviews to look at, kept in a store."""

import io
from collections.abc import Mapping
from pathlib import Path

from guide.interviews.events import (
    Answered,
    BriefingGiven,
    Event,
    Finished,
    FollowUpAgreed,
    GoalSet,
    InterviewStarted,
    NoteSet,
    Responded,
)
from guide.storage import Store
from guide.storage.event_store import (
    insert_events,
)
from guide.storage.rule_texts import (
    keep_rules,
)
from tests.tiny import texts

TEXTS = texts()


TO_TEA = Finished("tea", ("coffee",))


TEA = {"wish": "calm", "heat": "very", "more": "later"}


HOSTILE = "[/x] \x1b[31mred\x07 \u202eevil\n=HYPERLINK(1)"


def keep(
    store: Store,
    answers: Mapping[str, str] = TEA,
    *more: Event,
    person: str = "Ada",
    end: Finished | None = TO_TEA,
    at: str = "2026-01-02T10:00:00+00:00",
    own: bool = False,
    rules: Mapping[str, bytes] = TEXTS,
) -> str:
    opened = InterviewStarted(keep_rules(store, rules), "you", person, "Grace", "Spring talks", own)
    given = [Answered(question, option) for question, option in answers.items()]
    name, _ = insert_events(store, (opened, *given, *([end] if end else []), *more), at)
    return name


def keep_whole(store: Store, person: str = "Ada") -> str:
    """With everything that an interview can hold."""
    more = (
        BriefingGiven(),
        GoalSet("To rest more"),
        NoteSet("wish", "Since spring"),
        NoteSet("gone", "An old note"),
        Responded("prefers", "coffee", "It is faster"),
        FollowUpAgreed("Buy leaves", "Ada and Grace", "2026-06-01"),
    )
    return keep(store, TEA, *more, person=person)


def written(folder: Path, **changed: str) -> Path:
    folder.mkdir()
    for name, text in texts(**changed).items():
        (folder / name).write_bytes(text)
    return folder


class Terminal(io.StringIO):
    def isatty(self) -> bool:
        return True
