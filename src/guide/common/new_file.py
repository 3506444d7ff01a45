"""Writing new files that only their owner may read. An existing file is never overwritten."""

import os
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from itertools import chain, count
from pathlib import Path
from typing import BinaryIO


class FileWriteError(Exception):
    """A file cannot be written. The message is a sentence for the user that says why."""


def typed_path(name: str) -> Path:
    """Return the path that a person typed: without quotes around it, and with ``~`` for the home folder."""
    if len(name) > 1 and name[0] == name[-1] and name[0] in "\"'":
        name = name[1:-1]
    try:
        return Path(name).expanduser()
    except RuntimeError:
        return Path(name)


def check_new(path: Path) -> None:
    """Raise FileWriteError where a file exists already, or its folder is absent or may not be written to.

    Writing can still fail afterwards.
    """
    folder = path.parent
    if os.path.lexists(path):
        raise FileWriteError(f"{path} is there already; it stays as it is. Choose another name.")
    # Unlike Path.is_dir, this raises nothing for a folder that may not be read, or has too long a name.
    if not os.path.isdir(folder):  # noqa: PTH112
        raise FileWriteError(f"There is no folder {folder} to write the file to.")
    if not os.access(folder, os.W_OK | os.X_OK):
        raise FileWriteError(f"You may not write to the folder {folder}.")


def next_free(path: Path) -> Path:
    """The path where nothing has that name yet, else with the first free number: ``name-2.md``."""
    names = chain([path.name], (f"{path.stem}-{number}{path.suffix}" for number in count(2)))
    return next(free for name in names if not os.path.lexists(free := path.with_name(name)))


def write_new(path: Path, text: str) -> Path:
    """Write the text as UTF-8 and a line break, and return the absolute path.

    Raises FileWriteError; then nothing is left behind. A file that appeared meanwhile is never touched.
    """
    with new_file(path) as file:
        file.write(f"{text}\n".encode(errors="replace"))
    return path.absolute()


@contextmanager
def new_file(path: Path) -> Iterator[BinaryIO]:
    """Open a new file for writing bytes. It is deleted again where the block raises.

    Raises FileWriteError where it cannot be created, and in place of an OSError of the block.
    """
    check_new(path)
    # O_EXCL refuses existing files and links; without O_BINARY, Windows would change the line breaks.
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
