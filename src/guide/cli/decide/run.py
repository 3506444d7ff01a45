"""Deciding a file: which decider reads its rows, and in how many processes."""

import os
from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from functools import partial
from pathlib import Path
from typing import NamedTuple

from guide.batch.chunks import end_of_lines, read_blocks
from guide.batch.csv_rows import (
    CsvRows,
)
from guide.batch.encoding import MARK
from guide.batch.header import Header
from guide.batch.json_rows import JsonRows
from guide.batch.path_cache import CachedPath
from guide.batch.row_decider import (
    Tally,
)
from guide.batch.survey_error import SurveyError
from guide.batch.survey_source import SurveySource, open_survey, read_source_header
from guide.batch.workers import Decider, Result, map_ordered
from guide.cli.decide.files import Reader
from guide.cli.decide.mapping_file import read_mapping
from guide.ruleset.folder import open_guide
from guide.ruleset.model import Voice


class Dialect(NamedTuple):
    """How a file is written, as far as that was said.

    Attributes:
        is_json: Whether it is JSON. A file that begins with “{” is, in any case.
        delimiter: The character between cells; None to find it out.
        encoding: The name of the encoding; None to find it out.
    """

    is_json: bool = False
    delimiter: str | None = None
    encoding: str | None = None


class Work:
    """A file of answers to decide, by the guide in a folder.

    ``tally`` counts the rows decided so far, ``remarks`` are sentences about how the file was understood.
    """

    def __init__(self, rules: Path, mapped: Path | None, brief: bool, voice: Voice, dialect: Dialect) -> None:
        self._make = partial(decider, rules, mapped, brief, voice)
        self.guide = open_guide(rules)
        self._mapped = read_mapping(mapped, self.guide)
        self._dialect = dialect
        self._source: SurveySource | None = None
        self._header_remarks: tuple[str, ...] = ()
        self.tally = Tally()

    @property
    def remarks(self) -> tuple[str, ...]:
        if self._source is None:
            return ()
        return tuple(filter(None, (self._source.remark, self._source.text.remark, *self._header_remarks)))

    def results(self, stream: Reader, jobs: int) -> tuple[bytes, Iterator[Result]]:
        """Decide the rows of a file.

        Returns the header to write, and an iterator over the blocks that follow it. Each block comes with
        the tally of all rows so far.

        Args:
            stream: The file.
            jobs: The number of processes; 0 for as many as there are processors.

        Raises:
            SurveyError: The file is no table of answers.
        """
        source, head, blocks = self._open(stream)
        make = partial(self._make, head)
        results = map_ordered(blocks, make, jobs or os.cpu_count() or 1)
        back = source.text.back
        if source.is_array:
            return b"[", self._add_tallies(_join_elements(results), back)
        return back(make().head_line), self._add_tallies(results, back)

    def counted(self, stream: Reader, column: str) -> "Counter[tuple[str, CachedPath | None]]":
        """Return how many rows of each group take each path.

        A key is a group and a path; the path is None where the row cannot be decided. The group of a row is
        its text in the column named ``column``; where ``column`` is "", all rows are one group.

        Raises:
            SurveyError: The file is no table of answers, or has no such column.
        """
        _, head, blocks = self._open(stream)
        if head is not None and column and column not in head.names:
            raise SurveyError(f"there is no column “{column}”; there is: {', '.join(head.names)}")
        table: CsvRows | JsonRows = (
            JsonRows(self.guide, self._mapped, brief=True)
            if head is None
            else CsvRows(self.guide, head, self._mapped, brief=True)
        )
        counts: Counter[tuple[str, CachedPath | None]] = Counter()
        for block in blocks:
            counts += table.count(block, column)
        return counts

    def _open(self, stream: Reader) -> tuple[SurveySource, Header | None, Iterator[bytes]]:
        """Return the file, its header where it is CSV, and the blocks below that. Raises SurveyError."""
        dialect = self._dialect
        source = open_survey(
            stream, self.guide, self._mapped, encoding=dialect.encoding, is_json=dialect.is_json
        )
        self._source = source
        if source.is_json:
            begun = source.text.begun.removeprefix(MARK)
            return source, None, read_blocks(source.text, begun, end_of_lines)
        head = read_source_header(source, self.guide, self._mapped, dialect.delimiter)
        self._header_remarks = head.remarks
        self.tally.records = head.row
        return source, head, read_blocks(source.text, source.text.begun[head.size :], head.rows.cut)

    def _add_tallies(self, results: Iterable[Result], back: Callable[[bytes], bytes]) -> Iterator[Result]:
        for out, tally in results:
            self.tally.add(tally)
            yield back(out), self.tally


def _join_elements(results: Iterable[Result]) -> Iterator[Result]:
    """Yield lines as the elements of a JSON array, and its end."""
    before = b"\n"
    for out, tally in results:
        yield before + out.removesuffix(b"\n").replace(b"\n", b",\n"), tally
        before = b",\n"
    yield b"\n]\n", Tally()


def decider(rules: Path, map_path: Path | None, brief: bool, voice: Voice, header: Header | None) -> Decider:
    """Return a new decider of the rows of a CSV file, or of JSON Lines where ``header`` is None.

    Args:
        rules: The folder of the guide.
        map_path: The file of ``--map``; None for none.
        brief: Whether only outcome, companions and problem are added to a row.
        voice: The voice of the reasons.
        header: The header of the CSV file.
    """
    guide = open_guide(rules)
    mapping = read_mapping(map_path, guide)
    if header is None:
        return JsonRows(guide, mapping, brief=brief, voice=voice)
    return CsvRows(guide, header, mapping, brief=brief, voice=voice)
