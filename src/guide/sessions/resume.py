"""What is to be decided before an interview or a walk for oneself is resumed."""

from typing import NamedTuple

from guide.engine.answer_migration import AnswerMigration
from guide.ruleset.folder import LoadedGuide
from guide.ruleset.model import Guide
from guide.ruleset.problems import RulesError
from guide.sessions.session import Session
from guide.sessions.start import resume_session, save_rules
from guide.storage import Store
from guide.storage import event_store as journal


class Ready(NamedTuple):
    """It goes on as it is."""

    session: Session


class RulesChanged(NamedTuple):
    """It can stay under its own rules, under which ``session`` is, or move to the present ones.

    ``moving`` is what would become of its answers; ``old`` is the guide that it was begun with.
    """

    session: Session
    moving: AnswerMigration
    old: Guide


class RulesUnreadable(NamedTuple):
    """It can only move to the present rules, or be left: this version cannot read its own.

    ``session`` has its answers under the present guide, and can do nothing else until it has moved.
    """

    session: Session
    moving: AnswerMigration
    old: None = None


class FinishedUnreadable(NamedTuple):
    """It was confirmed under rules that this version cannot read: it stays under them, and is not resumed."""


ResumePlan = Ready | RulesChanged | RulesUnreadable | FinishedUnreadable


def plan_resume(store: Store, name: str, present: LoadedGuide) -> ResumePlan:
    """Load what has this id, and compare the guide that it was begun with to the present one.

    Raises StoreError.
    """
    try:
        session = resume_session(store, name)
    except RulesError:
        interview = journal.load_interview(store, name)
        if interview.finished is not None:
            return FinishedUnreadable()
        session = Session(present.guide, interview, store, name)
        return RulesUnreadable(session, session.moving(present.guide))
    interview = session.interview
    if interview.finished is not None or interview.rules == present.digest:
        return Ready(session)
    return RulesChanged(session, session.moving(present.guide), session.guide)


def move_to_present(session: Session, present: LoadedGuide) -> None:
    """Move a session to the present guide. Raises StoreError."""
    session.move_to(present.guide, save_rules(session.home, present))
