"""An app that ends cleanly, whatever goes wrong, and prints nothing of its state."""

import sys
from typing import Any, ClassVar

from textual.app import App, ScreenError
from textual.binding import Binding, BindingType
from textual.css.query import QueryError
from textual.dom import DOMError
from textual.widget import WidgetError

UNIX = sys.platform != "win32"


class KeyboardLostError(Exception):
    """The keyboard cannot be read any more."""


class Shell(App[None]):
    """Base class of the app that never prints a traceback, as local variables hold answers."""

    BINDINGS: ClassVar[list[BindingType]] = (
        [Binding("ctrl+z", "suspend_process", "To the shell; fg comes back", show=False, priority=True)]
        if UNIX
        else []
    )

    @property
    def failure(self) -> BaseException | None:
        """The error that ended the app, if one did."""
        from textual.worker import WorkerFailed

        error = self._exception
        # The error of a thread has the traceback of its place, its wrapper has not.
        return error.error if isinstance(error, WorkerFailed) else error

    def note_flood(self, time: float) -> None:
        """Called by the driver, in its own thread, for a paste that the terminal did not mark as one.

        Args:
            time: When it was read, on Textual's clock. The events made of it have the same time.
        """

    def _handle_exception(self, error: Exception) -> None:
        # A screen that was just about to open when the app is left finds nothing of itself any more.
        if not (self._exit and isinstance(error, DOMError | QueryError | ScreenError | WidgetError)):
            super()._handle_exception(error)

    def copy_to_clipboard(self, text: str) -> None:
        """Copy a text, but never nothing: to cut where nothing is selected would empty the clipboard."""
        if text:
            super().copy_to_clipboard(text)

    def panic(self, *_: Any) -> None:
        """End the app without printing anything.

        Textual's drivers call it when they can read no more keys.
        """
        if self._exception is None:
            self._handle_exception(KeyboardLostError())

    def _fatal_error(self) -> None:
        # Textual would print a traceback with the local variables, and those hold answers.
        self._close_messages_no_wait()
