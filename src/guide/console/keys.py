"""Keys of a terminal, one by one, in place of its own lines: those end silently after 4,095 bytes."""

import sys
from typing import Protocol, Self, TextIO


class KeyReader(Protocol):
    """Protocol for reading single keys from a terminal, inside a ``with`` block.

    Keys that are pressed are not shown on the screen; only ``echo`` shows anything.
    """

    def __enter__(self) -> Self: ...

    def __exit__(self, *_: object) -> None: ...

    def wait(self, seconds: float | None = None) -> str:
        """Return the text of the keys pressed since the last call; waits for at least one.

        Returns "" where none is pressed within ``seconds``; None stands for no limit. Raises EOFError at the
        end of the input.
        """
        ...

    def echo(self, text: str) -> None: ...

    def width(self) -> int:
        """Return the width of the terminal in columns, at least 1."""
        ...

    def remember(self, shown: str) -> None:
        """Note what the last line of the screen shows.

        It is written again when the program continues after it was stopped (Ctrl-Z).
        """
        ...


def keys_of(source: TextIO, sink: TextIO) -> KeyReader | None:
    """Return a reader of the keys of a terminal.

    None where ``source`` is no terminal, or one that cannot be read key by key.
    """
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
