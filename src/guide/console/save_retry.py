"""Whatever is to be kept and cannot be: what to do then is for the person to say."""

from collections.abc import Callable
from typing import TypeVar

from guide.console import texts as words
from guide.console.line_io import InputEndedError, Talk
from guide.sessions.session import Session
from guide.storage import ChangedError, CleaningError, MissingError, StoreError

T = TypeVar("T")


class UnsavedError(Exception):
    """It could not be kept, and the person goes on without."""


def retry_until_saved(talk: Talk, act: Callable[[], T]) -> T:
    """What ``act`` returns, tried as often as the person likes. Raises UnsavedError, EndedError."""
    while True:
        try:
            return act()
        except StoreError as error:
            # What was changed or deleted from elsewhere will not change back.
            again = {} if isinstance(error, ChangedError | MissingError) else {"again": words.AGAIN}
            talk.say("", str(error), words.NOT_KEPT)
            match talk.choose({**again, "unsaved": words.UNSAVED, "leave": words.LEAVE_NOW}):
                case "unsaved":
                    talk.say(words.GOING_ON_UNSAVED)
                    raise UnsavedError from None
                case "leave":
                    raise InputEndedError(by_choice=True) from None


def tell_traces(talk: Talk, act: Callable[[], object]) -> bool:
    """Do what may delete something. Where traces may be left it is done all the same, and the person is told;
    then False.
    """
    try:
        act()
    except CleaningError as error:
        talk.say("", str(error))
        return False
    return True


def save_or_ask(talk: Talk, session: Session, act: Callable[[], None]) -> bool:
    """Do what changes the session; False where the person goes on unsaved. Raises EndedError."""
    try:
        retry_until_saved(talk, lambda: tell_traces(talk, act))
    except UnsavedError:
        session.go_on_unsaved()
        tell_traces(talk, act)
        return False
    return True
