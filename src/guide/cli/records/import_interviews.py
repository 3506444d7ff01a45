"""``guide records import``: interviews from an exported file, or from the answers of a form."""

from argparse import Namespace
from collections.abc import Sequence
from pathlib import Path

from guide.cli.commands import DONE, INPUT_AT_FAULT
from guide.cli.records import import_form
from guide.cli.records.common import SHORT, count_text, print_result, warn
from guide.cli.records.records_command import Commands, add_command
from guide.cli.records.unsuitable_file import TAKES, describe_unsuitable, is_store
from guide.common.dates import now
from guide.sessions.legacy_journals import look_through
from guide.sessions.record_import import faults, read_rules
from guide.sessions.rule_versions import RuleVersions
from guide.storage import Store, StoreError
from guide.storage.import_records import import_records
from guide.storage.json_format import (
    Exported,
    ImportFileError,
    NotExportedError,
    parse_export,
    summarise_problems,
)
from guide.storage.rule_texts import (
    list_digests,
)

PRIVATE = "Of {} nothing is kept: with these answers it is a private matter."
_MOST_NAMED = 10
"""Refused interviews whose ids are listed."""


def add_parser(commands: Commands) -> None:
    """Add ``guide records import`` and its options to the parser of its group."""
    description = (
        "take in what was exported as JSON, or begin interviews with the answers of a form (.csv, .xlsx ...)"
    )
    parser = add_command(commands, "import", _run, description, makes_store=lambda args: not args.dry_run)
    parser.add_argument(
        "file", metavar="FILE", type=Path, help="an export (.json), or a form (CSV of any kind, .xlsx, .ods)"
    )
    import_form.add_form_options(parser)
    parser.set_defaults(before=load_import, needs_store=lambda args: "form" not in args)


def load_import(args: Namespace) -> None:
    """Read the file to import, before a store is made for it, and set ``args.form`` or ``args.exported``.

    Raises StoreError where the file cannot be read, or has a record that cannot be imported.
    """
    try:
        if import_form.is_form(args.file):
            if is_store(import_form.read_beginning(args.file)):
                raise _a_store_error(args.file)
            args.form = import_form.load_form(args)
            return
        content = args.file.read_bytes()
        if is_store(content):
            raise _a_store_error(args.file)
        if why := describe_unsuitable(content):
            raise _cannot_import(args.file, why)
        exported = parse_export(content)
        guides, problems = read_rules(exported.texts)
        _raise_if_any([*problems, *faults(exported.records(), guides.get, now())])
        args.exported = exported
    except OSError as error:
        raise StoreError(f"{args.file} cannot be read: {error.strerror}.") from None
    except (UnicodeDecodeError, RecursionError):
        raise _cannot_import(
            args.file, f"it is no text in UTF-8, or something in it is nested too deeply; {TAKES}"
        ) from None
    except NotExportedError as error:
        raise _cannot_import(args.file, f"{error}; {TAKES}") from None
    except ImportFileError as error:
        raise _cannot_import(args.file, str(error)) from None


def _a_store_error(path: Path) -> StoreError:
    return StoreError(
        f"{path} is a whole store, as “backup” writes it, and no export. “guide records restore {path}” makes"
        f" it your store; “guide records export FILE.json --store {path}” makes an export of it. Nothing was"
        " changed."
    )


def _raise_if_any(problems: Sequence[str]) -> None:
    if problems:
        raise ImportFileError(summarise_problems(problems))


def _cannot_import(path: Path, why: str) -> StoreError:
    return StoreError(f"{path} cannot be imported: {why}. Nothing was changed.")


def _run(store: Store, args: Namespace) -> int:
    if "form" in args:
        return import_form.run_form_import(store, args)
    exported: Exported = args.exported
    if exported.missing - set(list_digests(store)):
        raise _cannot_import(args.file, "it has interviews whose rules are neither in it nor in the store")
    if exported.missing and (problems := list(faults(exported.records(), RuleVersions(store), now()))):
        raise _cannot_import(args.file, summarise_problems(problems))
    imported = import_records(store, exported.texts.values(), exported.records())
    private = look_through(store)
    counts = f"{imported.new:,} new, {imported.continued:,} continued, {imported.known:,} there already."
    lines = [f"Imported from {args.file}: {counts}"]
    if private:
        lines.append(PRIVATE.format(count_text(private)))
    print_result(args, {**imported._asdict(), "private": private}, lines)
    if imported.refused:
        names = ", ".join(name[:SHORT] for name in imported.refused[:_MOST_NAMED])
        warn(f"{len(imported.refused):,} not imported, as the store tells otherwise of them: {names}.")
        return INPUT_AT_FAULT
    return DONE
