"""What the commands for records share: finding interviews, asking before acting, telling what was done."""

import sys
from argparse import Namespace
from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from itertools import chain

from guide.cli.commands import DONE, INPUT_AT_FAULT
from guide.common.output import put_out
from guide.common.terminal import drop_typed_ahead
from guide.common.text import escape_control_chars, one_line
from guide.presenters.event_text import STATES, beside, title
from guide.reports.json_report import encode_json
from guide.sessions.rule_versions import RuleVersions
from guide.storage import MissingError, Store, StoreError
from guide.storage.queries import DAMAGED, Row, find

SHORT = 8
"""Characters of an id that are shown."""
MOST_NAMED = 20
"""Interviews that one sentence names."""
SAVE_THE_REST = (
    "“guide records export FILE.json” saves what can be read, and"
    " “guide records import FILE.json --store NEW.db” makes a new store of it."
)
EVERYTHING = -1
"""The limit of a page that has none."""


def one(store: Store, beginning: str) -> Row:
    """The interview whose id begins like this. Raises StoreError with a sentence."""
    # A damaged id may have anything in it.
    found = (find(store, beginning.lower()) or find(store, beginning)) if beginning else ()
    if not found:
        raise MissingError(
            f"There is no interview “{beginning}”. “guide records list” shows which there are."
        )
    if len(found) > 1:
        names = ", ".join(row.id[: max(SHORT, len(beginning)) + 4] for row in found[:5])
        raise StoreError(f"{len(found)} interviews begin with “{beginning}”: {names}. Write more of the id.")
    return found[0]


def outcome_text(library: RuleVersions, row: Row) -> str:
    """What an interview has come to, in words of its own rules."""
    if row.state != "finished":
        return STATES.get(row.state, DAMAGED)
    guide = library(row.rules)
    return f"{title(guide, row.outcome)}{beside(guide, row.companions.split())}"


def confirmed(question: str, chosen: Namespace) -> bool:
    """Whether to go on: with ``--yes``, or after a yes on the terminal."""
    if chosen.yes:
        return True
    if not sys.stdin.isatty():
        complain("This asks before it does anything, and nobody is here to answer. Add --yes to do it.")
        return False
    drop_typed_ahead()
    print(f"{one_line(question)} [y/N] ", end="", file=sys.stderr, flush=True)
    return sys.stdin.readline().strip().lower() in ("y", "yes")


def print_result(chosen: Namespace, result: object, lines: Iterable[str]) -> None:
    """The result for a program with ``--json``, else the lines for a reader."""
    if chosen.json:
        put_out(f"{encode_json(result)}\n")
    else:
        say(*lines)


def say(*lines: str) -> None:
    """Each on a line of its own; what goes on below it is set in, so that it cannot pass for another."""
    sys.stdout.writelines(chain.from_iterable(_safe(line) for line in lines))


def _safe(line: str) -> Iterator[str]:
    first, *rest = escape_control_chars(line).split("\n")
    yield f"{first}\n"
    for more in rest:
        yield f"  {more}\n"


def complain(sentence: str) -> None:
    print(one_line(sentence), file=sys.stderr)


def complain_of_damaged(names: Sequence[str]) -> int:
    """Name the interviews that were left out, as they or their rules cannot be read; the exit code."""
    if not names:
        return DONE
    shown = ", ".join(name[:SHORT] for name in names[:MOST_NAMED])
    more = f" and {len(names) - MOST_NAMED:,} more" if len(names) > MOST_NAMED else ""
    complain(f"{count_text(len(names))} left out, damaged or with damaged rules: {shown}{more}.")
    return INPUT_AT_FAULT


def today() -> date:
    return date.today()


def told_past(number: int) -> list[str]:
    """A line where interviews are past their time."""
    if not number:
        return []
    return [
        f"{count_text(number)} past the time set. “guide records purge --dry-run” lists what “purge” deletes."
    ]


def count_text(number: int, what: str = "interview") -> str:
    return f"{number:,} {what}{'s'[: number != 1]}"
