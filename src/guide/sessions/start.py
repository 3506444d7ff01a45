"""Sessions are begun here, or loaded from the store."""

from collections.abc import Mapping

from msgspec.structs import replace

from guide.interviews.events import InterviewStarted
from guide.interviews.state import replay_events
from guide.ruleset.model import Guide
from guide.ruleset.parsing.loader import GUIDE_FILES, load
from guide.sessions.session import Session
from guide.storage import Store
from guide.storage import event_store as journal
from guide.storage.rule_texts import digest, keep_rules, load_rules


def begin_session(
    guide: Guide, store: Store, texts: Mapping[str, bytes], opened: InterviewStarted
) -> Session:
    """Begin an interview or a walk for oneself, and save its beginning. Raises StoreError.

    Args:
        texts: the files that the guide was loaded from.
        opened: its ``rules`` are filled in.
    """
    rules = save_rules(store, texts)
    session = begin_unsaved(guide, replace(opened, rules=rules))
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


def save_rules(store: Store | None, texts: Mapping[str, bytes]) -> str:
    """Save the files of a guide, if there is a store; their digest in any case. Raises StoreError."""
    rules = guide_texts(texts)
    return digest(rules) if store is None else keep_rules(store, rules)


def guide_texts(texts: Mapping[str, bytes]) -> Mapping[str, bytes]:
    """The files that make the guide, without its cases and whatever else lies beside them."""
    return {name: text for name, text in texts.items() if name in GUIDE_FILES}
