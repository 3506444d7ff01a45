"""``guide records verify`` and ``set``."""

from argparse import Namespace

from guide.cli.commands import DONE, INPUT_AT_FAULT
from guide.cli.records.common import SHORT, complain, count_text, print_result, today, told_past
from guide.presenters.statistics_labels import COMPARED
from guide.storage import Store, StoreError
from guide.storage import transfer as copies
from guide.storage.expiry import count_past, future_interviews
from guide.storage.settings import (
    DEFAULTS,
    FOREVER,
    KEPT,
    LARGEST,
    LONGEST,
    PERIODS,
    WORD,
    format_setting,
    said_of,
    set_to,
    setting,
    unreadable,
)
from guide.storage.verify import verify as problems

_DAYS = f"; from 1 to {LONGEST:,}, or {WORD}"
_MEANINGS = {
    "retention": f"days after the last talk that an interview is kept, and “purge” deletes it then{_DAYS}",
    "least": f"the smallest group that figures show, from 1 to {LARGEST:,}",
    "period": f"months that figures are given for: {', '.join(map(str, PERIODS))}",
    "unfinished": f"days that an unfinished walk for oneself waits{_DAYS}",
}


def run_verify(store: Store, chosen: Namespace) -> int:
    """What is past its time, or dated in the future, is told; but it is no damage."""
    found = tuple(problems(store))
    if found:
        print_result(chosen, {"problems": found}, found)
        return INPUT_AT_FAULT
    past, future = count_past(store, today()), future_interviews(store, today())
    well = f"{count_text(len(copies.every_id(store)))}, nothing is wrong."
    ahead = [f"{count_text(len(future))} dated in the future: {', '.join(row.id[:SHORT] for row in future)}."]
    result = {"problems": (), "past": past, "future": [row.id for row in future]}
    print_result(chosen, result, [well, *told_past(past), *(ahead if future else [])])
    return DONE


def set_(store: Store, chosen: Namespace) -> int:
    if chosen.name is not None:
        _set(store, chosen)
    values = {name: setting(store, name) for name in DEFAULTS}
    lines = [f"{name} {format_setting(name, value)}: {_MEANINGS[name]}" for name, value in values.items()]
    if chosen.name in ("least", "period"):
        lines += ["", COMPARED]
    for name in unreadable(store):
        complain(said_of(name))
    forever = {name: WORD for name in KEPT if values[name] == FOREVER}
    print_result(chosen, {**values, **forever}, lines)
    return DONE


def _set(store: Store, chosen: Namespace) -> None:
    if chosen.value is None:
        raise StoreError(
            f"Say what “{chosen.name}” is to be: guide records set {chosen.name} {DEFAULTS[chosen.name]}"
        )
    try:
        set_to(store, chosen.name, _value(chosen.name, chosen.value))
    except ValueError:
        raise StoreError(
            f"{chosen.value} is no value for “{chosen.name}”: {_MEANINGS[chosen.name]}."
        ) from None


def _value(name: str, written: int | str) -> int:
    """Raises ValueError where it is none."""
    if name in KEPT and written == WORD:
        return FOREVER
    if written in (WORD, FOREVER):
        raise ValueError
    return int(written)
