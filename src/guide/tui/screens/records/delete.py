"""Deleting an interview: the question, and the dialog that waits for the end."""

from collections.abc import Callable
from pathlib import Path
from typing import Any, NamedTuple

from textual.app import ComposeResult
from textual.containers import Vertical
from textual.screen import Screen
from textual.widgets import Static

from guide.presenters.statistics_labels import COMPARED, is_counted
from guide.storage import CleaningError, StoreError, open_store
from guide.storage import event_store as journal
from guide.storage.queries import Row
from guide.tui.base import DialogBase
from guide.tui.dialogs import ChoiceDialog, show_message


class Deleted(NamedTuple):
    """The result of deleting an interview.

    ``gone`` is whether it is deleted; ``wrong`` is a sentence on what went wrong, or "". Both can be: of a
    deleted interview, traces may be left in the file.
    """

    gone: bool
    wrong: str = ""


class DeletingScreen(DialogBase[Deleted]):
    """Deletes an interview in a thread, and is shown until that is done."""

    def __init__(self, path: Path, interview: str) -> None:
        super().__init__()
        self._path = path
        self._interview = interview

    def compose(self) -> ComposeResult:
        with Vertical(classes="card"):
            yield Static("Deleting. The whole file is written anew, so this may take a moment.", markup=False)

    def on_mount(self) -> None:
        self.run_worker(self._delete, thread=True)

    def _delete(self) -> None:
        """Runs in a thread, which needs a connection of its own."""
        deleted = Deleted(gone=True)
        try:
            store = open_store(self._path)
            try:
                journal.delete(store, [self._interview])
            finally:
                store.close()
        except StoreError as error:
            deleted = Deleted(isinstance(error, CleaningError), str(error))
        self.app.call_from_thread(self.dismiss, deleted)


def ask_to_delete(
    screen: Screen[Any], path: Path, row: Row, heading: str, then: Callable[[], object] = lambda: None
) -> None:
    """Ask whether to delete the interview of this row, and do so. ``then`` is called once it is deleted."""

    def delete(answer: str | None) -> None:
        if answer == "yes":
            screen.app.push_screen(DeletingScreen(path, row.id), tell_end)

    def tell_end(deleted: Deleted | None) -> None:
        if deleted is not None and deleted.gone:
            then()
        if deleted is not None and deleted.wrong:
            show_message(screen.app, deleted.wrong)

    choices = [("no", "No, keep it"), ("yes", "Yes, delete it")]
    compared = [COMPARED] if is_counted(row.state, own=False) else []
    screen.app.push_screen(ChoiceDialog(heading, choices, " ".join([FOR_GOOD, *compared])), delete)


FOR_GOOD = "Nothing of it will be left in the file, and it cannot be brought back."
