"""Rows as JSON Lines: an object a line, answers by question."""

from collections import Counter
from typing import Any

import msgspec

from guide.batch.head import Mapped, added_names
from guide.batch.machine import Machine, Refused, folded
from guide.batch.roads import Known, Roads
from guide.batch.table import MOST_ROADS, Tally, spellings
from guide.batch.words import BRIEF, FULL, problem, refused_in_full, told_in_full
from guide.model import Guide, Voice

_decoder = msgspec.json.Decoder()


class Lines:
    """Decides blocks of lines. What an object holds already is passed through."""

    def __init__(self, guide: Guide, mapped: Mapped, *, brief: bool, voice: Voice = "they") -> None:
        self.guide = guide
        self._brief = brief
        self._voice: Voice = voice
        self._mapped = mapped
        self._spellings = spellings(guide, mapped)
        self._roads = Roads(Machine(guide, self._key, self._meant), MOST_ROADS)
        self._added = BRIEF if brief else FULL

    @property
    def head_line(self) -> bytes:
        return b""

    def decide(self, block: bytes) -> tuple[bytes, Tally]:
        """The lines of a block with what each comes to. It begins and ends between two rows."""
        tally = Tally()
        out: list[bytes] = []
        ends: list[Known] = []
        for line in filter(bytes.strip, block.splitlines()):
            cells, row = self._decided(line, len(out) + 1, ends, tally)
            names = added_names(row, self._added)
            out.append(msgspec.json.encode({**row, **dict(zip(names, cells, strict=True))}))
        tally.rows = len(out)
        for known, count in Counter(ends).items():
            tally.outcomes[known.decided.outcome] += count
        return b"\n".join([*out, b""]), tally

    def _decided(
        self, line: bytes, number: int, ends: list[Known], tally: Tally
    ) -> tuple[tuple[str, ...], dict[str, Any]]:
        try:
            row = _decoder.decode(line)
        except msgspec.DecodeError:
            row = None
        if not isinstance(row, dict):
            said = "This line is no JSON object."
            tally.refuse(number, said)
            return (*[""] * (len(self._added) - 1), said), {}
        (end,) = self._roads.follow([row])
        if isinstance(end, Refused):
            column = self._key(end.question)
            said = problem(self.guide, end, column)
            tally.refuse(number, said)
            return ("", "", said) if self._brief else refused_in_full(self.guide, end, column), row
        ends.append(end)
        if end.written is None:
            end.written = self._told(end)
        return end.written, row

    def _told(self, end: Known) -> tuple[str, ...]:
        if self._brief:
            return (end.decided.outcome, " ".join(end.decided.companions), "")
        return told_in_full(self.guide, end.steps, self._voice)

    def _key(self, question: str) -> str:
        return self._mapped.columns.get(question, question)

    def _meant(self, question: str, given: object) -> str | None:
        return self._spellings[question].get(folded(given)) if isinstance(given, str) else None
