"""How quick the list of interviews stays, and how fast finished ones are rechecked.

    python benchmarks/records.py [--interviews 100000]

Interviews with random answers to the shipped guide are written to a store in a temporary folder. Then a
process of its own, as the app would, opens it and asks for pages of 50, each anew 9 times; the median is
told, and the goal for each is 100 ms. "guide records recheck" runs as a command, from start to end; the goal
is 5,000 interviews a second on two cores. Memory is the most that the process has held.
"""

import argparse
import json
import os
import platform
import random
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import get_args

from guide.engine.decision import decide
from guide.engine.walk import replay_answers
from guide.interviews.events import (
    Answered,
    BriefingGiven,
    Event,
    Finished,
    FollowUpAgreed,
    GoalSet,
    InterviewStarted,
    NoteSet,
    Responded,
)
from guide.interviews.state import replay_events
from guide.ruleset.folder import load_folder, open_guide, shipped_rules
from guide.ruleset.model import Guide
from guide.sessions.earlier_interviews import find_earlier
from guide.sessions.unfinished import list_unfinished
from guide.storage import open_store
from guide.storage.compaction import Entry
from guide.storage.expiry import count_past
from guide.storage.queries import Query, Sort, count_ends, count_rows, fetch_rows, find_by_id
from guide.storage.rows import insert_rows
from guide.storage.rule_texts import (
    keep_rules,
)

GOAL_MS, GOAL_RATE = 100, 5_000
RUNS, PAGE = 9, 50
FIRST = ("Ada", "Grace", "Mary", "Emmy", "Émilie", "Lise", "Chien-Shiung", "Barbara", "Rosalind", "Dorothy")
LAST = ("Lovelace", "Hopper", "Shelley", "Noether", "du Châtelet", "Meitner", "Wu", "McClintock", "Franklin")
TODAY = datetime(2026, 6, 1, tzinfo=UTC)

PEAK = """
import resource, sys
peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
print(peak // (1024 if sys.platform == "darwin" else 1), file=sys.stderr)
"""
"""Kilobytes, printed by a process at its end."""


def write(path: Path, number: int) -> None:
    """The same interviews every time."""
    chance = random.Random(number)
    guide = open_guide(shipped_rules())
    store = open_store(path)
    digest = keep_rules(store, load_folder(shipped_rules()).guide_texts)
    with store.writing() as connection:
        for _ in range(number):
            began = TODAY - timedelta(minutes=chance.randrange(3 * 365 * 24 * 60))
            events = tuple(_events(guide, digest, began, chance))
            journal = [
                Entry(place, (began + timedelta(minutes=place - 1)).isoformat(), event)
                for place, event in enumerate(events, 1)
            ]
            insert_rows(connection, f"{chance.getrandbits(128):032x}", journal, replay_events(events))
    store.close()


def _events(guide: Guide, digest: str, began: datetime, chance: random.Random) -> Iterator[Event]:
    person = f"{chance.choice(FIRST)} {chance.choice(LAST)} {chance.randrange(5_000)}"
    yield InterviewStarted(digest, "you", person, chance.choice(FIRST), f"Talks of {began.year}")
    yield BriefingGiven()
    yield GoalSet("I want to get further with what I do.")
    walk = replay_answers(guide)
    while walk.question is not None:
        # One in ten is not finished.
        if walk.path and chance.random() < 0.03:
            return
        option = chance.choice(tuple(walk.question.options))
        yield Answered(str(walk.current), option)
        if chance.random() < 0.2:
            yield NoteSet(str(walk.current), "She gave an example from last week.")
        walk = walk.answer(option)
    decision = decide(walk)
    yield Finished(decision.outcome, tuple(companion.kind for companion in decision.companions))
    yield Responded("agrees")
    yield FollowUpAgreed("A first talk", person, (began + timedelta(days=90)).date().isoformat())


def measure(path: Path) -> None:
    """Print what was measured as JSON: rows of a name, milliseconds and a goal."""
    found = []

    def take(name: str, work: Callable[[], object], goal: int | None = GOAL_MS) -> None:
        taken = []
        for _ in range(RUNS):
            begin = time.perf_counter()
            work()
            taken.append((time.perf_counter() - begin) * 1000)
        found.append((name, statistics.median(taken), goal))

    store = open_store(path)
    some = fetch_rows(store, Query(), limit=1)[0]
    everything = count_rows(store, Query())
    for sort in get_args(Sort):
        query = Query(sort=sort, descending=sort in ("changed", "opened", "review"))
        take(f"first page, by {sort}", lambda it=query: fetch_rows(store, it, 0, PAGE))  # type: ignore[misc]
        take(f"next page, by {sort}", lambda it=query: fetch_rows(store, it, PAGE, PAGE))  # type: ignore[misc]
    take("last page, by changed", lambda: fetch_rows(store, Query(), everything - PAGE, PAGE))
    for name, query in (
        ("one outcome", Query(outcome="mentoring")),
        ("not finished", Query(state="open")),
        ("one month", Query(since="2025-03-01", until="2025-03-31")),
        ("search for a name", Query(search=some.person)),
        ("search for words of a goal", Query(search="GET FURTHER")),
        ("search for words of notes", Query(search="from last wéek", sort="person", descending=False)),
        ("search for a next step", Query(search="a first talk", sort="review")),
        ("reviews due", Query(due="2026-06-01", sort="review", descending=False)),
        ("search in vain", Query(search="nobody of this name")),
        ("search in vain, by person", Query(search="nobody of this name", sort="person")),
        ("an outcome in vain, by review", Query(outcome="none", sort="review")),
    ):
        take(name, lambda it=query: fetch_rows(store, it, 0, PAGE))  # type: ignore[misc]
        take(f"{name}: how many", lambda it=query: count_rows(store, it))  # type: ignore[misc]
    take("what is past its time: how many", lambda: count_past(store, TODAY.date()))
    take("numbers of the first page of the app", lambda: list_unfinished(path))
    take("who has an interview already", lambda: find_earlier(store, some.person))
    take("how many in all", lambda: count_rows(store, Query()))
    take("one by its short id", lambda: find_by_id(store, some.id[:8]))
    take("figures of all periods", lambda: count_ends(store), None)
    print(json.dumps(found))


def child(code: str, *arguments: str) -> tuple[str, float, float]:
    """Its output, seconds, and MiB."""
    begin = time.perf_counter()
    ran = subprocess.run(
        [sys.executable, "-c", code + PEAK, *arguments], capture_output=True, text=True, check=True
    )
    return ran.stdout, time.perf_counter() - begin, int(ran.stderr.split()[-1]) / 1024


def main() -> None:
    arguments = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    arguments.add_argument("--interviews", type=int, default=100_000)
    number = arguments.parse_args().interviews
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "interviews.db"
        write(path, number)
        here = str(Path(__file__).resolve().parent)
        code = "import sys\nsys.path.insert(0, sys.argv[1])\nfrom pathlib import Path\nimport records\n"
        listed, _, memory = child(f"{code}records.measure(Path(sys.argv[2]))\n", here, str(path))
        command = "import gc, sys\ngc.disable()\nfrom guide.cli.records import run\nrun(sys.argv[1:])\n"
        told, seconds, recheck_memory = child(command, "recheck", "--json", "--store", str(path))
        finished = json.loads(told)["finished"]
        print(f"{number:,} interviews, {path.stat().st_size / 1e6:.0f} MB\n")
    print("| what | measured | goal |\n|---|--:|--:|")
    for name, milliseconds, goal in json.loads(listed):
        print(f"| {name} | {milliseconds:.1f} ms | {f'{goal} ms' if goal else ''} |")
    print(f"| memory of all this | {memory:.0f} MiB | |")
    print(f"| recheck | {finished / seconds:,.0f} a second | {GOAL_RATE:,} a second |")
    print(f"| memory of recheck | {recheck_memory:.0f} MiB | |")
    system = f"{os.cpu_count()} cores, {platform.system()} {platform.machine()}"
    print(f"\nPython {platform.python_version()}, {system}.")


if __name__ == "__main__":
    main()
