"""What deciders of CSV and of JSON Lines share: what is counted, and what is written for a row."""

from collections.abc import Callable, Hashable, Iterable
from typing import Any

from msgspec import Struct, field

from guide.batch.answer_reader import AnswerReader
from guide.batch.column_mapping import ColumnMapping
from guide.batch.output_columns import BRIEF, FULL, decided_cells, refused_cells
from guide.batch.path_cache import CachedPath, PathCache
from guide.batch.row_problems import ProblemWriter
from guide.batch.state_machine import StateMachine, Undecided
from guide.ruleset.model import Guide, Voice

MOST_NODES = 8_000
"""Nodes of the tree of paths: each end holds what is written beside a row, a thousand bytes or more."""

MOST_PROBLEMS = 20
"""Rows that cannot be decided whose problems are kept; of others only the number."""


class Tally(Struct):
    """Counts of the rows of a part of a file.

    Attributes:
        rows: The rows of people.
        records: All rows, blank ones included.
        refused: The rows of people that cannot be decided.
        problems: The number of a refused row and a sentence, at most MOST_PROBLEMS. All records count.
    """

    rows: int = 0
    records: int = 0
    refused: int = 0
    problems: list[tuple[int, str]] = field(default_factory=list)

    def add(self, other: "Tally") -> None:
        """Add the counts of the part of the file that follows this one."""
        self.problems += [(self.records + row, problem) for row, problem in other.problems][
            : MOST_PROBLEMS - len(self.problems)
        ]
        self.rows += other.rows
        self.records += other.records
        self.refused += other.refused

    def refuse(self, row: int, problem: str) -> None:
        """Count a row that cannot be decided. ``row`` is its number, ``problem`` a sentence."""
        self.refused += 1
        if len(self.problems) < MOST_PROBLEMS:
            self.problems.append((row, problem))


class RowDecider:
    """Base class for deciding the rows of a file: caches paths, and makes the cells that are added to a row.

    ``brief``: only the outcome and its companions are added, without reasons. ``voice`` is that of the
    reasons.
    """

    def __init__(
        self,
        guide: Guide,
        mapping: ColumnMapping,
        keys: Callable[[str], Hashable],
        read_answer: Callable[[str, Any], str | None],
        *,
        brief: bool,
        voice: Voice,
        more: bool = True,
    ) -> None:
        self.guide = guide
        self._brief = brief
        self._voice: Voice = voice
        self._answers = AnswerReader(guide, mapping)
        self._problems = ProblemWriter(self._answers)
        self._paths = PathCache(StateMachine(guide, keys, read_answer, more), MOST_NODES)
        self._added = BRIEF if brief else FULL

    def _decided_cells(self, end: CachedPath) -> tuple[str, ...]:
        if self._brief:
            return (end.decided.outcome, " ".join(end.decided.companions), "")
        return decided_cells(self.guide, end.steps, self._voice)

    def _refused_cells(self, undecided: Undecided, problem: str, row: int, tally: Tally) -> tuple[str, ...]:
        """Return the cells of a row that cannot be decided, and count the row as refused."""
        tally.refuse(row, problem)
        return ("", "", problem) if self._brief else refused_cells(undecided, problem)

    def _uses_texts(self, given: Iterable[tuple[str, str]], otherwise: bool) -> bool:
        """Return whether a row has answers by their texts, judged by its first answer.

        ``given`` are pairs of a question and a text; ``otherwise`` is returned where none is an answer.
        """
        for question, text in given:
            if text and self._answers.read(question, text):
                return not self._answers.is_id(question, text)
        return otherwise

    def _problem_cells(self, problem: str) -> tuple[str, ...]:
        """Return the cells of a row that is not understood at all."""
        return (*[""] * (len(self._added) - 1), problem)
