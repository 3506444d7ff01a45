"""Deciding many rows, beside a bare loop that does the same with as little as Python allows.

    python benchmarks/decide.py [--rows 1000000] [--questions 15 1000 100000]

Two tables. The first is of whole processes over one CSV file of the shipped guide: (a) the bare loop, which
is csv.reader, a walk through dictionaries, and csv.writer; (b) reading and writing the CSV alone; (c) guide
decide, with --brief and with reasons, on one core and on two. People repeat each other: the rows are drawn
from 5,000 different ones; "no two equal" gives each its own free text and its own spelling. The ratio is to
(a); memory is the peak of the largest process.

The second is of the decider alone, rows in memory, one loop: rows a second of a bare dictionary walk without
a call a row, and the share of it that the guide reaches; "first" is the same for the first time, with what it
costs to build whatever makes it fast. Python's search for garbage is off in both, as it is in the command.
"""

import argparse
import csv
import gc
import os
import random
import resource
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from pathlib import Path

from guide.batch.path_cache import PathCache
from guide.batch.state_machine import StateMachine
from guide.engine.walk import replay_answers
from guide.ruleset.folder import open_guide, shipped_rules
from guide.ruleset.graph import topological_order
from guide.ruleset.model import Guide

sys.path.insert(0, str(Path(__file__).parent))
from size import write

BARE = """
import csv, sys
from guide.ruleset.folder import open_guide, shipped_rules
guide = open_guide(shipped_rules())
tree = {
    name: {key: (o.recommend, o.instead, o.add and o.add.kind, o.then) for key, o in q.options.items()}
    for name, q in guide.questions.items()
}
start = guide.start
with open(sys.argv[1], newline="") as source, open(sys.argv[2], "w", newline="") as sink:
    reader, writer = csv.reader(source), csv.writer(sink)
    head = next(reader)
    writer.writerow([*head, "outcome", "companions"])
    column = {name: head.index(name) for name in tree}
    for row in reader:
        at, recommended, instead, added = start, None, None, []
        while at is not None:
            recommend, replace, add, at = tree[at][row[column[at]].strip().lower()]
            if recommend and not recommended:
                recommended = recommend
            if replace:
                instead = replace
            if add:
                added.append(add)
        writer.writerow([*row, instead or recommended, " ".join(added)])
"""
COPY = """
import csv, sys
with open(sys.argv[1], newline="") as source, open(sys.argv[2], "w", newline="") as sink:
    csv.writer(sink).writerows(csv.reader(source))
"""


def people(guide: Guide, count: int, equal: bool) -> Iterator[list[str]]:
    """Rows of a survey: id, department, a note, and an answer a question."""
    draw = random.Random(1)
    names = topological_order(guide)

    def answers() -> list[str]:
        walk = replay_answers(guide)
        while walk.question is not None:
            walk = walk.answer(draw.choice(list(walk.question.options)))
        given = dict(walk.path)
        return [given.get(name, "") for name in names]

    pool = [answers() for _ in range(5_000)]
    yield ["id", "department", "note", *names]
    for number in range(count):
        row = draw.choice(pool)
        if equal:
            yield [str(number), "Care", "", *row]
        else:
            spelled = [text.upper() if draw.random() < 0.5 else text for text in row]
            yield [str(number), f"Team {number % 97}", f"note {draw.random()}", *spelled]


def timed(command: list[str]) -> tuple[float, float]:
    """Seconds of wall time, and MiB of the largest process below us so far."""
    begin = time.perf_counter()
    subprocess.run(command, check=True, stderr=subprocess.DEVNULL)
    seconds = time.perf_counter() - begin
    return seconds, resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss / 1024


def measured(command: list[str]) -> tuple[float, float]:
    """The better of two runs, each in a process of its own so that its memory is its own."""
    program = (
        "import sys; sys.path.insert(0, sys.argv[1]); from decide import timed; print(*timed(sys.argv[2:]))"
    )
    here = str(Path(__file__).parent)
    found = []
    for _ in range(2):
        ran = subprocess.run(
            [sys.executable, "-c", program, here, *command], capture_output=True, text=True, check=True
        )
        seconds, memory = map(float, ran.stdout.split())
        found.append((seconds, memory))
    return min(found)


def files(rows: int) -> None:
    guide = open_guide(shipped_rules())
    print(f"| {rows:,} rows of the shipped guide | s | rows a second | ratio | MiB |")
    print("|---|--:|--:|--:|--:|")
    with tempfile.TemporaryDirectory() as folder:
        out = str(Path(folder) / "out.csv")
        for equal in (True, False):
            path = str(Path(folder) / f"{equal}.csv")
            with Path(path).open("w", newline="") as sink:
                csv.writer(sink).writerows(people(guide, rows, equal))
            decide = [sys.executable, "-m", "guide", "decide", path, "--force", "-o", out]
            commands = {
                "bare loop": [sys.executable, "-c", BARE, path, out],
                "reading and writing alone": [sys.executable, "-c", COPY, path, out],
                "decide --brief": [*decide, "--brief"],
                "decide --brief --jobs 2": [*decide, "--brief", "--jobs", "2"],
                "decide": decide,
                "decide --jobs 2": [*decide, "--jobs", "2"],
            }
            bare = 0.0
            for name, command in commands.items():
                seconds, memory = measured(command)
                bare = bare or seconds
                told = name if equal else f"{name}, no two equal"
                cells = (f"{seconds:.2f}", f"{rows / seconds:,.0f}", f"{seconds / bare:.2f}", f"{memory:.0f}")
                print(f"| {told} | {' | '.join(cells)} |")


Tree = dict[str, dict[str, str | None]]


def best(work: Callable[[], object]) -> float:
    """Seconds of the processor; the best of five, as anything else only adds to it."""
    found = []
    for _ in range(5):
        begin = time.process_time()
        work()
        found.append(time.process_time() - begin)
    return min(found)


def _row(tree: Tree, at: str | None, draw: random.Random) -> dict[str, str]:
    row = {}
    while at is not None:
        row[at] = draw.choice(list(tree[at]))
        at = tree[at][row[at]]
    return row


def in_memory(guide: Guide, count: int) -> tuple[float, float, float]:
    """Rows a second of the bare walk, and the shares that the guide reaches: later, and the first time."""
    draw = random.Random(1)
    tree = {name: {key: o.then for key, o in q.options.items()} for name, q in guide.questions.items()}
    rows = [_row(tree, guide.start, draw) for _ in range(count)]

    def bare() -> list[str]:
        ends, start = [], guide.start
        for row in rows:
            at: str | None = start
            last = ""
            while at is not None:
                last = at
                at = tree[at][row[at]]
            ends.append(last)
        return ends

    def once(work: Callable[[], object]) -> float:
        begin = time.process_time()
        work()
        return time.process_time() - begin

    paths = PathCache(StateMachine(guide))
    first = once(lambda: list(paths.follow(rows)))
    base = best(bare)
    walk = best(lambda: list(paths.follow(rows)))
    return count / base, base / walk, base / first


def alone(sizes: list[int], count: int) -> None:
    print(f"\n| {count:,} rows in memory | bare walk, rows a second | outcome | first |")
    print("|---|--:|--:|--:|")
    for size in sizes:
        with tempfile.TemporaryDirectory() as folder:
            write(Path(folder), size)
            rate, *shares = in_memory(open_guide(Path(folder)), count)
        cells = " | ".join(f"{share:.2f}" for share in shares)
        print(f"| {size:,} questions | {rate:,.0f} | {cells} |")
    rate, *shares = in_memory(open_guide(shipped_rules()), count)
    print(f"| the shipped guide | {rate:,.0f} | {' | '.join(f'{share:.2f}' for share in shares)} |")


def main() -> None:
    arguments = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    arguments.add_argument("--rows", type=int, default=1_000_000)
    arguments.add_argument("--questions", type=int, nargs="+", default=[15, 1_000, 100_000])
    chosen = arguments.parse_args()
    files(chosen.rows)
    gc.disable()
    alone(chosen.questions, min(chosen.rows, 200_000))
    print(f"\nPython {sys.version.split()[0]}, {os.cpu_count()} cores.")


if __name__ == "__main__":
    main()
