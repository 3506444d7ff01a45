"""The rows of a CSV file, decided a block at a time. The cells of the file are passed through as they are."""

from collections import Counter
from collections.abc import Iterable
from typing import Any

from guide.batch.column_mapping import ColumnMapping
from guide.batch.csv_splitting import Cells, quote_cell, unquote_cell
from guide.batch.header import Header, added_names, join_cells
from guide.batch.output_columns import TOO_WIDE, UNCLOSED
from guide.batch.path_cache import CachedPath
from guide.batch.row_decider import RowDecider, Tally
from guide.batch.state_machine import Undecided
from guide.ruleset.model import Guide, Voice


class CsvRows(RowDecider):
    """Decides the rows of a CSV file below its header, block by block."""

    def __init__(
        self, guide: Guide, header: Header, mapping: ColumnMapping, *, brief: bool, voice: Voice = "they"
    ) -> None:
        self.head = header
        self._width = len(header.names)
        self._repeated = tuple(name for name, places in header.questions.items() if len(places) > 1)
        self._keys = {
            **{name: places[0] for name, places in header.questions.items()},
            # Where several columns have a question, what they say together is put behind the cells of a row
            # by _decide_slowly. Until then there is no such cell, and the quick way ends there.
            **{name: self._width + number for number, name in enumerate(self._repeated)},
        }
        more = guide.more in header.questions
        super().__init__(guide, mapping, self._key, self._read_answer, brief=brief, voice=voice, more=more)
        self._rows = header.rows
        self._delimiter = header.delimiter.encode()

    @property
    def head_line(self) -> bytes:
        """The header as bytes, with the columns that are added and its line end."""
        names = added_names(self.head.names, self._added)
        return self.head.before + self.head.line + self._suffix(names) + self.head.end

    def decide(self, block: bytes) -> tuple[bytes, Tally]:
        """Return the rows of a block with the added cells, and how many were decided and refused.

        The block begins and ends between two rows.
        """
        # Where no cell is quoted and carriage returns only end lines, each line is a row and each delimiter
        # ends a cell.
        quotes, ends = b'"' in block, block.count(b"\r") == block.count(b"\r\n")
        return self._decide(block, plain=not quotes and ends and len(self.head.names) > 1)

    def _decide(self, block: bytes, plain: bool) -> tuple[bytes, Tally]:
        tally = Tally()
        # Local names, as the loop runs for each row of a file.
        width, delimiter = self._width, self._delimiter
        start_key, start = self._paths.start
        out: list[bytes] = []
        blank = 0
        rows: Iterable[Any] = block.splitlines() if plain else self._rows.read(block)
        for line in rows:
            if plain:
                cells = line.split(delimiter)
            else:
                line, cells = line
            if not line.strip() and delimiter not in line:
                blank += 1
                continue
            try:
                key: Any = start_key
                table: Any = start
                while key is not None:
                    key, table = table[cells[key]]
                suffix: Any = table.written if len(cells) == width else None
                out.append(line + suffix)
            except (LookupError, TypeError, AttributeError):
                # A path that is taken for the first time, or a row with something wrong.
                if cells is not None and _is_blank(cells):
                    blank += 1
                else:
                    out.append(self._decide_slowly(line, cells, len(out) + blank + 1, tally))
        tally.rows, tally.records = len(out), len(out) + blank
        return self.head.end.join([*out, b""]), tally

    def count(self, block: bytes, column: str) -> Counter[tuple[str, CachedPath | None]]:
        """Return how many rows of each group take each path.

        A key is a group and a path; the path is None where the row cannot be decided. The group of a row is
        its text in the column named ``column``; where ``column`` is "", all rows are one group, "".
        """
        place = self.head.names.index(column) if column else None
        counts: Counter[tuple[str, CachedPath | None]] = Counter()
        width = self._width
        for line, row_cells in self._rows.read(block):
            if (not line.strip() and self._delimiter not in line) or _is_blank(row_cells or [line]):
                continue
            cells = [*(row_cells or ()), *[b""] * width]
            if any(unquote_cell(cell).strip() for cell in cells[width:]):
                # It is not known which cell stands under which heading.
                cells = [b""] * width
            (end,) = self._paths.follow([self._with_merged(cells)])
            group = "" if place is None else unquote_cell(cells[place]).decode("utf-8", "replace").strip()
            counts[group, None if isinstance(end, Undecided) else end] += 1
        return counts

    def _with_merged(self, cells: Cells) -> Cells:
        """Return the cells of a row, and behind them what it says where several columns have a question."""
        merged = []
        for question in self._repeated:
            texts = self._texts(question, cells)
            text, is_clear = self._answers.merge(question, texts)
            merged.append((text if is_clear else f"\0{text}").encode())
        return [*cells[: self._width], *[b""] * (self._width - len(cells)), *merged]

    def _texts(self, question: str, cells: Cells) -> list[str]:
        """Return what a row says in the columns of a question."""
        places = self.head.questions.get(question, ())
        found = (cells[place] if place < len(cells) else b"" for place in places)
        return [unquote_cell(cell).decode("utf-8", "replace").strip() for cell in found]

    def _decide_slowly(self, line: bytes, cells: Cells | None, row: int, tally: Tally) -> bytes:
        """Return the line of a row whose path has no cells to write yet, or that has something wrong."""
        width = self._width
        if cells is None:
            # Each delimiter ends a cell, and the last cell has all that is left.
            cells = [quote_cell(cell, self._delimiter) for cell in line.split(self._delimiter, width - 1)]
            return self._keep(cells, row, UNCLOSED, tally)
        while len(cells) > width and not unquote_cell(cells[-1]).strip():
            cells = cells[:-1]
            line = self._delimiter.join(cells)
        if len(cells) > width:
            return self._keep(cells[:width], row, TOO_WIDE.format(len(cells), width), tally)
        line += self._delimiter * (width - len(cells))
        cells = [*cells, *[b""] * (width - len(cells))]
        (end,) = self._paths.follow([self._with_merged(cells) if self._repeated else cells])
        if isinstance(end, Undecided):
            return line + self._suffix(self._refused_cells(end, self._problem(end, cells), row, tally))
        if end.written is None:
            end.written = self._suffix(self._decided_cells(end))
        return line + bytes(end.written)

    def _keep(self, cells: Cells, row: int, problem: str, tally: Tally) -> bytes:
        """Return the line of a row whose cells are not understood."""
        tally.refuse(row, problem)
        cells = [*cells, *[b""] * (len(self.head.names) - len(cells))]
        return self._delimiter.join(cells) + self._suffix(self._problem_cells(problem))

    def _problem(self, undecided: Undecided, cells: Cells) -> str:
        """Return why a row cannot be decided."""
        places = self.head.questions.get(undecided.question, ())
        names = [self.head.names[place] for place in places]
        texts = self._texts(undecided.question, cells)
        if len(places) > 1 and not self._answers.merge(undecided.question, texts)[1]:
            letters = [f"column {column_letters(place)}" for place in places]
            return self._problems.describe_contradiction(names[0], letters, texts)
        given = ((name, text) for name in self.head.questions for text in self._texts(name, cells))
        by_text = self._uses_texts(given, self.head.by_text)
        return self._problems.describe(undecided, names[0] if names else "", by_text=by_text)

    def _suffix(self, cells: tuple[str, ...]) -> bytes:
        return self._delimiter + join_cells(cells, self.head.delimiter)

    def _key(self, question: str) -> int:
        # Without such a column, a place beyond the end of every row.
        return self._keys.get(question, self._width + len(self._repeated))

    def _read_answer(self, question: str, cell: bytes) -> str | None:
        return self._answers.read(question, unquote_cell(cell).decode("utf-8", "replace"))


def column_letters(place: int) -> str:
    """Return how a spreadsheet names a column, such as “AB”; ``place`` counts from 0."""
    before, last = divmod(place, 26)
    return f"{column_letters(before - 1) if before else ''}{chr(ord('A') + last)}"


def _is_blank(cells: Cells) -> bool:
    return not any(unquote_cell(cell).decode("utf-8", "replace").strip() for cell in cells)
