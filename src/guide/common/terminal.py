"""What the terminal that we run in is good for, and how it asks us to end."""

import os
import sys
from contextlib import suppress


def can_draw() -> bool:
    """Whether the app can run on this terminal. A driver that is set by name brings its own screen."""
    if os.environ.get("TEXTUAL_DRIVER"):
        return True
    encoding = (getattr(sys.__stderr__, "encoding", None) or "").lower().replace("-", "")
    return (
        sys.stdin.isatty()
        and sys.stderr.isatty()
        and os.environ.get("TERM") not in ("dumb", "unknown")
        and encoding == "utf8"
    )


def drop_typed_ahead() -> None:
    """Forget what was typed before it was asked for. What comes from a pipe stays."""
    if not sys.stdin.isatty():
        return
    if sys.platform == "win32":
        import msvcrt

        while msvcrt.kbhit():
            msvcrt.getwch()
    else:
        import termios

        with suppress(OSError, termios.error):
            termios.tcflush(sys.stdin.fileno(), termios.TCIFLUSH)


def interrupt_on_signals() -> None:
    """Whoever is asked to end leaves as by Ctrl-C, and says what becomes of what was said."""
    import signal

    for name in ("SIGTERM", "SIGHUP"):
        if hasattr(signal, name):
            signal.signal(getattr(signal, name), signal.default_int_handler)
