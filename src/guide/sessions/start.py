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
        ruleset: the guide that it is held by.
        store: where it is saved.
        opened: its ``rules`` are filled in.
    """
    rules = save_rules(store, ruleset)
    session = begin_unsaved(ruleset.guide, replace(opened, rules=rules))
    session.attach_store(store, rules)
    return session


def begin_unsaved(
    guide: Guide, opened: InterviewStarted, answers: Mapping[str, str] = NOTHING, notes: Notes = NOTHING
) -> Session:
    """Begin without a store, with these answers and notes; ``Session.attach_store`` may save it later."""
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
    """Save the files of a guide, if there is a store; their digest in any case. Raises StoreError."""
    return ruleset.digest if store is None else keep_rules(store, ruleset.guide_texts)
