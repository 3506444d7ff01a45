"""Files that somebody asked for: new ones only, which nobody but their owner may read."""

import os
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import BinaryIO


class FileWriteError(Exception):
    """A file cannot be written. The message is a sentence that says why."""


def check_new(path: Path) -> None:
    """Raise WritingError where it is plain by now that no new file can be written there."""
    folder = path.parent
    if os.path.lexists(path):
        raise FileWriteError(f"{path} is there already; it stays as it is. Choose another name.")
    if not folder.is_dir():
        raise FileWriteError(f"There is no folder {folder} to write the file to.")
    if not os.access(folder, os.W_OK | os.X_OK):
        raise FileWriteError(f"You may not write to the folder {folder}.")


def write_new(path: Path, text: str) -> Path:
    """Write the text and a line break, and return the whole path. Raises WritingError.

    A file that is there, also one that came there meanwhile, is never touched. None is left half written.
    """
    with new_file(path) as file:
        file.write(f"{text}\n".encode(errors="replace"))
    return path.absolute()


@contextmanager
def new_file(path: Path) -> Iterator[BinaryIO]:
    """A file to write to bit by bit, which is gone again where that fails. Raises WritingError."""
    check_new(path)
    # Only a new file is opened, and no link followed; Windows would else change the line breaks.
    flags = os.O_WRONLY | os.O_CREAT | os.O_EXCL | getattr(os, "O_BINARY", 0)
    try:
        file = os.fdopen(os.open(path, flags, 0o600), "wb")
    except (OSError, ValueError) as error:
        raise FileWriteError(_cannot(path, error)) from None
    try:
        with file:
            yield file
    except BaseException as error:
        with suppress(OSError):
            path.unlink()
        if isinstance(error, OSError):
            raise FileWriteError(_cannot(path, error)) from None
        raise


def _cannot(path: Path, error: Exception) -> str:
    return f"{path} cannot be written: {getattr(error, 'strerror', None) or 'this is no name for a file'}."
