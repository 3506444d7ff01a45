"""The keys of a console on Windows."""

import io
import msvcrt
import shutil
import sys
import time
from typing import Self, TextIO

assert sys.platform == "win32"

_LOOKS = 0.01
"""Seconds between two looks whether a key was pressed: waiting for one would not hear Ctrl-C."""
_PREFIXES = "\0\xe0"
_CODES = frozenset("GHIKMOPQRSstuvw\x85\x86\x8d\x91\x92\x93")
"""What follows a prefix for arrows and the like. ``\\xe0`` alone is also a letter."""


class Console:
    """The ``KeyReader`` of a Windows console.

    Raises OSError when it is made, if there is no console, as for NUL, which calls itself a terminal.
    """

    def __init__(self, source: TextIO, sink: TextIO) -> None:
        raw = getattr(getattr(source, "buffer", None), "raw", None)
        if type(raw) is not getattr(io, "_WindowsConsoleIO", None) or not sink.isatty():
            raise OSError
        self._sink = sink

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        while msvcrt.kbhit():
            msvcrt.getwch()

    def wait(self, seconds: float | None = None) -> str:
        end = None if seconds is None else time.monotonic() + seconds
        while not msvcrt.kbhit():
            if end is not None and time.monotonic() >= end:
                return ""
            time.sleep(_LOOKS)
        found = ""
        while msvcrt.kbhit():
            found += self._key()
        if "\x03" in found:
            raise KeyboardInterrupt
        # What is beyond the first 65,536 letters comes in halves.
        return found.encode("utf-16-le", "surrogatepass").decode("utf-16-le", "replace") or self.wait(seconds)

    def echo(self, text: str) -> None:
        self._sink.write(text)
        self._sink.flush()

    def width(self) -> int:
        return shutil.get_terminal_size().columns or 80

    def remember(self, shown: str) -> None:
        """Do nothing, as programs are not stopped on Windows."""

    def _key(self) -> str:
        key = msvcrt.getwch()
        if key in _PREFIXES and msvcrt.kbhit():
            following = msvcrt.getwch()
            if key == "\0" or following in _CODES:
                return ""
            return key + following
        # The end of the input, as it is typed here.
        return "\x04" if key == "\x1a" else key
