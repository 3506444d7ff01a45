"""How quick the records stay in the app, from a key to the first row that it brings on the screen.

    python benchmarks/records_in_app.py [--interviews 100000] [--runs 9]

The interviews of benchmarks/records.py lie in a temporary folder. The app runs in a real pseudo-terminal of
120 by 40; keys are typed, and time is taken until the person of the awaited first row can be read. Each is
done so many times, and the median is told; the goal is 100 ms for each. Memory is the most that the app has
held.
"""

import argparse
import os
import platform
import statistics
import tempfile
from collections.abc import Iterator
from datetime import date
from pathlib import Path

from records import write
from start import GUIDE, peak
from terminal import Terminal

from guide.storage import Store, open_store
from guide.storage.queries import Query, fetch_rows

GOAL_MS, GOAL_MIB = 100, 120
WIDTH, HEIGHT = 120, 40
ENTER = "\r"
TYPING = 0.04
"""Seconds from key to key while words are typed; time is taken from the Enter behind them."""
SEEN = 14
"""Characters of a name that are surely seen."""

NOTE = "an example from"
"""Words of the notes that about half of the interviews have."""

Take = tuple[str, str, str]
"""What is measured, the keys, and the person who is awaited; keys without a name lead back."""


def takes(store: Store) -> Iterator[Take]:
    """One after another, from the first page of the app and back to it."""

    def first(query: Query, offset: int = 0) -> str:
        return fetch_rows(store, query, offset, 1)[0].person

    everything = Query()
    some = first(everything, 5_000 if len(fetch_rows(store, everything, 5_000, 1)) else 500)
    yield "", "\x1b[F", ""
    yield "open the records", ENTER, first(everything)
    yield "next page", "\x1b[6~", first(everything, 100)
    yield "back to the first", "\x1b[H", first(everything)
    yield "filter: not finished", "f", first(Query(state="open"))
    yield "filter: finished", "f", first(Query(state="finished"))
    yield "", "ff", ""
    yield "sort by person", "o", first(Query(sort="person", descending=False))
    yield "sort by recommendation", "o", first(Query(sort="outcome", descending=False))
    yield "", "ooooo", ""
    yield "", "/", ""
    yield "search for a name, with Enter", f"{some}{ENTER}", first(Query(search=some))
    yield "", "\x1b", ""
    yield "", "o", ""
    yield "", "/", ""
    words = Query(search=NOTE, sort="person", descending=False)
    yield "search for words of notes, by person", f"{NOTE}{ENTER}", first(words)
    yield "", "\x1b", ""
    yield "", "oooooo", ""
    due = Query(due=date.today().isoformat(), sort="review", descending=False)
    yield "reviews due", "v", first(due)
    yield "all again", "v", first(everything)
    yield "", "b", ""


def pressed(terminal: Terminal, keys: str, awaited: str) -> float | None:
    """Milliseconds until the first row is that of the awaited person; None where it is already."""

    def begins(lines: list[str]) -> bool:
        # The first row is below the headings, which an open search moves down.
        heads = [number for number, line in enumerate(lines) if line.split()[:1] == ["Person"]]
        return bool(heads) and lines[heads[0] + 1].strip().startswith(awaited[:SEEN])

    if begins(terminal.lines):
        # Among few interviews the same one can come first again; nothing is to be seen then.
        terminal.send(keys)
        return None
    if keys.endswith(ENTER):
        # As somebody types who is fast, so that no search begins before it is asked for.
        for key in keys.removesuffix(ENTER):
            terminal.send(key)
            terminal.rest(TYPING)
        keys = ENTER
    begin = terminal.send(keys)
    return (terminal.until(begins) - begin) * 1000


def main() -> None:
    arguments = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    arguments.add_argument("--interviews", type=int, default=100_000)
    arguments.add_argument("--runs", type=int, default=9)
    chosen = arguments.parse_args()
    number = chosen.interviews
    found: dict[str, list[float]] = {}
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "interviews.db"
        write(path, number)
        store = open_store(path)
        wanted = tuple(takes(store))
        store.close()
        terminal = Terminal(GUIDE, width=WIDTH, height=HEIGHT, variables={"GUIDE_STORE": str(path)})
        terminal.rest(3)
        for _ in range(chosen.runs):
            for name, keys, awaited in wanted:
                if name:
                    taken = pressed(terminal, keys, awaited)
                    found.setdefault(name, []).extend([] if taken is None else [taken])
                else:
                    terminal.send(keys)
                terminal.rest(0.5 if name else 1)
        memory = peak(terminal.pid)
        terminal.end()
    print(f"{number:,} interviews\n\n| what | measured | goal |\n|---|--:|--:|")
    for name, all_taken in found.items():
        if not all_taken:
            continue
        print(f"| {name} | {statistics.median(all_taken):.0f} ms | {GOAL_MS} ms |")
    print(f"| memory | {memory:.0f} MiB | {GOAL_MIB} MB |" if memory else "")
    print(f"\nPython {platform.python_version()}, {os.cpu_count()} cores, {platform.system()}.")


if __name__ == "__main__":
    main()
