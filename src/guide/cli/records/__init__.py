"""``guide records ...``: the interviews that are kept."""

from argparse import (
    Action,
    ArgumentError,
    ArgumentParser,
    ArgumentTypeError,
    BooleanOptionalAction,
    Namespace,
    _SubParsersAction,
)
from collections.abc import Callable
from contextlib import closing, suppress
from pathlib import Path
from typing import Any, get_args

from guide.cli.commands import INPUT_AT_FAULT
from guide.cli.records import correct as correcting
from guide.cli.records import delete as removing
from guide.cli.records import listing as listing
from guide.cli.records import move as moving
from guide.cli.records import recheck as rechecking
from guide.cli.records import settings as upkeep
from guide.cli.records import show as showing
from guide.cli.records import summary
from guide.cli.records import transfer as copying
from guide.cli.records.common import SAVE_THE_REST, SHORT, complain, count_text
from guide.common.dates import DayError, Which, format_date_long, parse_date, today
from guide.common.new_file import FileWriteError
from guide.common.paths import STORE_VARIABLE, is_absent, store_path
from guide.reports import SUFFIXES
from guide.ruleset.folder import shipped_rules
from guide.sessions.legacy_journals import look_through
from guide.storage import DamagedError, Store, StoreError, open_store
from guide.storage.queries import Sort
from guide.storage.settings import DEFAULTS, LONGEST, WORD

Command = Callable[[Store, Namespace], int]

_EPILOG = f"""\
An id may be shortened for as long as it is unique. The interviews are in the file behind --store, else in
${STORE_VARIABLE}, else in the folder for data of whoever uses this machine."""


def run(arguments: list[str]) -> int:
    chosen = _parser().parse_args(arguments)
    # Standard output may belong to a program.
    for option, day in getattr(chosen, "understood", {}).items():
        complain(f"{option}: {day}")
    try:
        chosen.before(chosen)
        with closing(_opened(chosen)) as store:
            try:
                return int(chosen.command(store, chosen))
            except DamagedError as error:
                return _run_on_rest(store, chosen, error)
    except (StoreError, FileWriteError) as error:
        complain(str(error))
        return INPUT_AT_FAULT


def _run_on_rest(store: Store, chosen: Namespace, error: DamagedError) -> int:
    """Of a damaged file, what can be read is shown and exported; whatever changes it is refused."""
    if not chosen.only_reads:
        complain(str(error))
        complain(SAVE_THE_REST)
        return INPUT_AT_FAULT
    from guide.storage.recovery import readable_copy

    rest, lost = readable_copy(store)
    complain(f"{store.path} is damaged. Below is what can be read of it. {SAVE_THE_REST}")
    if lost:
        complain(f"{count_text(len(lost))} cannot be read: {', '.join(name[:SHORT] for name in lost)}.")
    with closing(rest):
        chosen.command(rest, chosen)
    return INPUT_AT_FAULT


def _opened(chosen: Namespace) -> Store:
    """The store, which only a command that keeps something makes. Raises StoreError."""
    path = store_path(chosen.store)
    if is_absent(path) and not chosen.makes(chosen):
        raise StoreError(f"Nothing is kept yet: there is no file {path}.")
    store = open_store(path)
    # What is damaged keeps nobody from the rest; what could not be done is done at the next opening.
    with suppress(StoreError):
        look_through(store)
    return store


def _parser() -> ArgumentParser:
    parser = ArgumentParser(
        prog="guide records", description="The interviews that are kept.", epilog=_EPILOG, allow_abbrev=False
    )
    commands = parser.add_subparsers(required=True, metavar="COMMAND")
    _add_reading(commands)
    _add_figures(commands)
    _add_copying(commands)
    _add_changing(commands)
    return parser


def _command(
    commands: "_SubParsersAction[ArgumentParser]",
    name: str,
    run: Command,
    told: str,
    makes: Callable[[Namespace], bool] = lambda _: False,
    only_reads: bool = False,
) -> ArgumentParser:
    """``makes`` tells whether a store that is not there is made."""
    added = commands.add_parser(
        name, help=told, description=f"{told[0].upper()}{told[1:]}.", allow_abbrev=False
    )
    added.set_defaults(command=run, makes=makes, before=lambda _: None, only_reads=only_reads)
    added.add_argument("--store", type=Path, metavar="FILE", help="the file of interviews")
    added.add_argument(
        "--rules", type=Path, default=shipped_rules(), metavar="FOLDER", help="the present rules"
    )
    added.add_argument("--json", action="store_true", help="for programs")
    return added


def _add_reading(commands: "_SubParsersAction[ArgumentParser]") -> None:
    add = _command(
        commands, "list", listing.run_list, "list interviews, those first that changed last", only_reads=True
    ).add_argument
    add("--search", type=_text, default="", metavar="TEXT", help="in name, interviewer and occasion")
    add("--person", type=_text, default="", metavar="NAME", help="of this person alone")
    add("--state", choices=("open", "finished", "private"), default="")
    add("--outcome", type=_text, default="", metavar="ID", help="by the id that it has in the rules")
    _add_days(add, "that changed last")
    add("--sort", choices=get_args(Sort), default="changed")
    add("--reverse", action="store_true", help="the other way round")
    add("--limit", type=_number, default=50, metavar="N", help="so many at most (50)")
    add("--own", action="store_true", help="your walks for yourself in place of interviews")
    told = "show all that is kept of an interview or a person"
    show = _command(commands, "show", showing.show, told, only_reads=True)
    _add_one_or_person(show)
    add = _command(
        commands,
        "report",
        showing.run_report,
        "write the report of an interview to a new file",
        only_reads=True,
    ).add_argument
    add("id", metavar="ID", type=_text)
    add("file", metavar="FILE", type=Path, help=f"that ends in {SUFFIXES}")
    told = "with the notes, or without; else only JSON and a walk for yourself have them"
    add("--notes", action=BooleanOptionalAction, default=None, help=told)


def _add_figures(commands: "_SubParsersAction[ArgumentParser]") -> None:
    told = "figures of periods, without groups of few people"
    add = _command(commands, "summary", summary.run_summary, told, only_reads=True).add_argument
    _add_days(add, "for the periods that ended: those that these days are in,")
    add("--as", dest="form", choices=("table", "csv", "json"), default="table")
    told = "list the reviews that wait, the longest waiting first"
    due = _command(commands, "due", listing.run_due, told, only_reads=True)
    _add_day(due.add_argument, "--until", "next", "by this day (today)")
    told = "tell what finished interviews would come to under the present rules; nothing is changed"
    recheck = _command(commands, "recheck", rechecking.recheck, told, only_reads=True)
    recheck.add_argument("--all", action="store_true", help="list those too that come to the same")


def _add_copying(commands: "_SubParsersAction[ArgumentParser]") -> None:
    told = "copy interviews to a new file, for another store (.json) or for a spreadsheet (.csv)"
    export = _command(commands, "export", copying.export, told, only_reads=True)
    export.add_argument("file", metavar="FILE", type=Path)
    _add_ids_or_person(export)
    told = "take in what was exported as JSON, or begin interviews with the answers of a form (.csv, .tsv)"
    bring = _command(commands, "import", copying.import_, told, makes=lambda _: True)
    bring.add_argument("file", metavar="FILE", type=Path)
    bring.add_argument("--map", type=Path, metavar="FILE", help="what a form calls things, as in decide")
    bring.set_defaults(before=copying.load_import)
    backup = _command(commands, "backup", copying.run_backup, "copy the whole store to a new file")
    backup.add_argument("file", metavar="FILE", type=Path)


def _add_changing(commands: "_SubParsersAction[ArgumentParser]") -> None:
    delete = _command(commands, "delete", removing.run_delete, "delete interviews without a trace")
    _add_ids_or_person(delete)
    purge = _command(commands, "purge", removing.purge, "delete what is kept for longer than it should be")
    purge.add_argument("--days", type=_days, metavar="N", help="in place of the setting “retention”")
    purge.add_argument("--dry-run", action="store_true", help="only list what would go, and why")
    purge.add_argument("--yes", action="store_true", help="delete those too whose dates cannot be right")
    told = "correct the name, the interviewer or the occasion; the journal keeps what was there before"
    add = _command(commands, "correct", correcting.run_correct, told).add_argument
    add("id", metavar="ID", type=_text)
    add("--person", type=_text, metavar="NAME", help="the name, or a code that stands for one")
    add("--interviewer", type=_text, metavar="NAME")
    add("--occasion", type=_text, metavar="TEXT")
    told = "note that a review was held, so that it is not due any more"
    add = _command(commands, "reviewed", correcting.reviewed, told).add_argument
    add("id", metavar="ID", type=_text)
    _add_day(add, "--next", "coming", "of the next one, such as 2027-03-31, 1 March or “in 6 weeks”")
    _command(commands, "verify", upkeep.run_verify, "tell whether the store is undamaged")
    told = "print the settings, or change one"
    change = _command(commands, "set", upkeep.set_, told, makes=lambda chosen: chosen.value is not None)
    change.add_argument("name", nargs="?", choices=tuple(DEFAULTS), metavar="NAME")
    change.add_argument(
        "value", nargs="?", type=_value, metavar="VALUE", help=f"a number, or “{WORD}” for days"
    )
    told = "move an unfinished interview to the present rules, after showing what becomes of its answers"
    move = _command(commands, "move", moving.run_move, told)
    move.add_argument("id", metavar="ID", type=_text)
    for asking in (delete, move):
        asking.add_argument("--yes", action="store_true", help="do not ask")


def _add_days(add: Callable[..., object], what: str) -> None:
    said = "such as 2026-03-31, 1 March or “6 weeks ago”"
    _add_day(add, "--since", "last", f"{what} on this day or later, {said}")
    _add_day(add, "--until", "last", f"{what} on this day or earlier")


def _add_day(add: Callable[..., object], name: str, which: Which, told: str) -> None:
    add(name, action=_TakeDay, const=which, default="", metavar="DAY", help=told)


def _add_one_or_person(parser: ArgumentParser) -> None:
    group = parser.add_mutually_exclusive_group(required=True)
    group.add_argument("id", metavar="ID", type=_text, nargs="?")
    group.add_argument("--person", type=_text, metavar="NAME", help="everything that is kept of this person")


def _add_ids_or_person(parser: ArgumentParser) -> None:
    group = parser.add_mutually_exclusive_group()
    group.add_argument("ids", metavar="ID", type=_text, nargs="*", default=[])
    group.add_argument("--person", type=_text, metavar="NAME", help="all interviews of this person")


def _text(written: str) -> str:
    """What the system could not read as letters becomes question marks."""
    return written.encode(errors="replace").decode()


class _TakeDay(Action):
    """Reads a day into YYYY-MM-DD. An empty text is no day, as in the defaults."""

    def __call__(self, _: ArgumentParser, chosen: Namespace, value: Any, option: str | None = None) -> None:
        try:
            day = parse_date(value, today(), self.const) if value else None
        except DayError as error:
            raise ArgumentError(self, str(error)) from None
        setattr(chosen, self.dest, day.isoformat() if day else "")
        if day and day.isoformat() != value.strip():
            chosen.understood = {**getattr(chosen, "understood", {}), option: f"{format_date_long(day)}."}


def _value(written: str) -> int | str:
    if written.strip().lower() == WORD:
        return WORD
    try:
        return int(written[:20])
    except ValueError:
        raise ArgumentTypeError(f"this is a whole number, or {WORD}") from None


def _days(written: str) -> int:
    if (number := _number(written)) > LONGEST:
        raise ArgumentTypeError(f"these are days, from 1 to {LONGEST:,}")
    return number


def _number(written: str) -> int:
    if not written.isdecimal() or not int(written[:10]) > 0:
        raise ArgumentTypeError("this is a number from 1 on")
    return int(written[:10])
