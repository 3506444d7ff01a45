"""What was left is gone on with: under its own rules, or moved over to the present ones."""

from collections.abc import Mapping

from guide.console import texts as words
from guide.console.line_io import InputEndedError, Talk
from guide.console.save_retry import save_or_ask
from guide.presenters.interview_prompts import (
    MOVE_OR_LEAVE,
    MOVE_OR_STAY,
    MOVING,
    RULES_DIFFER,
    RULES_UNREADABLE,
    migration_sections,
)
from guide.presenters.plain_text import section_lines
from guide.ruleset.model import Guide
from guide.ruleset.problems import RulesError
from guide.sessions.session import Session, guide_texts, kept_rules, resume_session
from guide.storage import Store
from guide.storage.event_store import (
    load_interview,
)
from guide.storage.queries import Row
from guide.storage.rule_texts import (
    digest,
)


def resumed(talk: Talk, store: Store, name: str, guide: Guide, texts: Mapping[str, bytes]) -> Session:
    """The interview with this id. ``texts`` are those that the present guide was loaded from.

    Raises StoreError, EndedError.
    """
    try:
        session = resume_session(store, name)
    except RulesError:
        return _moved(talk, Session(guide, load_interview(store, name), store, name), texts)
    if session.interview.finished is None and session.interview.rules != digest(guide_texts(texts)):
        talk.say("", RULES_DIFFER)
        _offer(talk, session, session.guide, guide, texts, MOVE_OR_STAY)
    return session


def said_when(row: Row) -> str:
    """The day of the last change, as one says it here."""
    from guide.common.dates import format_date, today

    return format_date(row.day, today())


def _moved(talk: Talk, session: Session, texts: Mapping[str, bytes]) -> Session:
    """Where its own rules cannot be read, it can only move. What is finished stays as it is."""
    talk.say("", RULES_UNREADABLE)
    if session.interview.finished is not None:
        raise InputEndedError(by_choice=True)
    _offer(talk, session, None, session.guide, texts, MOVE_OR_LEAVE)
    return session


def _offer(
    talk: Talk,
    session: Session,
    old: Guide | None,
    new: Guide,
    texts: Mapping[str, bytes],
    choices: Mapping[str, str],
) -> None:
    sections = migration_sections(session.moving(new), old, new, session.interview.opened.voice)
    talk.say("", MOVING, *section_lines(sections), "")
    match talk.choose(choices):
        case "move":
            save_or_ask(talk, session, lambda: session.move_to(new, kept_rules(session.home, texts)))
            talk.say(words.MOVED)
        case "leave":
            raise InputEndedError(by_choice=True)
