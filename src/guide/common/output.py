"""Standard output and standard error: UTF-8 for programs, and errors of writing that can be told apart."""

import os
import sys
from io import BufferedWriter, FileIO, TextIOWrapper
from typing import TYPE_CHECKING, TextIO

if TYPE_CHECKING:
    from _typeshed import ReadableBuffer


class OutputError(Exception):
    """Standard output cannot be written to, as on a full disk. The message is a sentence for the user."""


def put_out(text: str) -> None:
    """Write text for other programs: as UTF-8, its line breaks unchanged, whatever the locale and system."""
    if not hasattr(sys.stdout, "buffer"):
        sys.stdout.write(text)
        return
    sys.stdout.flush()
    sys.stdout.buffer.write(text.encode(errors="replace"))


def guard_streams() -> None:
    """Replace ``sys.stdout`` and ``sys.stderr``, so that errors of writing to them are handled in one place.

    Standard output then raises OutputError, which no handler of OSError mistakes for an error of another
    file; only BrokenPipeError is raised unchanged. Text that cannot be written to standard error is dropped
    in silence. A terminal is not replaced, and a closed stream is replaced by the null device.
    """
    sys.stdout = _guarded(sys.stdout, _Output)
    sys.stderr = _guarded(sys.stderr, _Errors)


def drop_output() -> None:
    """Send what is still buffered for standard output to the null device.

    Otherwise Python reports the same error again when it closes the stream at exit.
    """
    os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())


class _Guarded(FileIO):
    """Writes to the file of another stream, and keeps that stream: its end would close the file."""

    def __init__(self, below: TextIO) -> None:
        super().__init__(below.fileno(), "wb", closefd=False)
        self.below = below


class _Output(_Guarded):
    def write(self, data: "ReadableBuffer", /) -> int:
        try:
            return super().write(data)
        except BrokenPipeError:
            # The reader has ended; the command line takes that for a normal end.
            raise
        except OSError as error:
            raise OutputError(f"Standard output cannot be written to: {error.strerror}.") from None


class _Errors(_Guarded):
    def write(self, data: "ReadableBuffer", /) -> int:
        try:
            return super().write(data)
        except OSError:
            return memoryview(data).nbytes


def _guarded(stream: TextIO | None, kind: type[_Guarded]) -> TextIO:
    if stream is None:
        # It was closed before the program began.
        return open(os.devnull, "w", encoding="utf-8")  # noqa: PTH123
    buffer = getattr(stream, "buffer", None)
    if stream.isatty() or type(getattr(buffer, "raw", buffer)) is not FileIO:
        return stream
    assert isinstance(stream, TextIOWrapper)
    return TextIOWrapper(
        BufferedWriter(kind(stream)),
        encoding=stream.encoding,
        errors=stream.errors,
        line_buffering=stream.line_buffering or stream.write_through,
    )
