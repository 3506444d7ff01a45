"""The rows of a JSON Lines file, an object a line with answers by question."""

import json
from collections.abc import Mapping
from typing import Any

import msgspec

from guide.batch.header import ColumnMapping, added_names
from guide.batch.row_decider import RowDecider, Tally
from guide.batch.state_machine import Undecided, normalise
from guide.ruleset.model import Guide, Voice

NO_OBJECT = "This line is no JSON object."
_LINE = "line"
"""The key under which a line is passed through that is no object."""
_SPACE = b" \t\r"

_decoder = msgspec.json.Decoder()
# Also takes NaN and infinities, which are no JSON, and numbers of any size. Their values do not matter, as
# they are passed through as they are written.
_lenient = json.JSONDecoder(parse_int=str, parse_float=str, strict=False)


class JsonRows(RowDecider):
    """Decides the lines of a JSON Lines file, block by block. The keys that an object has already stay."""

    def __init__(self, guide: Guide, mapping: ColumnMapping, *, brief: bool, voice: Voice = "they") -> None:
        self._mapping = mapping
        super().__init__(guide, mapping, self._key, self._read_answer, brief=brief, voice=voice)

    @property
    def head_line(self) -> bytes:
        """No bytes: such a file has no header."""
        return b""

    def decide(self, block: bytes) -> tuple[bytes, Tally]:
        """Return the lines of a block with the added keys, and how many were decided and refused.

        The block begins and ends between two lines.
        """
        tally = Tally()
        out: list[bytes] = []
        for line in block.split(b"\n"):
            if text := line.strip(_SPACE):
                out.append(self._decide_line(text, len(out) + 1, tally))
        tally.rows = len(out)
        return b"\n".join([*out, b""]), tally

    def _decide_line(self, line: bytes, number: int, tally: Tally) -> bytes:
        row = _read(line)
        if row is None:
            tally.refuse(number, NO_OBJECT)
            text = {_LINE: line.decode("utf-8", "backslashreplace")}
            return self._with(msgspec.json.encode(text), text, self._problem_cells(NO_OBJECT))
        (end,) = self._paths.follow([row])
        if isinstance(end, Undecided):
            column = self._key(end.question)
            end = Undecided(end.question, _show_answer(row.get(column)), end.possible)
            return self._with(line, row, self._refused_cells(end, column, number, tally))
        if end.written is None:
            end.written = self._decided_cells(end)
        return self._with(line, row, end.written)

    def _with(self, line: bytes, row: Mapping[str, Any], cells: tuple[str, ...]) -> bytes:
        """Return an object as it is written, with the added cells after what it holds."""
        added = msgspec.json.encode(dict(zip(added_names(row, self._added), cells, strict=True)))
        return b"%s%s%s" % (line[:-1], b"," if row else b"", added[1:])

    def _key(self, question: str) -> str:
        return self._mapping.columns.get(question, question)

    def _read_answer(self, question: str, answer: object) -> str | None:
        return self._spellings[question].get(normalise(answer)) if isinstance(answer, str) else None


def _read(line: bytes) -> dict[str, Any] | None:
    """Return the object in a line; None where there is none."""
    try:
        row = _decoder.decode(line)
    except (msgspec.DecodeError, UnicodeDecodeError, RecursionError):
        try:
            row = _lenient.decode(line.decode())
        except (ValueError, RecursionError):
            return None
    return row if isinstance(row, dict) else None


def _show_answer(value: object) -> str:
    """Return a value that is given for an answer as text."""
    if value is None or isinstance(value, str):
        return (value or "").strip()
    return json.dumps(value, ensure_ascii=False)
