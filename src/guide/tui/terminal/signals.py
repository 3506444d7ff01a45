"""Signals that ask the app to end. Without a handler they would leave the terminal in a broken state."""

import asyncio
import os
import signal
import threading
from collections.abc import Callable

PATIENCE = 2.0
"""Seconds after a signal until the process ends in any case."""


def on_signals(leave: Callable[[], None], exit_code: int) -> None:
    """Call ``leave`` on SIGTERM and SIGHUP. If the process does not end within PATIENCE seconds, end it.

    ``exit_code`` is that of the process then. On Windows this does nothing.
    """

    def end() -> None:
        last = threading.Timer(PATIENCE, os._exit, [exit_code])
        last.daemon = True
        last.start()
        leave()

    loop = asyncio.get_running_loop()
    for name in ("SIGTERM", "SIGHUP"):
        if hasattr(signal, name):
            try:
                loop.add_signal_handler(getattr(signal, name), end)
            except (NotImplementedError, RuntimeError):
                # Windows has no such handlers, and a thread that is not the main one may not set them.
                return
    # A window that is pulled about sends more signals than a busy loop reads; a warning of that would be
    # printed across the screen.
    signal.set_wakeup_fd(signal.set_wakeup_fd(-1), warn_on_full_buffer=False)
