"""How long a key takes to show, beside the same key in an app that does as good as nothing.

    python benchmarks/keys.py [--presses 100]

Both apps run in a real pseudo-terminal of 80 by 24. A key answers a question, and the time is taken from the
moment in which it is written to the terminal to the first byte that comes back. Then another key leads back,
and the screen is left to settle. The two apps are pressed in turn. Milliseconds; the ratio is of the medians.
"""

import argparse
import fcntl
import os
import pty
import select
import signal
import statistics
import struct
import sys
import tempfile
import termios
import time

from start import EMPTY_APP, GUIDE

SETTLED = 0.08
"""Seconds without output after which a screen is taken to be whole."""
WARM_UP = 5


class Pressed:
    """An app in a terminal."""

    def __init__(self, command: list[str], folder: str) -> None:
        self.pid, self._master = pty.fork()
        if self.pid == 0:
            os.environ.update(TERM="xterm-256color", COLORTERM="truecolor", GUIDE_STORE=f"{folder}/store.db")
            os.execv(command[0], command)
        fcntl.ioctl(self._master, termios.TIOCSWINSZ, struct.pack("HHHH", 24, 80, 0, 0))
        self.settle(3)

    def settle(self, patience: float = 0.0) -> None:
        """Read until nothing more comes; at first, until something has come."""
        if patience:
            select.select([self._master], [], [], patience)
            time.sleep(1)
        while select.select([self._master], [], [], SETTLED)[0]:
            os.read(self._master, 65536)

    def press(self, key: str) -> float:
        """Milliseconds to the first byte."""
        begin = time.perf_counter()
        os.write(self._master, key.encode())
        if not select.select([self._master], [], [], 5)[0]:
            raise RuntimeError(f"nothing came of {key!r}")
        taken = time.perf_counter() - begin
        self.settle()
        return taken * 1000

    def leave(self) -> None:
        os.kill(self.pid, signal.SIGKILL)
        os.waitpid(self.pid, 0)
        os.close(self._master)


def main() -> None:
    arguments = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    arguments.add_argument("--presses", type=int, default=100)
    presses = arguments.parse_args().presses
    with tempfile.TemporaryDirectory() as folder:
        empty = Pressed([sys.executable, str(EMPTY_APP)], folder)
        guide = Pressed([*GUIDE, "--for", "me"], folder)
        times: dict[str, list[float]] = {"empty app, next list": [], "guide, next question": []}
        for number in range(presses + WARM_UP):
            for found, app in zip(times.values(), (empty, guide), strict=True):
                taken = app.press("1")
                app.press("b")
                if number >= WARM_UP:
                    found.append(taken)
        empty.leave()
        guide.leave()
    print("| key to first byte | median, ms | 9 of 10 below | ratio |")
    print("|---|--:|--:|--:|")
    base = statistics.median(times["empty app, next list"])
    for name, found in times.items():
        median, ninth = statistics.median(found), statistics.quantiles(found, n=10)[-1]
        print(f"| {name} | {median:.1f} | {ninth:.1f} | {median / base:.2f} |")


if __name__ == "__main__":
    main()
