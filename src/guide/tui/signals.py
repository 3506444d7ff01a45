"""Signals that ask the app to end. Unheard, they would leave the terminal broken."""

import asyncio
import signal
from collections.abc import Callable


def on_signals(leave: Callable[[], None]) -> None:
    loop = asyncio.get_running_loop()
    for name in ("SIGTERM", "SIGHUP"):
        if hasattr(signal, name):
            try:
                loop.add_signal_handler(getattr(signal, name), leave)
            except (NotImplementedError, RuntimeError):
                # Windows has no such handlers, and a thread that is not the main one may not set them.
                return
