"""A folder's texts become a Guide, or all of their problems."""

from collections.abc import Mapping
from typing import Any, TypeVar

from msgspec import Struct

from guide.common.suggestions import did_you_mean
from guide.ruleset.model import (
    Case,
    Distinction,
    Front,
    Guide,
    Kind,
    Outcome,
    Question,
    QuestionId,
    Renamed,
    Source,
)
from guide.ruleset.parsing import yaml_nodes as located
from guide.ruleset.parsing.decoder import DecodeContext, TooManyError, reader
from guide.ruleset.problems import MOST_PROBLEMS, Place, Problem, RulesError, too_many

T = TypeVar("T")


class KindsFile(Struct, frozen=True):
    distinctions: Mapping[str, Distinction]
    headings: Mapping[str, str]
    kinds: Mapping[str, Kind]


class TreeFile(Struct, frozen=True):
    start: QuestionId
    questions: Mapping[str, Question]
    outcomes: Mapping[str, Outcome]
    more: QuestionId | None = None
    renamed: Renamed = Renamed()


GUIDE_FILES: Mapping[str, Any] = {
    "guide.yaml": Front,
    "sources.yaml": Mapping[str, Source],
    "kinds.yaml": KindsFile,
    "tree.yaml": TreeFile,
}
CASES_FILE = "cases.yaml"
MOST_LOOKS = 20_000
"""Names looked at in one file to tell what was meant by those that lead nowhere."""


class SourceMap:
    """Where something stands in the texts: its place by file and keys, as far as the keys lead."""

    def __init__(self, roots: Mapping[str, located.Node]) -> None:
        self._roots = roots

    def __call__(self, file: str, *keys: str) -> Place:
        node = self._roots.get(file)
        line, column = (node.line, node.column) if node else (1, 1)
        for key in keys:
            if not isinstance(node, located.Mapping) or key not in node.items:
                break
            node, line, column = node.items[key]
        return Place(file, line, column)


def load(texts: Mapping[str, bytes]) -> tuple[Guide, SourceMap]:
    """The guide that the files make, and where its parts stand. ``texts`` maps file names to their content.

    Raises RulesError with every problem found.
    """
    readings: list[DecodeContext] = []
    parts = {name: _read(texts, name, kind, readings) for name, kind in GUIDE_FILES.items()}
    front, sources, kinds, tree = parts.values()
    tables = {
        "sources": sources,
        "distinctions": kinds and kinds.distinctions,
        "headings": kinds and kinds.headings,
        "kinds": kinds and kinds.kinds,
        "questions": tree and tree.questions,
        "outcomes": tree and tree.outcomes,
    }
    problems = [problem for reading in readings for problem in reading.problems + _dead(reading, tables)]
    if problems:
        raise RulesError(problems)
    roots = {reading.file: reading.root for reading in readings if reading.root is not None}
    guide = Guide(front=front, start=tree.start, more=tree.more, renamed=tree.renamed, **tables)
    return guide, SourceMap(roots)


def load_cases(texts: Mapping[str, bytes], guide: Guide) -> tuple[Case, ...]:
    """The scenario cases, their links checked against the guide. Raises RulesError."""
    return tuple(_beside(texts, CASES_FILE, tuple[Case, ...], guide))


def load_part(text: bytes, name: str, kind: type[T], guide: Guide) -> T:
    """A value of this type from a text that speaks of a guide, its links checked. Raises RulesError."""
    found: T = _beside({name: text}, name, kind, guide)
    return found


def _beside(texts: Mapping[str, bytes], name: str, kind: Any, guide: Guide) -> Any:
    readings: list[DecodeContext] = []
    found = _read(texts, name, kind, readings)
    tables = {"questions": guide.questions, "outcomes": guide.outcomes, "kinds": guide.kinds}
    problems = [problem for reading in readings for problem in reading.problems + _dead(reading, tables)]
    if problems:
        raise RulesError(problems)
    return found


def _read(texts: Mapping[str, bytes], name: str, kind: Any, readings: list[DecodeContext]) -> Any:
    """The file's value, or None where there is none to work with."""
    reading = DecodeContext(name)
    readings.append(reading)
    start = Place(name, 1, 1)
    if name not in texts:
        reading.problems.append(
            Problem("file", start, "this file is missing", "A guide needs " + ", ".join(GUIDE_FILES))
        )
        return None
    node, problems = located.parse(texts[name], name)
    reading.problems += problems
    reading.root = node
    if node is None:
        if not problems:
            reading.problems.append(Problem("empty", start, "this file is empty"))
        return None
    try:
        return reader(kind)(node, reading)
    except TooManyError:
        return None


def _dead(reading: DecodeContext, tables: Mapping[str, Any]) -> list[Problem]:
    """Ids that lead nowhere. A table that could not be read at all is not held against those who cite it."""
    problems: list[Problem] = []
    for table, owner, name, node in reading.links:
        names = _column(tables, table, owner) if "." in table else tables[table]
        if names is not None and name not in names:
            among = f"the {table.partition('.')[2]} of “{owner}”" if owner else f"the {table}"
            message = f"there is no “{name}” among {among}"
            # Each look for what was meant is one at every name.
            hint = did_you_mean(name, names) if len(problems) * len(names) < MOST_LOOKS else ""
            problems.append(Problem("link", reading.place(node), message, hint))
            if len(problems) >= MOST_PROBLEMS:
                return [*problems, too_many(reading.place(node))]
    return problems


def _column(tables: Mapping[str, Any], table: str, owner: str) -> Any:
    """The names that belong to one row, such as the options of a question."""
    rows, _, column = table.partition(".")
    return getattr((tables[rows] or {}).get(owner), column, None)
