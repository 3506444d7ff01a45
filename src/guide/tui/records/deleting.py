"""An interview on its way out of the file."""

from pathlib import Path

from textual.app import ComposeResult
from textual.containers import Vertical
from textual.screen import ModalScreen
from textual.widgets import Static

from guide.store import StoreError, journal, open_store


class DeletingScreen(ModalScreen[str]):
    """Stays until it is done; what it comes to is what went wrong, or nothing."""

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
        """Runs beside the screen, and so opens the store anew."""
        wrong = ""
        try:
            store = open_store(self._path)
            try:
                journal.delete(store, [self._interview])
            finally:
                store.close()
        except StoreError as error:
            wrong = str(error)
        self.app.call_from_thread(self.dismiss, wrong)
