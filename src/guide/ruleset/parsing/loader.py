"""Loads a guide from the texts of its files, or reports every problem in them."""

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
from guide.ruleset.parsing import yaml_nodes
from guide.ruleset.parsing.decoder import DecodeContext, TooManyError, decoder_for
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
"""The files that a guide needs, each with the type of its content."""

CASES_FILE = "cases.yaml"
"""The file of scenario cases, which a guide may have."""

MOST_COMPARED = 20_000
"""Names compared in one file to suggest others for ids that do not exist; beyond them there is no hint."""


class SourceMap:
    """Gives the place of a part of a guide: called with its file and the keys that lead to it (a ``Locate``).

    Where some of the keys do not exist, it is the place of the last one that does.
    """

    def __init__(self, roots: Mapping[str, yaml_nodes.Node]) -> None:
        self._roots = roots

    def __call__(self, file: str, *keys: str) -> Place:
        node = self._roots.get(file)
        line, column = (node.line, node.column) if node else (1, 1)
        for key in keys:
            if not isinstance(node, yaml_nodes.Mapping) or key not in node.items:
                break
            node, line, column = node.items[key]
        return Place(file, line, column)


def load(texts: Mapping[str, bytes]) -> tuple[Guide, SourceMap]:
    """Load a guide. Its links resolve, but its paths are not checked yet.

    Args:
        texts: The content of the files by name. Other files than those of GUIDE_FILES are not read.

    Returns:
        The guide, and a function that gives the place of each of its parts.

    Raises:
        RulesError: With every problem found.
    """
    contexts: list[DecodeContext] = []
    parts = {name: _decode_file(texts, name, kind, contexts) for name, kind in GUIDE_FILES.items()}
    front, sources, kinds, tree = parts.values()
    tables = {
        "sources": sources,
        "distinctions": kinds and kinds.distinctions,
        "headings": kinds and kinds.headings,
        "kinds": kinds and kinds.kinds,
        "questions": tree and tree.questions,
        "outcomes": tree and tree.outcomes,
    }
    problems = [
        problem for context in contexts for problem in context.problems + _unresolved_ids(context, tables)
    ]
    if problems:
        raise RulesError(problems)
    roots = {context.file: context.root for context in contexts if context.root is not None}
    guide = Guide(front=front, start=tree.start, more=tree.more, renamed=tree.renamed, **tables)
    return guide, SourceMap(roots)


def load_cases(texts: Mapping[str, bytes], guide: Guide) -> tuple[Case, ...]:
    """Load the scenario cases, and check their links against the guide. Raises RulesError."""
    return tuple(_load_linked(texts, CASES_FILE, tuple[Case, ...], guide))


def load_part(text: bytes, name: str, kind: type[T], guide: Guide) -> T:
    """Decode a text that refers to a guide, such as answers, and check its links.

    Args:
        text: YAML, or JSON.
        name: What problems call the text.
        kind: The type of the value, built from the types of the model.
        guide: What the links must lead to; of its tables, the questions, outcomes and kinds can be linked.

    Raises:
        RulesError: With every problem found.
    """
    value: T = _load_linked({name: text}, name, kind, guide)
    return value


def _load_linked(texts: Mapping[str, bytes], name: str, kind: Any, guide: Guide) -> Any:
    contexts: list[DecodeContext] = []
    value = _decode_file(texts, name, kind, contexts)
    tables = {"questions": guide.questions, "outcomes": guide.outcomes, "kinds": guide.kinds}
    problems = [
        problem for context in contexts for problem in context.problems + _unresolved_ids(context, tables)
    ]
    if problems:
        raise RulesError(problems)
    return value


def _decode_file(texts: Mapping[str, bytes], name: str, kind: Any, contexts: list[DecodeContext]) -> Any:
    """Decode a file, and add its context to ``contexts``.

    None where the file is missing, empty or unreadable, or has too many problems.
    """
    context = DecodeContext(name)
    contexts.append(context)
    start = Place(name, 1, 1)
    if name not in texts:
        context.problems.append(
            Problem("file", start, "this file is missing", "A guide needs " + ", ".join(GUIDE_FILES))
        )
        return None
    node, problems = yaml_nodes.parse(texts[name], name)
    context.problems += problems
    context.root = node
    if node is None:
        if not problems:
            context.problems.append(Problem("empty", start, "this file is empty"))
        return None
    try:
        return decoder_for(kind)(node, context)
    except TooManyError:
        return None


def _unresolved_ids(context: DecodeContext, tables: Mapping[str, Any]) -> list[Problem]:
    """Problems for ids that are not in their table. A table that could not be decoded counts as complete."""
    problems: list[Problem] = []
    for table, owner, name, node in context.links:
        names = _names_in_row(tables, table, owner) if "." in table else tables[table]
        if names is not None and name not in names:
            among = f"the {table.partition('.')[2]} of “{owner}”" if owner else f"the {table}"
            message = f"there is no “{name}” among {among}"
            # A suggestion compares the id with every name.
            hint = did_you_mean(name, names) if len(problems) * len(names) < MOST_COMPARED else ""
            problems.append(Problem("link", context.place(node), message, hint))
            if len(problems) >= MOST_PROBLEMS:
                return [*problems, too_many(context.place(node))]
    return problems


def _names_in_row(tables: Mapping[str, Any], table: str, owner: str) -> Any:
    """The names in a table of a row, such as the options of a question; None where there is no such row."""
    rows, _, column = table.partition(".")
    return getattr((tables[rows] or {}).get(owner), column, None)
