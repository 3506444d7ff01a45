"""``guide records verify`` and ``set``."""

from argparse import Namespace

from guide.commands import DONE, INPUT_AT_FAULT
from guide.commands.records.common import counted, tell
from guide.store import Store, StoreError, copies
from guide.store.settings import DEFAULTS, PERIODS, set_to, setting

_MEANINGS = {
    "retention": "days after the last change that an interview is kept; “purge” deletes it then",
    "least": "the smallest group that figures show",
    "period": f"months that figures are given for: {', '.join(map(str, PERIODS))}",
    "unfinished": "days that an unfinished walk for oneself waits",
}
_COMPARED = "Figures from before can now be held against new ones; together they may tell of single people."


def verify(store: Store, chosen: Namespace) -> int:
    found = tuple(copies.verify(store))
    well = f"{counted(len(copies.every_id(store)))}, nothing is wrong."
    tell(chosen, {"problems": found}, found or [well])
    return INPUT_AT_FAULT if found else DONE


def set_(store: Store, chosen: Namespace) -> int:
    if chosen.name is not None:
        _set(store, chosen)
    values = {name: setting(store, name) for name in DEFAULTS}
    lines = [f"{name} {value}: {_MEANINGS[name]}" for name, value in values.items()]
    if chosen.name in ("least", "period"):
        lines += ["", _COMPARED]
    tell(chosen, values, lines)
    return DONE


def _set(store: Store, chosen: Namespace) -> None:
    if chosen.value is None:
        raise StoreError(
            f"Say what “{chosen.name}” is to be: guide records set {chosen.name} {DEFAULTS[chosen.name]}"
        )
    try:
        set_to(store, chosen.name, chosen.value)
    except ValueError:
        raise StoreError(
            f"{chosen.value} is no value for “{chosen.name}”: {_MEANINGS[chosen.name]}."
        ) from None
