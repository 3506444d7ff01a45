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
    """It could not be saved, and the person chose to go on without saving."""


def retry_until_saved(talk: Talk, act: Callable[[], T]) -> T:
    """Call ``act``, which saves something, and return its result; after a StoreError, ask whether to retry.

    Raises:
        UnsavedError: The person goes on without saving.
        InputEndedError: The person leaves.
    """
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
    """Call ``act``, which may delete something, and print a warning if it raises CleaningError.

    Returns False in that case: the change is done, but traces of deleted data may be left in the file.
    """
    try:
        act()
    except CleaningError as error:
        talk.say("", str(error))
        return False
    return True


def save_or_ask(talk: Talk, session: Session, act: Callable[[], None]) -> bool:
    """Call ``act``, which changes the session; after a StoreError, ask what to do.

    Returns False where the person goes on without saving. Raises InputEndedError where the person leaves.
    """
    try:
        retry_until_saved(talk, lambda: tell_traces(talk, act))
    except UnsavedError:
        session.go_on_unsaved()
        tell_traces(talk, act)
        return False
    return True
