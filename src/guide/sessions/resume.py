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
    """A plan to resume: the session can simply go on."""

    session: Session


class RulesChanged(NamedTuple):
    """A plan to resume where the rules have changed: the session can keep its own or move to the new ones.

    Attributes:
        session: The session, under its own rules.
        moving: What would become of its answers under the present rules.
        old: The guide that it was begun with.
    """

    session: Session
    moving: AnswerMigration
    old: Guide


class RulesUnreadable(NamedTuple):
    """A plan to resume where this version cannot read the session's rules: move to the present ones or leave.

    ``session`` has its answers under the present guide. Nothing else can be done with it before it is moved
    by ``move_to_present``.
    """

    session: Session
    moving: AnswerMigration
    old: None = None


class FinishedUnreadable(NamedTuple):
    """No plan to resume: the session is finished, and this version cannot read the rules it belongs to."""


ResumePlan = Ready | RulesChanged | RulesUnreadable | FinishedUnreadable


def plan_resume(store: Store, name: str, present: LoadedGuide) -> ResumePlan:
    """Load the session with this id, and return in which ways it can be resumed. Raises StoreError.

    ``present`` is the guide as it is now, which may differ from that of the session.
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
    """Move a session, with the answers that still apply, to the present guide. Raises StoreError."""
    session.move_to(present.guide, save_rules(session.home, present))
