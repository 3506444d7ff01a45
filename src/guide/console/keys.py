"""Keys of a terminal, one by one, in place of its own lines: those end silently after 4,095 bytes."""

import sys
from typing import Protocol, Self, TextIO


class KeyReader(Protocol):
    """What is typed, while this is entered. Nothing of it is shown but by ``echo``."""

    def __enter__(self) -> Self: ...

    def __exit__(self, *_: object) -> None: ...

    def wait(self, seconds: float | None = None) -> str:
        """What has been typed; empty where nothing came in so many seconds. Raises EOFError."""
        ...

    def echo(self, text: str) -> None: ...

    def width(self) -> int:
        """Columns of the terminal; never 0."""
        ...

    def remember(self, shown: str) -> None:
        """What the last line shows: it is shown again when the program was stopped and goes on."""
        ...


def keys_of(source: TextIO, sink: TextIO) -> KeyReader | None:
    """None where ``source`` is no terminal, or one that cannot be read key by key."""
    try:
        if not source.isatty():
            return None
        if sys.platform == "win32":
            from guide.console.windows_keys import Console as Found
        else:
            from guide.console.posix_keys import Terminal as Found
        return Found(source, sink)
    except (ImportError, OSError, ValueError):
        return None
