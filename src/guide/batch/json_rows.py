"""Rows as JSON Lines: an object a line, answers by question."""

import json
from collections import Counter
from collections.abc import Mapping
from typing import Any

import msgspec

from guide.batch.csv_rows import MOST_ROADS, Tally, answer_spellings
from guide.batch.header import ColumnMapping, added_names
from guide.batch.output_columns import BRIEF, FULL, decided_cells, problem_text, refused_cells
from guide.batch.path_cache import CachedPath, PathCache
from guide.batch.state_machine import StateMachine, Undecided, normalise
from guide.ruleset.model import Guide, Voice

NO_OBJECT = "This line is no JSON object."
_LINE = "line"
"""Under this name stands a line that is no object."""
_SPACE = b" \t\r"

_decoder = msgspec.json.Decoder()
# What Python and others write though JSON has no word for it, and numbers of any size. What they are does not
# matter: they are passed through as they are written.
_lenient = json.JSONDecoder(parse_int=str, parse_float=str, strict=False)


class JsonRows:
    """Decides blocks of lines. What an object holds already is passed through."""

    def __init__(self, guide: Guide, mapped: ColumnMapping, *, brief: bool, voice: Voice = "they") -> None:
        self.guide = guide
        self._brief = brief
        self._voice: Voice = voice
        self._mapped = mapped
        self._spellings = answer_spellings(guide, mapped)
        self._roads = PathCache(StateMachine(guide, self._key, self._meant), MOST_ROADS)
        self._added = BRIEF if brief else FULL

    @property
    def head_line(self) -> bytes:
        return b""

    def decide(self, block: bytes) -> tuple[bytes, Tally]:
        """The lines of a block with what each comes to. It begins and ends between two rows."""
        tally = Tally()
        out: list[bytes] = []
        ends: list[CachedPath] = []
        for line in block.split(b"\n"):
            if text := line.strip(_SPACE):
                out.append(self._decided(text, len(out) + 1, ends, tally))
        tally.rows = len(out)
        for known, count in Counter(ends).items():
            tally.outcomes[known.decided.outcome] += count
        return b"\n".join([*out, b""]), tally

    def _decided(self, line: bytes, number: int, ends: list[CachedPath], tally: Tally) -> bytes:
        row = _read(line)
        if row is None:
            tally.refuse(number, NO_OBJECT)
            text = {_LINE: line.decode("utf-8", "backslashreplace")}
            return self._with(msgspec.json.encode(text), text, (*[""] * (len(self._added) - 1), NO_OBJECT))
        (end,) = self._roads.follow([row])
        if isinstance(end, Undecided):
            column = self._key(end.question)
            end = Undecided(end.question, _told(row.get(column)), end.possible)
            tally.refuse(number, problem_text(self.guide, end, column))
            brief = ("", "", problem_text(self.guide, end, column))
            return self._with(line, row, brief if self._brief else refused_cells(self.guide, end, column))
        ends.append(end)
        if end.written is None:
            end.written = self._told(end)
        return self._with(line, row, end.written)

    def _with(self, line: bytes, row: Mapping[str, Any], cells: tuple[str, ...]) -> bytes:
        """An object as it is written, with cells behind what it holds."""
        added = msgspec.json.encode(dict(zip(added_names(row, self._added), cells, strict=True)))
        return b"%s%s%s" % (line[:-1], b"," if row else b"", added[1:])

    def _told(self, end: CachedPath) -> tuple[str, ...]:
        if self._brief:
            return (end.decided.outcome, " ".join(end.decided.companions), "")
        return decided_cells(self.guide, end.steps, self._voice)

    def _key(self, question: str) -> str:
        return self._mapped.columns.get(question, question)

    def _meant(self, question: str, given: object) -> str | None:
        return self._spellings[question].get(normalise(given)) if isinstance(given, str) else None


def _read(line: bytes) -> dict[str, Any] | None:
    """The object in a line; None where there is none."""
    try:
        row = _decoder.decode(line)
    except (msgspec.DecodeError, UnicodeDecodeError, RecursionError):
        try:
            row = _lenient.decode(line.decode())
        except (ValueError, RecursionError):
            return None
    return row if isinstance(row, dict) else None


def _told(value: object) -> str:
    """What is given for an answer, as it can be shown."""
    if value is None or isinstance(value, str):
        return (value or "").strip()
    return json.dumps(value, ensure_ascii=False)
