"""The terminal: whether it can show the app, its pending input, and the signals that end the program."""

import os
import sys
from contextlib import suppress


def can_draw() -> bool:
    """Whether the full-screen app can run in this terminal; else the program has to ask line by line.

    Textual hangs without a terminal on standard input and ignores TERM=dumb, so this is asked before it is
    imported. A driver named in TEXTUAL_DRIVER brings a screen of its own.
    """
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
    """Discard the keys that were pressed before the question was shown, from the terminal's input buffer.

    Input from a pipe is not touched.
    """
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
    """Let SIGTERM and SIGHUP raise KeyboardInterrupt, as Ctrl-C does.

    So the program can still save, and say what happens to the answers. Windows has no SIGHUP.
    """
    import signal

    for name in ("SIGTERM", "SIGHUP"):
        if hasattr(signal, name):
            signal.signal(getattr(signal, name), signal.default_int_handler)
