"""The prompt where something cannot be saved: what to do then is for the person to say."""

from collections.abc import Callable
from typing import TypeVar, get_args

from guide.console import texts as words
from guide.console.line_io import InputEndedError, Talk
from guide.presenters.interview_prompts import NOT_LOST, SAVE_CHOICES
from guide.sessions.save_failure import SaveChoice, describe_failure
from guide.sessions.session import Session
from guide.storage import CleaningError, StoreError

T = TypeVar("T")

NOT_KEPT = f"That is not possible at the moment. {NOT_LOST} Choose:"


class UnsavedError(Exception):
    """It could not be saved, and the person goes on without."""


def retry_until_saved(talk: Talk, act: Callable[[], T]) -> T:
    """What ``act`` returns, tried as often as the person likes. Raises UnsavedError, InputEndedError."""
    while True:
        try:
            return act()
        except StoreError as error:
            failure = describe_failure(error)
            talk.say("", failure.message, NOT_KEPT)
            # What is done, but may have left traces, can be tried again too.
            wanted = failure.choices or get_args(SaveChoice)
            match talk.choose({choice: SAVE_CHOICES[choice] for choice in wanted}):
                case "unsaved":
                    talk.say(words.GOING_ON_UNSAVED)
                    raise UnsavedError from None
                case "leave":
                    raise InputEndedError(by_choice=True) from None


def tell_traces(talk: Talk, act: Callable[[], object]) -> bool:
    """Do what may delete something; False where it is done, and the person is told that traces may stay."""
    try:
        act()
    except CleaningError as error:
        talk.say("", str(error))
        return False
    return True


def save_or_ask(talk: Talk, session: Session, act: Callable[[], None]) -> bool:
    """Do what changes the session; False where the person goes on unsaved. Raises InputEndedError."""
    try:
        retry_until_saved(talk, lambda: tell_traces(talk, act))
    except UnsavedError:
        session.go_on_unsaved()
        tell_traces(talk, act)
        return False
    return True
