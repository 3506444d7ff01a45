"""The dialog that asks where a file is to be written to."""

import os
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import ClassVar

from textual.binding import Binding, BindingType
from textual.widgets import Static

from guide.common.new_file import FileWriteError, next_free, typed_path
from guide.common.text import escape_control_chars
from guide.reports.file import propose_path, shorten_path
from guide.tui.dialogs import TextDialog
from guide.tui.widgets.text_field import TextField

Write = Callable[[Path], Path]
"""Writes a new file, and returns its absolute path. Raises FileWriteError."""


class FileDialog(TextDialog):
    """Asks for a name and writes a file. What goes wrong is said in it, and it stays.

    Its result is the path of the file, or None where it is left.
    """

    BINDINGS: ClassVar[list[BindingType]] = [Binding("escape", "leave", "Back")]

    def __init__(self, heading: str, hint: str, name: str, write: Write, form: tuple[str, ...]) -> None:
        """
        Args:
            heading: What is written.
            hint: What is to be known of it, below the name.
            name: A name for the file, with its suffix.
            write: Writes it.
            form: What tells a draft of the name from others.
        """
        super().__init__()
        self.heading = heading
        self._hint = hint
        self._write = write
        path = Path(name)
        self._proposed = propose_path(path.stem, path.suffix)
        self.form = form
        self.given = (shorten_path(self._proposed),)

    def hints(self) -> Iterator[Static]:
        yield Static(escape_control_chars(self._hint), id="hint", classes="quiet", markup=False)

    def on_mount(self) -> None:
        super().on_mount()
        self.call_after_refresh(self.query_one(TextField).action_end)

    def submit(self, text: str) -> None:
        path = typed_path(text) if text else self._proposed
        if os.path.isdir(path):  # noqa: PTH112
            path /= self._proposed.name
        try:
            if (free := next_free(path)) != path:
                self._propose(free, f"{path.name} is there already, and stays as it is. This name is free.")
                return
            written = self._write(path)
        except FileWriteError as error:
            self._complain(str(error))
        else:
            self.hand_in()
            self.dismiss(written)

    def _propose(self, path: Path, sentence: str) -> None:
        field = self.query_one(TextField)
        field.value = shorten_path(path)
        field.action_end()
        self._complain(sentence)

    def _complain(self, sentence: str) -> None:
        hint = self.query_one("#hint", Static)
        hint.update(escape_control_chars(sentence))
        hint.set_classes("wrong")
