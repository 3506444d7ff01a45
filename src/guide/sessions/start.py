"""Sessions are begun here, or loaded from the store."""

from collections.abc import Mapping

from msgspec.structs import replace

from guide.interviews.events import Answered, InterviewStarted, NoteSet
from guide.interviews.state import replay_events
from guide.ruleset.folder import LoadedGuide
from guide.ruleset.model import NOTHING, Guide
from guide.ruleset.parsing.loader import load
from guide.sessions.acts import Notes
from guide.sessions.session import Session
from guide.storage import Store
from guide.storage import event_store as journal
from guide.storage.rule_texts import keep_rules, load_rules


def begin_session(ruleset: LoadedGuide, store: Store, opened: InterviewStarted) -> Session:
    """Begin an interview or a walk for oneself, and save its beginning. Raises StoreError.

    Args:
        ruleset: The guide that asks the questions.
        store: The store to save it in.
        opened: The first event; its field ``rules`` is filled in here.
    """
    rules = save_rules(store, ruleset)
    session = begin_unsaved(ruleset.guide, replace(opened, rules=rules))
    session.attach_store(store, rules)
    return session


def begin_unsaved(
    guide: Guide, opened: InterviewStarted, answers: Mapping[str, str] = NOTHING, notes: Notes = NOTHING
) -> Session:
    """Begin a session without a store, with these answers and notes. ``attach_store`` can save it later."""
    given = (Answered(question, option) for question, option in answers.items())
    written = (NoteSet(question, text) for question, text in notes.items())
    return Session(guide, replay_events([opened, *given, *written]))


def resume_session(store: Store, name: str) -> Session:
    """Load the session with this id, under its own rules. Raises StoreError, RulesError."""
    interview = journal.load_interview(store, name)
    guide, _ = load(load_rules(store, interview.rules))
    session = Session(guide, interview, store, name)
    session.look_at_ends()
    return session


def save_rules(store: Store | None, ruleset: LoadedGuide) -> str:
    """Save the files of a guide in a store and return their digest. Without a store, only return the digest.

    Raises StoreError.
    """
    return ruleset.digest if store is None else keep_rules(store, ruleset.guide_texts)
