"""What encryption costs: opening a store, and one answer that is on the disk.

    python benchmarks/encrypted.py [--interviews 200]

The same interviews are in a plain and in an encrypted store, in turn. Told are medians. The first opening in
a process computes the key from the passphrase, which is slow on purpose; the next ones do not. The goal is
that an answer, and an opening with the key at hand, take at most 1.5 times what they take in a plain store.
"""

import argparse
import os
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

from guide.interviews.events import Answered, InterviewStarted
from guide.ruleset.folder import load_folder, shipped_rules
from guide.storage import Store, open_store
from guide.storage.conversion import convert_store
from guide.storage.event_store import append, insert_events
from guide.storage.rule_texts import keep_rules
from guide.storage.store_keys import ITERATIONS, forget_passphrases, remember_passphrase

GOAL = 1.5
SECRET = "four words of mine"


def main() -> None:
    """Measure, and print a table."""
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0] if __doc__ else None)
    parser.add_argument("--interviews", type=int, default=200)
    parser.add_argument("--runs", type=int, default=101)
    args = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        plain, encrypted = Path(folder, "plain.db"), Path(folder, "encrypted.db")
        for path in (plain, encrypted):
            _fill(path, args.interviews)
        convert_store(encrypted, SECRET)
        rows = [
            ("the first opening in a process", *_first(plain, encrypted, args.runs // 10 + 1), 0),
            ("guide records list, from start to end", *_command(plain, encrypted, args.runs // 10 + 1), 0),
            ("a later opening", *_pairs(_open, plain, encrypted, args.runs), GOAL),
            ("one answer", *_answers(plain, encrypted, args.runs), GOAL),
        ]
    print(f"| {args.interviews:,} interviews, {ITERATIONS:,} rounds | plain | encrypted | times | goal |")
    print("|---|--:|--:|--:|--:|")
    for what, before, after, goal in rows:
        print(f"| {what} | {before:.1f} ms | {after:.1f} ms | {after / before:.2f} | {goal or ''} |")


def _fill(path: Path, number: int) -> None:
    with closing(open_store(path)) as store:
        digest = keep_rules(store, load_folder(shipped_rules()).guide_texts)
        for person in range(number):
            insert_events(store, (InterviewStarted(digest, "you", f"Person {person}"),))


def _open(path: Path) -> float:
    began = time.perf_counter()
    store = open_store(path)
    took = time.perf_counter() - began
    store.close()
    return took * 1000


def _first(plain: Path, encrypted: Path, runs: int) -> tuple[float, float]:
    def opening(path: Path) -> float:
        forget_passphrases()
        remember_passphrase(SECRET)
        return _open(path)

    return _pairs(opening, plain, encrypted, runs)


def _command(plain: Path, encrypted: Path, runs: int) -> tuple[float, float]:
    def listing(path: Path) -> float:
        began = time.perf_counter()
        subprocess.run(
            [sys.executable, "-m", "guide", "records", "list", "--store", str(path)],
            stdout=subprocess.DEVNULL,
            check=True,
            env={**os.environ, "GUIDE_PASSPHRASE": SECRET},
        )
        return (time.perf_counter() - began) * 1000

    return _pairs(listing, plain, encrypted, runs)


def _answers(plain: Path, encrypted: Path, runs: int) -> tuple[float, float]:
    with closing(open_store(plain)) as first, closing(open_store(encrypted)) as second:
        stores: dict[Path, Store] = {plain: first, encrypted: second}

        def answer(path: Path) -> float:
            store = stores[path]
            digest = keep_rules(store, load_folder(shipped_rules()).guide_texts)
            name, state = insert_events(store, (InterviewStarted(digest, "you", "Ada"),))
            began = time.perf_counter()
            append(store, name, state, Answered("first", "none"))
            return (time.perf_counter() - began) * 1000

        return _pairs(answer, plain, encrypted, runs)


def _pairs(measure: Callable[[Path], float], plain: Path, encrypted: Path, runs: int) -> tuple[float, float]:
    """The medians of both, measured in turn, so that what else the machine does falls on both."""
    took = [(measure(plain), measure(encrypted)) for _ in range(runs)]
    return statistics.median(pair[0] for pair in took), statistics.median(pair[1] for pair in took)


if __name__ == "__main__":
    main()
