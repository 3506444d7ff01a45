"""Sessions are begun here, or loaded from the store."""

from msgspec.structs import replace

from guide.interviews.events import InterviewStarted
from guide.interviews.state import replay_events
from guide.ruleset.folder import LoadedGuide
from guide.ruleset.model import Guide
from guide.ruleset.parsing.loader import load
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


def begin_unsaved(guide: Guide, opened: InterviewStarted) -> Session:
    """Begin without a store; ``Session.attach_store`` may save it later."""
    return Session(guide, replay_events([opened]))


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
