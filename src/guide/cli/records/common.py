"""What the commands for records share: finding interviews, asking before acting, printing results."""

import sys
from argparse import Namespace
from collections.abc import Iterable, Iterator, Sequence
from itertools import chain

from guide.cli.commands import DONE, INPUT_AT_FAULT
from guide.common.output import put_out
from guide.common.terminal import drop_typed_ahead
from guide.common.text import escape_control_chars, one_line
from guide.interviews.state import Interview
from guide.presenters.event_text import NOTHING_ELSE, STATES, companions_text, outcome_title
from guide.reports.json_report import encode_json
from guide.sessions.rule_versions import RuleVersions
from guide.storage import MissingError, Store, StoreError
from guide.storage.event_store import load_interview as load_interview
from guide.storage.queries import DAMAGED, Row, find_by_id

SHORT = 8
"""How many characters of an id are shown."""
MOST_NAMED = 20
"""How many ids one sentence lists."""
SAVE_THE_REST = (
    "“guide records export FILE.json” saves what can be read, and"
    " “guide records import FILE.json --store NEW.db” makes a new store of it."
)
EVERYTHING = -1
"""The limit of a query that is to return all rows."""


def find_one(store: Store, beginning: str) -> Row:
    """Return the one interview whose id begins with ``beginning``.

    Raises MissingError where there is none, StoreError where there are several.
    """
    # A damaged id may have anything in it.
    rows = (find_by_id(store, beginning.lower()) or find_by_id(store, beginning)) if beginning else ()
    if not rows:
        raise MissingError(
            f"There is no interview “{beginning}”. “guide records list” shows which there are."
        )
    if len(rows) > 1:
        names = ", ".join(row.id[: max(SHORT, len(beginning)) + 4] for row in rows[:5])
        raise StoreError(f"{len(rows)} interviews begin with “{beginning}”: {names}. Write more of the id.")
    return rows[0]


def load_with_row(store: Store, beginning: str) -> tuple[Row, Interview]:
    """Find an interview that can be changed, by the beginning of its id.

    Returns its row in the list, and itself.

    Raises StoreError where there is no such interview, or it ended privately so that nothing of it is
    stored.
    """
    row = find_one(store, beginning)
    if row.state == "private":
        raise StoreError(NOTHING_ELSE)
    return row, load_interview(store, row.id)


def outcome_text(rules: RuleVersions, row: Row) -> str:
    """Return the outcome and companions of an interview in the words of its own rules, or else its state."""
    if row.state != "finished":
        return STATES.get(row.state, DAMAGED)
    guide = rules(row.rules)
    return f"{outcome_title(guide, row.outcome)}{companions_text(guide, row.companions.split())}"


def confirm(question: str, args: Namespace) -> bool:
    """Ask on the terminal for a yes, unless ``--yes`` was given.

    Returns False without a terminal to ask on.
    """
    if args.yes:
        return True
    if not sys.stdin.isatty():
        warn("This asks before it does anything, and nobody is here to answer. Add --yes to do it.")
        return False
    drop_typed_ahead()
    print(f"{one_line(question)} [y/N] ", end="", file=sys.stderr, flush=True)
    return sys.stdin.readline().strip().lower() in ("y", "yes")


def print_result(args: Namespace, result: object, lines: Iterable[str]) -> None:
    """Print the result as JSON with ``--json``, else the lines."""
    if args.json:
        put_out(f"{encode_json(result)}\n")
    else:
        say(*lines)


def say(*lines: str) -> None:
    """Print each text on a line of its own. The second and later lines of a text are indented."""
    sys.stdout.writelines(chain.from_iterable(_safe(line) for line in lines))


def _safe(line: str) -> Iterator[str]:
    first, *rest = escape_control_chars(line).split("\n")
    yield f"{first}\n"
    for more in rest:
        yield f"  {more}\n"


def warn(sentence: str) -> None:
    """Print a sentence on standard error, on one line."""
    print(one_line(sentence), file=sys.stderr)


def complain_of_damaged(names: Sequence[str]) -> int:
    """Print the ids of interviews that were left out on standard error, and return the exit code.

    ``names`` are the ids of those that cannot be read, or whose rules cannot. Without any, nothing is
    printed.
    """
    if not names:
        return DONE
    shown_ids = ", ".join(name[:SHORT] for name in names[:MOST_NAMED])
    more = f" and {len(names) - MOST_NAMED:,} more" if len(names) > MOST_NAMED else ""
    warn(f"{count_text(len(names))} left out, damaged or with damaged rules: {shown_ids}{more}.")
    return INPUT_AT_FAULT


def past_lines(number: int) -> list[str]:
    """Return a line that says how many interviews are stored for too long; an empty list where none is."""
    if not number:
        return []
    return [
        f"{count_text(number)} past the time set. “guide records purge --dry-run” lists what “purge” deletes."
    ]


def count_text(number: int, noun: str = "interview") -> str:
    """Return “1 interview” or “1,200 interviews”."""
    return f"{number:,} {noun}{'s'[: number != 1]}"


def row_as_json(rules: RuleVersions, row: Row) -> dict[str, object]:
    """Return a row of the list for ``--json``, with the outcome's title where the interview is finished."""
    title = outcome_text(rules, row) if row.state == "finished" else None
    return {**row._asdict(), "companions": row.companions.split(), "title": title}


def warn_of_traces(trace: str) -> int:
    """Print on standard error that traces of what was deleted are left, and return the exit code.

    ``trace`` is the sentence that says so; "" where none are left, and nothing is printed.
    """
    if trace:
        warn(trace)
    return INPUT_AT_FAULT if trace else DONE
