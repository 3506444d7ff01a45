"""The rows of a CSV file, decided a block at a time. What stands in the file is passed through as it is."""

from collections import Counter
from collections.abc import Iterable, Mapping
from typing import Any

from msgspec import Struct, field

from guide.batch.csv_splitting import Cells, quote_cell, unquote_cell
from guide.batch.header import ColumnMapping, Header, added_names, join_cells
from guide.batch.output_columns import BRIEF, FULL, UNCLOSED, decided_cells, problem_text, refused_cells
from guide.batch.path_cache import CachedPath, PathCache
from guide.batch.state_machine import StateMachine, Undecided, normalise, option_spellings
from guide.ruleset.model import Guide, Voice

MOST_ROADS = 8_000
"""Places in the tree of roads: each end holds what is written beside a row, a thousand bytes or more."""
MOST_TOLD = 20
"""Rows that cannot be decided of which a summary tells more than the number."""


class Tally(Struct):
    """What a part of a file came to. ``told`` are (row, problem), rows counted from 1 without the head."""

    rows: int = 0
    refused: int = 0
    outcomes: Counter[str] = field(default_factory=Counter)
    told: list[tuple[int, str]] = field(default_factory=list)

    def add(self, other: "Tally") -> None:
        """Take in the part that comes next."""
        self.told += [(self.rows + row, said) for row, said in other.told][: MOST_TOLD - len(self.told)]
        self.rows += other.rows
        self.refused += other.refused
        self.outcomes.update(other.outcomes)

    def refuse(self, row: int, said: str) -> None:
        self.refused += 1
        if len(self.told) < MOST_TOLD:
            self.told.append((row, said))


class CsvRows:
    """Decides blocks of lines under one head."""

    def __init__(
        self, guide: Guide, head: Header, mapped: ColumnMapping, *, brief: bool, voice: Voice = "they"
    ) -> None:
        self.guide = guide
        self.head = head
        self._brief = brief
        self._voice: Voice = voice
        self._spellings = answer_spellings(guide, mapped)
        more = guide.more in head.columns
        self._roads = PathCache(StateMachine(guide, self._key, self._meant, more), MOST_ROADS)
        self._rows = head.rows
        self._delimiter = head.delimiter.encode()
        self._added = BRIEF if brief else FULL

    @property
    def head_line(self) -> bytes:
        names = added_names(self.head.names, self._added)
        return self.head.before + self.head.line + self._suffix(names) + self.head.end

    def decide(self, block: bytes) -> tuple[bytes, Tally]:
        """The lines of a block with what each comes to. It begins and ends between two rows."""
        # Where no cell is quoted and carriage returns only end lines, each line is a row and each delimiter
        # ends a cell.
        quotes, ends = b'"' in block, block.count(b"\r") == block.count(b"\r\n")
        return self._decide(block, plain=not quotes and ends and len(self.head.names) > 1)

    def _decide(self, block: bytes, plain: bool) -> tuple[bytes, Tally]:
        tally = Tally()
        # Everything that the loop needs is at hand: it runs for each row of a file.
        width, delimiter = len(self.head.names), self._delimiter
        start_key, start = self._roads.start
        out: list[bytes] = []
        ends: list[CachedPath] = []
        rows: Iterable[Any] = block.splitlines() if plain else self._rows.read(block)
        for line in rows:
            if plain:
                cells = line.split(delimiter)
            else:
                line, cells = line
            if not line.strip() and delimiter not in line:
                continue
            try:
                key: Any = start_key
                table: Any = start
                while key is not None:
                    key, table = table[cells[key]]
                suffix: Any = table.written if len(cells) == width else None
                out.append(line + suffix)
                ends.append(table)
            except (LookupError, TypeError, AttributeError):
                # A road for the first time, or a row with something wrong.
                out.append(self._slowly(line, cells, len(out) + 1, ends, tally))
        tally.rows = len(out)
        for known, count in Counter(ends).items():
            tally.outcomes[known.decided.outcome] += count
        return self.head.end.join([*out, b""]), tally

    def count(self, block: bytes, column: str) -> Counter[tuple[str, CachedPath | None]]:
        """How many rows of each group come to each end; None where a row cannot be decided.

        A group is what stands in ``column``; where that is empty, all rows are one.
        """
        place = self.head.names.index(column) if column else None
        counts: Counter[tuple[str, CachedPath | None]] = Counter()
        width = len(self.head.names)
        for line, found in self._rows.read(block):
            if not line.strip() and self._delimiter not in line:
                continue
            cells = [*(found or ()), *[b""] * width]
            if any(unquote_cell(cell).strip() for cell in cells[width:]):
                # Nobody knows which cell stands under which heading.
                cells = [b""] * width
            (end,) = self._roads.follow([cells])
            group = "" if place is None else unquote_cell(cells[place]).decode("utf-8", "replace").strip()
            counts[group, None if isinstance(end, Undecided) else end] += 1
        return counts

    def _slowly(
        self, line: bytes, cells: Cells | None, row: int, ends: list[CachedPath], tally: Tally
    ) -> bytes:
        width = len(self.head.names)
        if cells is None:
            # Each delimiter ends a cell, and what has no place of its own stays in the last.
            cells = [quote_cell(cell, self._delimiter) for cell in line.split(self._delimiter, width - 1)]
            return self._kept(cells, row, UNCLOSED, tally)
        while len(cells) > width and not unquote_cell(cells[-1]).strip():
            cells = cells[:-1]
            line = self._delimiter.join(cells)
        if len(cells) > width:
            said = f"This row has {len(cells)} cells where the head has {width}; the last ones were left out."
            return self._kept(cells[:width], row, said, tally)
        line += self._delimiter * (width - len(cells))
        cells = [*cells, *[b""] * (width - len(cells))]
        (end,) = self._roads.follow([cells])
        if isinstance(end, Undecided):
            return line + self._refused(end, row, tally)
        ends.append(end)
        if end.written is None:
            end.written = self._suffix(self._told(end))
        return line + bytes(end.written)

    def _kept(self, cells: Cells, row: int, said: str, tally: Tally) -> bytes:
        """A row of which the cells are not understood."""
        tally.refuse(row, said)
        cells = [*cells, *[b""] * (len(self.head.names) - len(cells))]
        return self._delimiter.join(cells) + self._suffix((*[""] * (len(self._added) - 1), said))

    def _told(self, end: CachedPath) -> tuple[str, ...]:
        if self._brief:
            return (end.decided.outcome, " ".join(end.decided.companions), "")
        return decided_cells(self.guide, end.steps, self._voice)

    def _refused(self, refused: Undecided, row: int, tally: Tally) -> bytes:
        place = self.head.columns.get(refused.question)
        column = "" if place is None else self.head.names[place]
        said = problem_text(self.guide, refused, column)
        tally.refuse(row, said)
        brief = ("", "", said)
        return self._suffix(brief if self._brief else refused_cells(self.guide, refused, column))

    def _suffix(self, cells: tuple[str, ...]) -> bytes:
        return self._delimiter + join_cells(cells, self.head.delimiter)

    def _key(self, question: str) -> int:
        # Where there is no such column, a place that no row has.
        return self.head.columns.get(question, len(self.head.names))

    def _meant(self, question: str, cell: bytes) -> str | None:
        return self._spellings[question].get(normalise(unquote_cell(cell).decode("utf-8", "replace")))


def answer_spellings(guide: Guide, mapped: ColumnMapping) -> Mapping[str, Mapping[str, str]]:
    known = option_spellings(guide)
    return {
        question: {
            **spelled,
            **{normalise(text): key for key, text in mapped.options.get(question, {}).items()},
        }
        for question, spelled in known.items()
    }
