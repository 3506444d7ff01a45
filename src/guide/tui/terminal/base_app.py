"""An app that ends cleanly, whatever goes wrong, and prints nothing of its state."""

import sys
from typing import Any, ClassVar

from textual.app import App, ScreenError
from textual.binding import Binding, BindingType
from textual.css.query import QueryError
from textual.dom import DOMError
from textual.widget import WidgetError

UNIX = sys.platform != "win32"


class InputEndedError(Exception):
    """The keyboard cannot be read any more."""


class Shell(App[None]):
    """``failure`` is the fault of our own that ended it, if one did."""

    BINDINGS: ClassVar[list[BindingType]] = [
        *([Binding("ctrl+z", "suspend_process", show=False, priority=True)] if UNIX else []),
    ]

    @property
    def failure(self) -> BaseException | None:
        from textual.worker import WorkerFailed

        error = self._exception
        # The place of a fault beside the screen is known by the fault itself.
        return error.error if isinstance(error, WorkerFailed) else error

    def note_flood(self, time: float) -> None:
        """Called by a driver, in its own thread, for a paste that the terminal did not announce.

        Args:
            time: When it was read, on Textual's clock. The events that were made of it bear the same time.
        """

    def _handle_exception(self, error: Exception) -> None:
        # A screen that was just about to open when the app is left finds nothing of itself any more.
        if not (self._exit and isinstance(error, DOMError | QueryError | ScreenError | WidgetError)):
            super()._handle_exception(error)

    def panic(self, *_: Any) -> None:
        """Other drivers call this where they can read no more keys. What they would print holds answers."""
        if self._exception is None:
            self._handle_exception(InputEndedError())

    def _fatal_error(self) -> None:
        # Textual would print a traceback with the local variables, and those hold answers.
        self._close_messages_no_wait()
