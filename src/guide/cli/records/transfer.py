"""``guide records export``, ``import`` and ``backup``."""

from argparse import Namespace
from collections.abc import Sequence
from datetime import datetime

from guide.cli.commands import DONE, INPUT_AT_FAULT
from guide.cli.records.common import SHORT, complain, complain_of_damaged, count_text, print_result
from guide.cli.records.form_import import FORMATS, load_form, run_form_import
from guide.cli.records.persons import chosen_rows, not_included
from guide.cli.records.spreadsheet import rows
from guide.common.new_file import FileWriteError, check_new, new_file
from guide.sessions.legacy_journals import look_through
from guide.sessions.record_import import faults, read_rules
from guide.sessions.rule_versions import RuleVersions
from guide.storage import Store, StoreError
from guide.storage import transfer as copies
from guide.storage.import_records import import_records
from guide.storage.json_format import Exported, ImportFileError, export_chunks, read, summarise_problems
from guide.storage.person_search import of_alike
from guide.storage.queries import Query, count

_FORMATS = (".json", ".csv")
_SAFE = (
    "It holds what was said in confidence. Keep it as safe as the store, and delete it when it has served."
)
PRIVATE = "Of {} nothing is kept: with these answers it is a private matter."

_OWN = "Walks for yourself are left out: export them by their ids, which “guide records list --own” shows."


def export(store: Store, chosen: Namespace) -> int:
    form = chosen.file.suffix.lower()
    if form not in _FORMATS:
        raise FileWriteError(f"An export is a file that ends in .json or .csv; {chosen.file} does not.")
    names = None
    if chosen.ids or chosen.person is not None:
        names = tuple(row.id for row in chosen_rows(store, chosen))
    number = len(copies.every_id(store, own=False) if names is None else names)
    damaged: list[str] = []
    on_damage = damaged.append
    pieces = (
        export_chunks(store, names, on_damage)
        if form == ".json"
        else rows(store, RuleVersions(store), names, on_damage)
    )
    with new_file(chosen.file) as file:
        file.writelines(pieces)
    path = str(chosen.file.absolute())
    near = of_alike(store, chosen.person) if chosen.person else ()
    told = f"{count_text(number - len(damaged))} exported to {path}."
    lines = [told, *not_included(near), _SAFE]
    if names is None and count(store, Query(own=True)):
        lines.insert(1, _OWN)
    print_result(chosen, {"file": path, "interviews": number - len(damaged), "damaged": damaged}, lines)
    return complain_of_damaged(damaged)


def load_import(chosen: Namespace) -> None:
    """Read the file to import into ``chosen.survey`` or ``chosen.exported``, before a store is made for it.

    Raises StoreError.
    """
    if chosen.file.suffix.lower() in FORMATS:
        chosen.survey = load_form(chosen)
        return
    try:
        exported = read(chosen.file.read_bytes())
        guides, wrong = read_rules(exported.texts)
        _refuse([*wrong, *faults(exported.records(), guides.get, now())])
        chosen.exported = exported
    except OSError as error:
        raise StoreError(f"{chosen.file} cannot be read: {error.strerror}.") from None
    except (UnicodeDecodeError, RecursionError):
        why = "it is no text in UTF-8, or something in it is nested too deeply"
        raise StoreError(f"{chosen.file} cannot be imported: {why}. Nothing was changed.") from None
    except ImportFileError as error:
        raise StoreError(f"{chosen.file} cannot be imported: {error}. Nothing was changed.") from None


def _refuse(wrong: Sequence[str]) -> None:
    if wrong:
        raise ImportFileError(summarise_problems(wrong))


def import_(store: Store, chosen: Namespace) -> int:
    if "survey" in chosen:
        return run_form_import(store, chosen)
    exported: Exported = chosen.exported
    if exported.missing - set(copies.every_digest(store)):
        why = "it has interviews whose rules are neither in it nor in the store"
        raise StoreError(f"{chosen.file} cannot be imported: {why}. Nothing was changed.")
    if exported.missing and (wrong := list(faults(exported.records(), RuleVersions(store), now()))):
        raise StoreError(
            f"{chosen.file} cannot be imported: {summarise_problems(wrong)}. Nothing was changed."
        )
    taken = import_records(store, exported.texts.values(), exported.records())
    private = look_through(store)
    told = f"{taken.new:,} new, {taken.continued:,} continued, {taken.known:,} there already."
    lines = [
        f"Imported from {chosen.file}: {told}",
        *([PRIVATE.format(count_text(private))] if private else []),
    ]
    print_result(chosen, {**taken._asdict(), "private": private}, lines)
    if taken.refused:
        names = ", ".join(name[:SHORT] for name in taken.refused[:10])
        complain(f"{len(taken.refused):,} not imported, as the store tells otherwise of them: {names}.")
        return INPUT_AT_FAULT
    return DONE


def now() -> datetime:
    return datetime.now().astimezone()


def run_backup(store: Store, chosen: Namespace) -> int:
    check_new(chosen.file)
    copies.backup(store, chosen.file)
    path = str(chosen.file.absolute())
    print_result(chosen, {"file": path}, [f"The whole store is copied to {path}.", _SAFE])
    return DONE
