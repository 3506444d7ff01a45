"""``guide records recheck``: what finished interviews would come to under the present rules."""

import sys
from argparse import Namespace
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING, NamedTuple, Protocol

from guide.cli.records.common import SHORT, complain_of_damaged, count_text, print_result
from guide.common.text import one_line
from guide.engine.reevaluation import Reevaluation, Reevaluator
from guide.interviews.state import Interview
from guide.presenters.event_text import beside, title
from guide.presenters.rule_changes import SORTS, rechecked
from guide.ruleset.folder import open_guide
from guide.sessions.rule_versions import RuleVersions
from guide.storage import Store
from guide.storage.event_store import every_interview
from guide.storage.queries import Query, count

if TYPE_CHECKING:
    from guide.ruleset.model import Guide

EVERY = 500
"""Interviews between two steps of the progress bar."""


class _Found(NamedTuple):
    name: str
    interview: Interview
    rechecked: Reevaluation


class _Step(Protocol):
    def __call__(self, done: int) -> None: ...


def recheck(store: Store, chosen: Namespace) -> int:
    guide = open_guide(chosen.rules)
    counts: Counter[str] = Counter()
    # Nothing is told while the store is read: whoever is slow to read it would keep others from writing.
    found = []
    damaged: list[str] = []
    with _progress(count(store, Query(state="finished"))) as step:
        for one in _every(store, guide, damaged.append):
            counts[one.rechecked.sort] += 1
            if chosen.all or one.rechecked.sort != "same":
                found.append(one)
            if counts.total() % EVERY == 0:
                step(counts.total())
    library = RuleVersions(store)
    if chosen.json:
        print_result(chosen, _as_json(guide, counts, found), ())
    else:
        print_result(chosen, None, _told(guide, library, counts, found))
    return complain_of_damaged(damaged)


def _every(store: Store, guide: "Guide", on_damage: Callable[[str], object]) -> Iterator[_Found]:
    check = Reevaluator(guide)
    for name, interview in every_interview(store, "finished", on_damage):
        finished = interview.finished
        if finished and not interview.opened.own:
            yield _Found(name, interview, check(finished.outcome, finished.companions, interview.answers))


@contextmanager
def _progress(total: int) -> Iterator[_Step]:
    """A bar on the terminal that is gone at the end; nothing where there is no terminal."""
    if not sys.stderr.isatty():
        yield lambda done: None  # noqa: ARG005
        return
    from rich.console import Console
    from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeRemainingColumn

    columns = (TextColumn("Rechecking"), BarColumn(), MofNCompleteColumn(), TimeRemainingColumn())
    with Progress(*columns, console=Console(stderr=True), transient=True) as progress:
        task = progress.add_task("", total=total)
        yield lambda done: progress.update(task, completed=done)


def _told(guide: "Guide", library: RuleVersions, counts: Counter[str], found: list[_Found]) -> Iterator[str]:
    yield f"{count_text(counts.total(), 'finished interview')} under the present rules:"
    width = max(len(f"{number:,}") for number in (0, *counts.values()))
    for sort, words in SORTS.items():
        yield f"  {counts[sort]:>{width},}  {words}"
    for sort, words in SORTS.items():
        some = [one for one in found if one.rechecked.sort == sort]
        if some:
            yield ""
            yield f"{words[0].upper()}{words[1:]}:"
            for one in some:
                yield f"  {_line(guide, library, one)}"


def _line(guide: "Guide", library: RuleVersions, found: _Found) -> str:
    held = found.interview
    own, finished = library(held.rules), held.finished
    assert finished is not None
    was = f"{title(own, finished.outcome)}{beside(own, finished.companions)}"
    now = rechecked(guide, own, held.opened.voice, found.rechecked)
    parts = (found.name[:SHORT], held.opened.person, f"{was} → {now}" if now else was)
    return "  ".join(one_line(part) for part in parts if part)


def _as_json(guide: "Guide", counts: Counter[str], found: list[_Found]) -> dict[str, object]:
    return {
        "finished": counts.total(),
        **{sort: counts[sort] for sort in SORTS},
        "interviews": [_one_as_json(guide, one) for one in found],
    }


def _one_as_json(guide: "Guide", found: _Found) -> dict[str, object]:
    """Of what would now be a private end nothing is told but that."""
    finished, now = found.interview.finished, found.rechecked
    assert finished is not None
    private = bool(now.outcome) and guide.outcomes[now.outcome].private
    return {
        "id": found.name,
        "sort": now.sort,
        "was": {"outcome": finished.outcome, "companions": finished.companions},
        "now": None if private else {"outcome": now.outcome or None, "companions": now.companions},
        "private": private,
        "at": now.at or None,
        "steps": [] if private else [step._asdict() for step in now.steps],
    }
