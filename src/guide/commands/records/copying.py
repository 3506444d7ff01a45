"""``guide records export``, ``import`` and ``backup``."""

from argparse import Namespace

from guide.commands import DONE, INPUT_AT_FAULT
from guide.commands.records import survey
from guide.commands.records.common import SHORT, chosen_rows, complain, counted, tell
from guide.commands.records.spreadsheet import rows
from guide.library import Library
from guide.store import Store, StoreError, copies
from guide.store.exchange import Exported, FaultyError, read, written
from guide.writing import WritingError, check_new, new_file

_FORMATS = (".json", ".csv")
_SAFE = (
    "It holds what was said in confidence. Keep it as safe as the store, and delete it when it has served."
)


def export(store: Store, chosen: Namespace) -> int:
    form = chosen.file.suffix.lower()
    if form not in _FORMATS:
        raise WritingError(f"An export is a file that ends in .json or .csv; {chosen.file} does not.")
    names = None
    if chosen.ids or chosen.person is not None:
        names = tuple(row.id for row in chosen_rows(store, chosen))
    number = len(copies.every_id(store) if names is None else names)
    pieces = written(store, names) if form == ".json" else rows(store, Library(store), names)
    with new_file(chosen.file) as file:
        file.writelines(pieces)
    path = str(chosen.file.absolute())
    tell(chosen, {"file": path, "interviews": number}, [f"{counted(number)} exported to {path}.", _SAFE])
    return DONE


def load(chosen: Namespace) -> None:
    """Read the file to import into ``chosen.survey`` or ``chosen.exported``, before a store is made for it.

    Raises StoreError.
    """
    if chosen.file.suffix.lower() in survey.FORMATS:
        chosen.survey = survey.load(chosen)
        return
    try:
        chosen.exported = read(chosen.file.read_bytes())
    except OSError as error:
        raise StoreError(f"{chosen.file} cannot be read: {error.strerror}.") from None
    except (UnicodeDecodeError, RecursionError):
        why = "it is no text in UTF-8, or something in it is nested too deeply"
        raise StoreError(f"{chosen.file} cannot be imported: {why}. Nothing was changed.") from None
    except FaultyError as error:
        raise StoreError(f"{chosen.file} cannot be imported: {error}. Nothing was changed.") from None


def import_(store: Store, chosen: Namespace) -> int:
    if "survey" in chosen:
        return survey.take_in(store, chosen)
    exported: Exported = chosen.exported
    if exported.missing - copies.every_rules(store).keys():
        why = "it has interviews whose rules are neither in it nor in the store"
        raise StoreError(f"{chosen.file} cannot be imported: {why}. Nothing was changed.")
    taken = copies.take(store, exported.texts.values(), exported.records())
    told = f"{taken.new:,} new, {taken.continued:,} continued, {taken.known:,} there already."
    tell(chosen, taken._asdict(), [f"Imported from {chosen.file}: {told}"])
    if taken.refused:
        names = ", ".join(name[:SHORT] for name in taken.refused[:10])
        complain(f"{len(taken.refused):,} not imported, as the store tells otherwise of them: {names}.")
        return INPUT_AT_FAULT
    return DONE


def backup(store: Store, chosen: Namespace) -> int:
    check_new(chosen.file)
    copies.backup(store, chosen.file)
    path = str(chosen.file.absolute())
    tell(chosen, {"file": path}, [f"The whole store is copied to {path}.", _SAFE])
    return DONE
