"""The rows of a JSON Lines file, an object a line with answers by question."""

import json
from collections import Counter
from collections.abc import Mapping
from typing import Any

import msgspec

from guide.batch.column_mapping import ColumnMapping
from guide.batch.header import added_names
from guide.batch.headings import HeadingReader
from guide.batch.path_cache import CachedPath
from guide.batch.row_decider import RowDecider, Tally
from guide.batch.state_machine import Undecided
from guide.ruleset.model import Guide, Voice

NO_OBJECT = "This line is no JSON object."
_LINE = "line"
"""The key under which a line is passed through that is no object."""
_SPACE = b" \t\r"
_MOST_SHAPES = 1_000
"""Sets of keys whose meaning is kept; the objects of a file can have any number of them."""

_decoder = msgspec.json.Decoder()
# Also takes NaN and infinities, which are no JSON, and numbers of any size. Their values do not matter, as
# they are passed through as they are written.
_lenient = json.JSONDecoder(parse_int=str, parse_float=str, strict=False)


class JsonRows(RowDecider):
    """Decides the lines of a JSON Lines file, block by block. The keys that an object has already stay."""

    def __init__(self, guide: Guide, mapping: ColumnMapping, *, brief: bool, voice: Voice = "they") -> None:
        self._headings = HeadingReader(guide, mapping)
        self._shapes: dict[tuple[str, ...], Mapping[str, tuple[str, ...]]] = {}
        super().__init__(
            guide, mapping, lambda question: question, self._read_answer, brief=brief, voice=voice
        )

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
        number = 0
        for number, line in enumerate(block.removesuffix(b"\n").split(b"\n"), 1):
            if text := line.strip(_SPACE):
                out.append(self._decide_line(text, number, tally))
        tally.rows, tally.records = len(out), number
        return b"\n".join([*out, b""]), tally

    def count(self, block: bytes, column: str) -> "Counter[tuple[str, CachedPath | None]]":
        """Return how many lines of each group take each path, as ``CsvRows.count`` does.

        ``column`` is the key with the group; "" where all lines are one group.
        """
        counts: Counter[tuple[str, CachedPath | None]] = Counter()
        for line in block.split(b"\n"):
            if text := line.strip(_SPACE):
                row = read_object(text) or {}
                (end,) = self._paths.follow([self._answers_of(row, self._keys(row))])
                group = show_value(row.get(column)) if column else ""
                counts[group, None if isinstance(end, Undecided) else end] += 1
        return counts

    def _decide_line(self, line: bytes, number: int, tally: Tally) -> bytes:
        row = read_object(line)
        if row is None:
            tally.refuse(number, NO_OBJECT)
            text = {_LINE: line.decode("utf-8", "backslashreplace")}
            return self._with(msgspec.json.encode(text), text, self._problem_cells(NO_OBJECT))
        keys = self._keys(row)
        (end,) = self._paths.follow([self._answers_of(row, keys)])
        if isinstance(end, Undecided):
            problem = self._problem(end, row, keys)
            return self._with(line, row, self._refused_cells(end, problem, number, tally))
        if end.written is None:
            end.written = self._decided_cells(end)
        return self._with(line, row, end.written)

    def _keys(self, row: Mapping[str, Any]) -> Mapping[str, tuple[str, ...]]:
        """Return the keys of a row by the question that they answer."""
        shape = tuple(row)
        keys = self._shapes.get(shape)
        if keys is None:
            questions = self._headings.read(shape).questions
            keys = {question: tuple(shape[at] for at in places) for question, places in questions.items()}
            if len(self._shapes) < _MOST_SHAPES:
                self._shapes[shape] = keys
        return keys

    def _answers_of(self, row: Mapping[str, Any], keys: Mapping[str, tuple[str, ...]]) -> dict[str, object]:
        return {question: self._answer(question, row, names) for question, names in keys.items()}

    def _answer(self, question: str, row: Mapping[str, Any], names: tuple[str, ...]) -> object:
        if len(names) == 1:
            return row[names[0]]
        text, is_clear = self._answers.merge(question, (show_value(row[name]) for name in names))
        return text if is_clear else f"\0{text}"

    def _problem(
        self, undecided: Undecided, row: Mapping[str, Any], keys: Mapping[str, tuple[str, ...]]
    ) -> str:
        """Return why a row cannot be decided."""
        question = undecided.question
        names = keys.get(question, ())
        texts = [show_value(row[name]) for name in names]
        if len(names) > 1 and not self._answers.merge(question, texts)[1]:
            return self._problems.describe_contradiction(question, [f"“{name}”" for name in names], texts)
        given = ((name, show_value(row[key])) for name, known in keys.items() for key in known)
        by_text = self._uses_texts(given, otherwise=False)
        # An object need not have the keys of answers that are missing: there is no column to name.
        text = Undecided(question, texts[0] if texts else "", undecided.possible)
        return self._problems.describe(text, names[0] if names else question, by_text=by_text)

    def _with(self, line: bytes, row: Mapping[str, Any], cells: tuple[str, ...]) -> bytes:
        """Return an object as it is written, with the added cells after what it holds."""
        added = msgspec.json.encode(dict(zip(added_names(row, self._added), cells, strict=True)))
        return b"%s%s%s" % (line[:-1], b"," if row else b"", added[1:])

    def _read_answer(self, question: str, answer: object) -> str | None:
        if isinstance(answer, list):
            answer = show_value(answer)
        return self._answers.read(question, answer) if isinstance(answer, str) else None


def read_object(line: bytes) -> dict[str, Any] | None:
    """Return the object in a line; None where there is none."""
    try:
        row = _decoder.decode(line)
    except (msgspec.DecodeError, UnicodeDecodeError, RecursionError):
        try:
            row = _lenient.decode(line.decode())
        except (ValueError, RecursionError):
            return None
    return row if isinstance(row, dict) else None


def show_value(value: object) -> str:
    """Return a value that is given for an answer as text; a list of texts as they stand in a cell."""
    if value and isinstance(value, list) and all(isinstance(element, str) for element in value):
        return "; ".join(value)
    if value is None or isinstance(value, str):
        return (value or "").strip()
    return json.dumps(value, ensure_ascii=False)
