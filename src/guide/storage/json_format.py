"""Records as JSON that goes from one store to another and loses nothing."""

import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from datetime import datetime
from hashlib import sha256
from typing import Literal

import msgspec
from msgspec import Raw, Struct

from guide.interviews.events import InterviewStarted, Moved, replay_events
from guide.storage.database import Store
from guide.storage.rule_texts import (
    digest,
    load_every_rules,
    load_some_rules,
)
from guide.storage.transfer import (
    Record,
    list_ids,
    load_records,
)

MOST = 10
"""Faults that are told one by one."""
_ID = re.compile(r"[0-9a-f]{32}")
_MOMENT = re.compile(r"\d{4}-\d\d(-\d\d(T\d\d:\d\d:\d\d[+-]\d\d:\d\d)?)?")
# Characters that act on a terminal are written as escapes, should somebody print the file.
_ESCAPES = {
    code: f"\\u{code:04x}"
    for code in (0x7F, *range(0x80, 0xA0), *range(0x202A, 0x202F), *range(0x2066, 0x206A))
}

Texts = dict[str, bytes]


class ImportFileError(Exception):
    """``str`` of it is a sentence that says what is wrong with a file, and nothing that is in it."""


class _File(Struct, frozen=True, forbid_unknown_fields=True):
    guide: Literal["interviews"]
    version: Literal[1]
    rules: dict[str, Texts]
    records: list[Raw]


class Exported(Struct, frozen=True):
    """``texts`` of rules by digest, records under them, and the digests of rules that are ``missing``.
    ``key`` is known to nobody who has not the file.
    """

    texts: Mapping[str, Texts]
    raw: tuple[Raw, ...]
    missing: frozenset[str]
    key: bytes

    def records(self) -> Iterator[Record]:
        for raw in self.raw:
            yield _without_day(_record.decode(raw), self.key)


_file = msgspec.json.Decoder(_File)
_record = msgspec.json.Decoder(Record)


def export_chunks(
    store: Store, names: Iterable[str] | None = None, on_damage: Callable[[str], object] | None = None
) -> Iterator[bytes]:
    """The file piece by piece: of some records with their rules, or of all interviews with all rules.

    A record that cannot be read, or whose rules cannot, is left out and told to ``on_damage`` by its id;
    without that it raises StoreError.
    """
    names = None if names is None else tuple(names)
    # Of rules alone nothing is told: the records that need them are.
    passed = None if on_damage is None else _pass_over
    texts = (
        load_every_rules(store, passed)
        if names is None
        else load_some_rules(store, _needed(store, names), passed)
    )
    yield b'{"guide":"interviews","version":1,"rules":' + _safe(texts) + b',\n"records":[\n'
    between = b""
    for record in load_records(store, list_ids(store, own=False) if names is None else names, on_damage):
        if on_damage is not None and _digests(record) - texts.keys():
            on_damage(record.id)
            continue
        yield between + _safe(record)
        between = b",\n"
    yield b"\n]}\n"


def parse_export(content: bytes) -> Exported:
    """What such a file holds, every record looked at. Raises FaultyError."""
    try:
        file = _file.decode(content)
    except msgspec.DecodeError:
        raise ImportFileError("it is no file that this version has exported") from None
    for name, texts in file.rules.items():
        if digest(texts) != name:
            raise ImportFileError("the rules in it are not what they were")
    needed: set[str] = set()
    wrong: list[str] = []
    numbers: dict[str, int] = {}
    for number, raw in enumerate(file.records, 1):
        try:
            record = _record.decode(raw)
        except (msgspec.DecodeError, UnicodeDecodeError):
            wrong.append(f"its record {number} is no record")
            continue
        if why := _fault(record):
            wrong.append(f"its record {number} {why}")
        elif (other := numbers.setdefault(record.id, number)) != number:
            wrong.append(f"its record {number} has the id of its record {other}")
        needed |= _digests(record)
    if wrong:
        raise ImportFileError(summarise_problems(wrong))
    key = sha256(content).digest()
    return Exported(file.rules, tuple(file.records), frozenset(needed - file.rules.keys()), key)


def summarise_problems(wrong: Sequence[str]) -> str:
    """The first of what is wrong, and how much more is."""
    more = f"; and {len(wrong) - MOST:,} more" if len(wrong) > MOST else ""
    return f"{'; '.join(wrong[:MOST])}{more}"


def _without_day(record: Record, key: bytes) -> Record:
    """An older version gave the day of a private end, under the id that the interview had had."""
    if record.journal or len(record.changed) == len("YYYY-MM"):
        return record
    name = sha256(key + record.id.encode()).hexdigest()[:32]
    month = record.changed[: len("YYYY-MM")]
    return Record(name, record.state, month, month, ())


def _fault(record: Record) -> str:
    """Why this can be no record, as the end of a sentence; empty where it can."""
    moments = (record.opened, record.changed, *(entry.at for entry in record.journal))
    if not _ID.fullmatch(record.id):
        return "has no proper id"
    if not all(map(_is_moment, moments)):
        return "has a moment that is none"
    if not record.journal:
        return "" if record.state == "private" else "has no journal"
    if record.state == "private":
        return "came to a private end, and has a journal"
    if [entry.number for entry in record.journal] != list(range(1, len(record.journal) + 1)):
        return "has gaps in its journal"
    try:
        interview = replay_events(entry.event for entry in record.journal)
    except ValueError:
        return "has a journal that does not begin with an opening"
    if record.state != ("finished" if interview.finished else "open"):
        return "has another state than its journal says"
    return ""


def _is_moment(at: str) -> bool:
    """A month, a day, or a moment with its offset."""
    if not _MOMENT.fullmatch(at):
        return False
    try:
        datetime.fromisoformat(f"{at}-01" if len(at) == len("YYYY-MM") else at)
    except ValueError:
        return False
    return True


def _digests(record: Record) -> set[str]:
    events = (entry.event for entry in record.journal)
    return {event.rules for event in events if isinstance(event, InterviewStarted | Moved)}


def _needed(store: Store, names: tuple[str, ...]) -> list[str]:
    return sorted({name for record in load_records(store, names, _pass_over) for name in _digests(record)})


def _pass_over(_: str) -> None:
    pass


def _safe(value: object) -> bytes:
    return msgspec.json.encode(value).decode().translate(_ESCAPES).encode()
