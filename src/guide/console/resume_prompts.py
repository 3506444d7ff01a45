"""The prompts before something is resumed: under its own rules, or moved to the present ones."""

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
from guide.ruleset.folder import LoadedGuide
from guide.sessions.resume import (
    FinishedUnreadable,
    Ready,
    RulesChanged,
    RulesUnreadable,
    move_to_present,
    plan_resume,
)
from guide.sessions.session import Session
from guide.storage import Store


def resume_or_ask(talk: Talk, store: Store, name: str, present: LoadedGuide) -> Session:
    """Return the session with this id to go on with, after asking about its rules where these have changed.

    ``present`` is the present guide, to which the session can be moved.

    Raises:
        StoreError: It cannot be read or saved.
        InputEndedError: It cannot be resumed, or the person does not want to.
    """
    match plan_resume(store, name, present):
        case Ready(session):
            return session
        case RulesChanged() as plan:
            talk.say("", RULES_DIFFER)
            _ask_to_move(talk, plan, MOVE_OR_STAY, present)
            return plan.session
        case RulesUnreadable() as plan:
            talk.say("", RULES_UNREADABLE)
            _ask_to_move(talk, plan, MOVE_OR_LEAVE, present)
            return plan.session
        case FinishedUnreadable():
            talk.say("", RULES_UNREADABLE)
            raise InputEndedError(by_choice=True)


def _ask_to_move(
    talk: Talk,
    plan: RulesChanged | RulesUnreadable,
    choices: Mapping[str, str],
    present: LoadedGuide,
) -> None:
    voice = plan.session.interview.opened.voice
    sections = migration_sections(plan.moving, plan.old, present.guide, voice)
    talk.say("", MOVING, *section_lines(sections), "")
    match talk.choose(choices):
        case "move":
            save_or_ask(talk, plan.session, lambda: move_to_present(plan.session, present))
            talk.say(words.MOVED)
        case "leave":
            raise InputEndedError(by_choice=True)
