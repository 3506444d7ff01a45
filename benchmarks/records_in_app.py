"""How quick the records stay in the app, from a key to the first row that it brings on the screen.

    python benchmarks/records_in_app.py [--interviews 100000]

The interviews of benchmarks/records.py lie in a temporary folder. The app runs in a real pseudo-terminal of
120 by 40; keys are typed, and time is taken until the person of the awaited first row can be read. Each is
done 9 times, and the median is told; the goal is 100 ms for each. Memory is the most that the app has held.
"""

import argparse
import fcntl
import os
import platform
import pty
import select
import signal
import statistics
import struct
import sys
import tempfile
import termios
import time
from collections.abc import Iterator
from pathlib import Path

import pyte
from records import write
from start import peak

from guide.store import Store, open_store
from guide.store.listing import Query, page

GOAL_MS, GOAL_MIB, RUNS = 100, 120, 9
WIDTH, HEIGHT = 120, 40
ENTER = "\r"
SEEN = 14
"""Characters of a name that are surely seen."""

Take = tuple[str, str, str]
"""What is measured, the keys, and the person who is awaited; keys without a name lead back."""


class Terminal:
    """The app with this store."""

    def __init__(self, path: Path) -> None:
        self.pid, self._master = pty.fork()
        if self.pid == 0:
            os.environ.update(TERM="xterm-256color", COLORTERM="truecolor", GUIDE_STORE=str(path))
            os.execv(sys.executable, [sys.executable, "-m", "guide"])
        fcntl.ioctl(self._master, termios.TIOCSWINSZ, struct.pack("HHHH", HEIGHT, WIDTH, 0, 0))
        self._screen = pyte.Screen(WIDTH, HEIGHT)
        self._stream = pyte.ByteStream(self._screen)

    def type(self, keys: str, awaited: str) -> float:
        """Milliseconds until the first row is that of the awaited person, which it was not before."""
        assert not self._begins_with(awaited), awaited
        begin = at = time.perf_counter()
        self.send(keys)
        while not self._begins_with(awaited):
            ready, _, _ = select.select([self._master], [], [], 20)
            if not ready:
                raise RuntimeError(f"{awaited!r} never came")
            read = os.read(self._master, 65536)
            # What it takes to read the screen is no time of the app.
            at = time.perf_counter()
            self._stream.feed(read)
        return (at - begin) * 1000

    def send(self, keys: str) -> None:
        os.write(self._master, keys.encode())

    def _begins_with(self, person: str) -> bool:
        """The row is the third on the screen, or the fourth below an open search."""
        return any(line.strip().startswith(person[:SEEN]) for line in self._screen.display[2:4])

    def rest(self, seconds: float) -> None:
        until = time.perf_counter() + seconds
        while (left := until - time.perf_counter()) > 0:
            if select.select([self._master], [], [], left)[0]:
                self._stream.feed(os.read(self._master, 65536))

    def end(self) -> None:
        os.kill(self.pid, signal.SIGTERM)
        self.rest(0.5)
        os.close(self._master)
        os.waitpid(self.pid, 0)


def takes(store: Store) -> Iterator[Take]:
    """One after another, from the first page of the app and back to it."""

    def first(query: Query, offset: int = 0) -> str:
        return page(store, query, offset, 1)[0].person

    everything = Query()
    some = first(everything, 5_000 if len(page(store, everything, 5_000, 1)) else 5)
    yield "open the records", "o", first(everything)
    yield "next page", "n", first(everything, 100)
    yield "back to the first", "\x1b[H", first(everything)
    yield "filter: not finished", "f", first(Query(state="open"))
    yield "filter: finished", "f", first(Query(state="finished"))
    yield "", "ff", ""
    yield "sort by person", "s", first(Query(sort="person", descending=False))
    yield "sort by recommendation", "s", first(Query(sort="outcome", descending=False))
    yield "", "ssssss", ""
    yield "", "/", ""
    yield "search for a name, with Enter", f"{some}{ENTER}", first(Query(search=some))
    yield "", "\x1b", ""
    yield "", "b", ""


def main() -> None:
    arguments = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    arguments.add_argument("--interviews", type=int, default=100_000)
    number = arguments.parse_args().interviews
    found: dict[str, list[float]] = {}
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "interviews.db"
        write(path, number)
        store = open_store(path)
        wanted = tuple(takes(store))
        store.close()
        terminal = Terminal(path)
        terminal.rest(3)
        for _ in range(RUNS):
            for name, keys, awaited in wanted:
                if name:
                    found.setdefault(name, []).append(terminal.type(keys, awaited))
                else:
                    terminal.send(keys)
                terminal.rest(0.5 if name else 1)
        memory = peak(terminal.pid)
        terminal.end()
    print(f"{number:,} interviews\n\n| what | measured | goal |\n|---|--:|--:|")
    for name, all_taken in found.items():
        print(f"| {name} | {statistics.median(all_taken):.0f} ms | {GOAL_MS} ms |")
    print(f"| memory | {memory:.0f} MiB | {GOAL_MIB} MB |" if memory else "")
    print(f"\nPython {platform.python_version()}, {os.cpu_count()} cores, {platform.system()}.")


if __name__ == "__main__":
    main()
