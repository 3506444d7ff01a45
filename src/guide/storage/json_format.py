"""The JSON file by which interviews go from one store to another without loss."""

import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from datetime import datetime
from hashlib import sha256
from typing import Literal

import msgspec
from msgspec import Raw, Struct

from guide.common.digest import digest
from guide.interviews.events import InterviewStarted, Moved
from guide.interviews.state import replay_events
from guide.storage.database import Store
from guide.storage.rule_texts import (
    load_every_rules,
    load_some_rules,
)
from guide.storage.transfer import (
    Record,
    list_ids,
    load_records,
)

_NEWEST = 2
"""The version that ``export_chunks`` writes, and the newest that ``parse_export`` reads."""
MOST = 10
"""How many problems are listed one by one."""
_ID = re.compile(r"[0-9a-f]{32}")
_MOMENT = re.compile(r"\d{4}-\d\d(-\d\d(T\d\d:\d\d:\d\d[+-]\d\d:\d\d)?)?")
# Escaped, so that no terminal acts on them should somebody print the file.
_ESCAPES = {
    code: f"\\u{code:04x}"
    for code in (0x7F, *range(0x80, 0xA0), *range(0x202A, 0x202F), *range(0x2066, 0x206A))
}

Texts = dict[str, bytes]


class ImportFileError(Exception):
    """A file cannot be imported.

    The message says why, as part of a sentence, and quotes nothing of the content of the file.
    """


class NotExportedError(ImportFileError):
    """A file is no export of any version."""


class _Form(Struct, frozen=True):
    """What tells an export from other JSON, of whatever version it is."""

    guide: Literal["interviews"]
    version: int


class _File(Struct, frozen=True, forbid_unknown_fields=True):
    guide: Literal["interviews"]
    version: Literal[1, 2]
    rules: dict[str, Texts]
    records: list[Raw]


class Exported(Struct, frozen=True):
    """The content of an exported file.

    Attributes:
        texts: The rules: by digest, the content of their files by name.
        raw: The records, not yet decoded.
        missing: The digests of rules that its records need and that are not in it.
        key: A digest of the content, from which nobody without the file can compute it.
    """

    texts: Mapping[str, Texts]
    raw: tuple[Raw, ...]
    missing: frozenset[str]
    key: bytes

    def records(self) -> Iterator[Record]:
        """Yield the records, each decoded anew."""
        for raw in self.raw:
            yield _without_day(_record.decode(raw), self.key)


_file = msgspec.json.Decoder(_File)
_record = msgspec.json.Decoder(Record)


def export_chunks(
    store: Store, names: Iterable[str] | None = None, on_damage: Callable[[str], object] | None = None
) -> Iterator[bytes]:
    """Yield the bytes of an export file, piece by piece.

    Args:
        store: Where the interviews are.
        names: The ids to export, with the rules that they need. None exports all but walks for oneself, with
            all rules.
        on_damage: Called with the id of an interview that cannot be read, or whose rules cannot, which is
            then left out. Without it, StoreError is raised.
    """
    names = None if names is None else tuple(names)
    # Damaged rules are not reported by themselves, but with each record that needs them.
    ignore = None if on_damage is None else _pass_over
    texts = (
        load_every_rules(store, ignore)
        if names is None
        else load_some_rules(store, _rules_needed_by(store, names), ignore)
    )
    yield b'{"guide":"interviews","version":2,"rules":' + _safe(texts) + b',\n"records":[\n'
    between = b""
    for record in load_records(store, list_ids(store, own=False) if names is None else names, on_damage):
        if on_damage is not None and _digests(record) - texts.keys():
            on_damage(record.id)
            continue
        yield between + _safe(record)
        between = b",\n"
    yield b"\n]}\n"


def parse_export(content: bytes) -> Exported:
    """Return the content of an exported file after checking every record. Raises ImportFileError."""
    try:
        file = _file.decode(content)
    except msgspec.DecodeError:
        raise _why_not_exported(content) from None
    for name, texts in file.rules.items():
        if digest(texts) != name:
            raise ImportFileError("the rules in it are not what they were")
    needed: set[str] = set()
    problems: list[str] = []
    numbers: dict[str, int] = {}
    for number, raw in enumerate(file.records, 1):
        try:
            record = _record.decode(raw)
        except (msgspec.DecodeError, UnicodeDecodeError):
            problems.append(f"its record {number} is no record")
            continue
        if why := _fault(record):
            problems.append(f"its record {number} {why}")
        elif (other := numbers.setdefault(record.id, number)) != number:
            problems.append(f"its record {number} has the id of its record {other}")
        needed |= _digests(record)
    if problems:
        raise ImportFileError(summarise_problems(problems))
    key = sha256(content).digest()
    return Exported(file.rules, tuple(file.records), frozenset(needed - file.rules.keys()), key)


def _why_not_exported(content: bytes) -> ImportFileError:
    """Return an error that says what a file is instead of an export that can be read."""
    try:
        form = msgspec.json.decode(content, type=_Form)
    except msgspec.ValidationError:
        return NotExportedError("it is JSON, but not what “guide records export” writes")
    except msgspec.DecodeError:
        return NotExportedError("it begins like JSON, but is none; it may have been cut off on its way")
    if form.version > _NEWEST:
        return ImportFileError("a newer version of this program exported it, and is needed to read it")
    return ImportFileError("it was exported, but something in it was changed since")


def summarise_problems(problems: Sequence[str]) -> str:
    """Return the first MOST of the problems in one line, and how many more there are."""
    more = f"; and {len(problems) - MOST:,} more" if len(problems) > MOST else ""
    return f"{'; '.join(problems[:MOST])}{more}"


def _without_day(record: Record, key: bytes) -> Record:
    """Return a record without the day of a private outcome and the id of the interview.

    Older versions exported both. The new id follows from the file, so that importing it twice adds nothing.
    """
    if record.journal or len(record.changed) == len("YYYY-MM"):
        return record
    name = sha256(key + record.id.encode()).hexdigest()[:32]
    month = record.changed[: len("YYYY-MM")]
    return Record(name, record.state, month, month, ())


def _fault(record: Record) -> str:
    """Return why this can be no record, as the end of a sentence; "" where it can."""
    moments = (record.opened, record.changed, *(entry.at for entry in record.journal))
    if not _ID.fullmatch(record.id):
        return "has no proper id"
    if not all(map(_is_moment, moments)):
        return "has a moment that is none"
    if not record.journal:
        return "" if record.state == "private" else "has no journal"
    if record.state == "private":
        return "was a private matter, but has a journal"
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
    """Return whether a text is a month, a day, or a moment with its offset."""
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


def _rules_needed_by(store: Store, names: tuple[str, ...]) -> list[str]:
    return sorted({name for record in load_records(store, names, _pass_over) for name in _digests(record)})


def _pass_over(_: str) -> None:
    pass


def _safe(value: object) -> bytes:
    return msgspec.json.encode(value).decode().translate(_ESCAPES).encode()
