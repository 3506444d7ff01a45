"""Deciding a file: which decider reads its rows, and in how many processes."""

import os
from collections import Counter
from collections.abc import Callable, Iterator
from functools import partial
from pathlib import Path

from guide.batch.chunks import end_of_lines, read_blocks
from guide.batch.csv_rows import (
    CsvRows,
)
from guide.batch.encoding import MARK, Utf8
from guide.batch.header import Header, HeaderError, read_header
from guide.batch.json_rows import JsonRows
from guide.batch.path_cache import CachedPath
from guide.batch.row_decider import (
    Tally,
)
from guide.batch.workers import Decider, Result, map_ordered
from guide.cli.decide.files import Reader
from guide.cli.decide.mapping_file import read_mapping
from guide.ruleset.folder import open_guide
from guide.ruleset.model import Voice


class Work:
    """A file of answers to decide, by the guide in a folder. ``tally`` counts the rows decided so far."""

    def __init__(self, rules: Path, mapped: Path | None, brief: bool, voice: Voice) -> None:
        self._make = partial(decider, rules, mapped, brief, voice)
        self.guide = open_guide(rules)
        self._mapped = read_mapping(mapped, self.guide)
        self.tally = Tally()

    def results(self, stream: Reader, lines: bool, jobs: int) -> tuple[bytes, Iterator[Result]]:
        """Decide the rows of a file.

        Returns the header to write, and an iterator over the blocks that follow it. Each block comes with
        the tally of all rows so far.

        Args:
            stream: The file.
            lines: Whether it is JSON Lines. A file that begins with “{” is, in any case.
            jobs: The number of processes; 0 for as many as there are processors.

        Raises:
            HeaderError: The file is no table of answers.
        """
        source = Utf8(stream)
        if lines or source.begun.removeprefix(MARK).lstrip(b" \t\r\n").startswith(b"{"):
            make = partial(self._make, None)
            rest = read_blocks(source, source.begun.removeprefix(MARK), end_of_lines)
        else:
            head = read_header(source.begun, self.guide, self._mapped)
            make = partial(self._make, head)
            rest = read_blocks(source, source.begun[head.size :], head.rows.cut)
        results = map_ordered(rest, make, jobs or os.cpu_count() or 1)
        return source.back(make().head_line), self._add_tallies(results, source.back)

    def counted(self, stream: Reader, column: str) -> "Counter[tuple[str, CachedPath | None]]":
        """Return how many rows of each group take each path.

        A key is a group and a path; the path is None where the row cannot be decided. The group of a row is
        its text in the column named ``column``; where ``column`` is "", all rows are one group.

        Raises:
            HeaderError: The file is no table of answers, or has no such column.
        """
        source = Utf8(stream)
        head = read_header(source.begun, self.guide, self._mapped)
        if column and column not in head.names:
            raise HeaderError(f"there is no column “{column}”; there is: {', '.join(head.names)}")
        table = CsvRows(self.guide, head, self._mapped, brief=True)
        counts: Counter[tuple[str, CachedPath | None]] = Counter()
        for block in read_blocks(source, source.begun[head.size :], head.rows.cut):
            counts += table.count(block, column)
        return counts

    def _add_tallies(self, results: Iterator[Result], back: Callable[[bytes], bytes]) -> Iterator[Result]:
        for out, tally in results:
            self.tally.add(tally)
            yield back(out), self.tally


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
