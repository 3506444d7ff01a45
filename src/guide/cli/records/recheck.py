"""``guide records recheck``: what finished interviews would come to under the present rules."""

from argparse import Namespace
from collections import Counter
from collections.abc import Callable, Iterator
from typing import NamedTuple

from guide.cli.progress import show_item_progress
from guide.cli.records.common import SHORT, complain_of_damaged, count_text, print_result
from guide.cli.records.records_command import Commands, add_command
from guide.common.text import one_line
from guide.engine.reevaluation import Reevaluation, Reevaluator
from guide.interviews.state import Interview
from guide.presenters.event_text import companions_text, outcome_title
from guide.presenters.rule_changes import SORTS, recheck_text
from guide.ruleset.folder import open_guide
from guide.ruleset.model import Guide
from guide.sessions.rule_versions import RuleVersions
from guide.storage import Store
from guide.storage.event_store import every_interview
from guide.storage.queries import Query, count_rows

EVERY = 500
"""Interviews between two updates of the progress bar."""


class _Result(NamedTuple):
    """An interview by its id, and what its answers come to now."""

    name: str
    interview: Interview
    rechecked: Reevaluation


def add_parser(commands: Commands) -> None:
    """Add ``guide records recheck`` and its options to the parser of its group."""
    description = "tell what finished interviews would come to under the present rules; nothing is changed"
    parser = add_command(commands, "recheck", _run, description, only_reads=True)
    parser.add_argument("--all", action="store_true", help="list those too that come to the same")


def _run(store: Store, args: Namespace) -> int:
    guide = open_guide(args.rules)
    counts: Counter[str] = Counter()
    # Nothing is printed while the store is read: a slow reader of the output would keep others from writing.
    results = []
    damaged: list[str] = []
    with show_item_progress("Rechecking", count_rows(store, Query(state="finished"))) as update:
        for result in _recheck_all(store, guide, damaged.append):
            counts[result.rechecked.sort] += 1
            if args.all or result.rechecked.sort != "same":
                results.append(result)
            if counts.total() % EVERY == 0:
                update(counts.total())
    rules = RuleVersions(store)
    if args.json:
        print_result(args, _as_json(guide, counts, results), ())
    else:
        print_result(args, None, _lines(guide, rules, counts, results))
    return complain_of_damaged(damaged)


def _recheck_all(store: Store, guide: Guide, on_damage: Callable[[str], object]) -> Iterator[_Result]:
    recheck = Reevaluator(guide)
    for name, interview in every_interview(store, "finished", on_damage):
        finished = interview.finished
        if finished and not interview.opened.own:
            rechecked = recheck(finished.outcome, finished.companions, interview.answers)
            yield _Result(name, interview, rechecked)


def _lines(guide: Guide, rules: RuleVersions, counts: Counter[str], results: list[_Result]) -> Iterator[str]:
    yield f"{count_text(counts.total(), 'finished interview')} under the present rules:"
    width = max(len(f"{number:,}") for number in (0, *counts.values()))
    for sort, words in SORTS.items():
        yield f"  {counts[sort]:>{width},}  {words}"
    for sort, words in SORTS.items():
        of_sort = [result for result in results if result.rechecked.sort == sort]
        if of_sort:
            yield ""
            yield f"{words[0].upper()}{words[1:]}:"
            for result in of_sort:
                yield f"  {_line(guide, rules, result)}"


def _line(guide: Guide, rules: RuleVersions, result: _Result) -> str:
    interview = result.interview
    own_guide, finished = rules(interview.rules), interview.finished
    assert finished is not None
    companions = companions_text(own_guide, finished.companions)
    was = f"{outcome_title(own_guide, finished.outcome)}{companions}"
    now = recheck_text(guide, own_guide, interview.opened.voice, result.rechecked)
    parts = (result.name[:SHORT], interview.opened.person, f"{was} → {now}" if now else was)
    return "  ".join(one_line(part) for part in parts if part)


def _as_json(guide: Guide, counts: Counter[str], results: list[_Result]) -> dict[str, object]:
    return {
        "finished": counts.total(),
        **{sort: counts[sort] for sort in SORTS},
        "interviews": [_result_as_json(guide, result) for result in results],
    }


def _result_as_json(guide: Guide, result: _Result) -> dict[str, object]:
    """Return one interview as an object. Of what would now be a private outcome, it says nothing but that."""
    finished, now = result.interview.finished, result.rechecked
    assert finished is not None
    private = bool(now.outcome) and guide.outcomes[now.outcome].private
    return {
        "id": result.name,
        "sort": now.sort,
        "was": {"outcome": finished.outcome, "companions": finished.companions},
        "now": None if private else {"outcome": now.outcome or None, "companions": now.companions},
        "private": private,
        "at": now.at or None,
        "steps": [] if private else [step._asdict() for step in now.steps],
    }
