"""The file that ``guide decide`` reads, and the one that it writes: whole, or not at all."""

import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import BinaryIO

from guide.common.terminal import drop_typed_ahead
from guide.common.text import escape_control_chars


class FileError(Exception):
    """A file cannot be read or written. The message is the end of a sentence, such as “it cannot be read”."""


class Reader:
    """A binary stream that counts the bytes read from it, in ``at``."""

    def __init__(self, stream: BinaryIO) -> None:
        self._stream = stream
        self.at = 0

    def read(self, size: int) -> bytes:
        """Return at most ``size`` bytes. Raises FileError."""
        try:
            data = self._stream.read(size)
        except OSError as error:
            raise FileError(f"it cannot be read: {error.strerror}") from None
        self.at += len(data)
        return data


@contextmanager
def open_input(name: str) -> Iterator[tuple[Reader, int | None]]:
    """Open a file, or standard input for “-”. Yields a reader, and the size in bytes or None if unknown.

    Raises FileError.
    """
    if name == "-":
        yield Reader(sys.stdin.buffer), None
        return
    try:
        stream = Path(name).open("rb")  # noqa: SIM115
        size = os.fstat(stream.fileno()).st_size
    except OSError as error:
        raise FileError(f"it cannot be read: {error.strerror}") from None
    with stream:
        yield Reader(stream), size


@contextmanager
def open_output(path: Path | None, read_from: str, *, force: bool = False) -> Iterator[BinaryIO]:
    """Open a file that gets its name only when it is complete; standard output where ``path`` is None.

    Where a file is there already, it is replaced at the end, if ``force`` says so or somebody at the terminal
    does. ``read_from`` names the input file, which must not be the same.

    Raises:
        FileError: The file cannot be written, or stays; then nothing is left of the new one.
    """
    if path is None:
        yield sys.stdout.buffer
        # Before a summary is printed on standard error.
        sys.stdout.buffer.flush()
        return
    _check_free(path, read_from, force)
    part = path.with_name(f".{path.name}.{os.getpid()}.part")
    try:
        file = os.fdopen(
            os.open(part, os.O_WRONLY | os.O_CREAT | os.O_EXCL | getattr(os, "O_BINARY", 0), 0o600), "wb"
        )
    except OSError as error:
        raise FileError(f"{path} cannot be written: {error.strerror}") from None
    try:
        with file:
            yield file
        part.replace(path)
    except BaseException as error:
        with suppress(OSError):
            part.unlink()
        if isinstance(error, OSError) and not isinstance(error, BrokenPipeError):
            raise FileError(f"{path} cannot be written: {error.strerror}") from None
        raise


def _check_free(path: Path, read_from: str, force: bool) -> None:
    """Raise FileError where a file must not be written under this name."""
    if not path.exists():
        return
    if read_from != "-" and path.samefile(read_from):
        raise FileError("it cannot be read and written at once; give --out another name")
    if not path.is_file():
        raise FileError(f"{path} is there already, and is no file; give --out another name")
    if not force and not _ask_to_replace(path, read_from):
        raise FileError(f"{path} is there already, and stays as it is; --force replaces it")


def _ask_to_replace(path: Path, read_from: str) -> bool:
    """Ask at the terminal whether a file may be replaced. Returns False where nobody can answer."""
    if read_from == "-" or not (sys.stdin.isatty() and sys.stderr.isatty()):
        return False
    drop_typed_ahead()
    question = f"{escape_control_chars(str(path))} is there already. Replace it?"
    print(f"{question} [y/N] ", end="", file=sys.stderr, flush=True)
    return sys.stdin.readline().strip().lower() in ("y", "yes")
