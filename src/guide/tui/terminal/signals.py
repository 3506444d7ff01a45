"""Signals that ask the app to end. Unheard, they would leave the terminal broken."""

import asyncio
import os
import signal
import threading
from collections.abc import Callable

PATIENCE = 2.0
"""Seconds."""


def on_signals(leave: Callable[[], None], exit_code: int) -> None:
    """Leave in good order when asked to, and in any case: writing to a terminal that is gone can hang."""

    def heard() -> None:
        last = threading.Timer(PATIENCE, os._exit, [exit_code])
        last.daemon = True
        last.start()
        leave()

    loop = asyncio.get_running_loop()
    for name in ("SIGTERM", "SIGHUP"):
        if hasattr(signal, name):
            try:
                loop.add_signal_handler(getattr(signal, name), heard)
            except (NotImplementedError, RuntimeError):
                # Windows has no such handlers, and a thread that is not the main one may not set them.
                return
