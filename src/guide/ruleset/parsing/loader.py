"""Loads a guide from the texts of its files, or reports every problem in them."""

from collections.abc import Mapping
from typing import Any, TypeVar

from msgspec import Struct

from guide.common.suggestions import did_you_mean, nearest_name
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
from guide.ruleset.parsing.names import collect_names, misnamed, uses_names
from guide.ruleset.parsing.source_map import SourceMap
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


class LoadedParts(Struct, frozen=True):
    """What the files of a guide hold, whether or not they make a guide.

    Attributes:
        parts: The values of the files by name; None where one could not be decoded.
        tables: The tables by the name that links use; None where one could not be decoded.
        problems: What is wrong with the files, in the order of their places.
        locate: Gives the place of each part.
    """

    parts: Mapping[str, Any]
    tables: Mapping[str, Any]
    problems: list[Problem]
    locate: SourceMap

    def guide(self) -> Guide:
        """The guide that the parts make, where nothing is wrong with them."""
        tree = self.parts["tree.yaml"]
        front = self.parts["guide.yaml"]
        return Guide(front=front, start=tree.start, more=tree.more, renamed=tree.renamed, **self.tables)


def load(texts: Mapping[str, bytes]) -> tuple[Guide, SourceMap]:
    """Load a guide. Its links resolve, but its paths are not checked yet.

    Args:
        texts: The content of the files by name. Other files than those of GUIDE_FILES are not read.

    Returns:
        The guide, and a function that gives the place of each of its parts.

    Raises:
        RulesError: With every problem found.
    """
    loaded = load_parts(texts)
    if loaded.problems:
        raise RulesError(loaded.problems)
    return loaded.guide(), loaded.locate


def load_under_names_of(texts: Mapping[str, bytes], earlier: Mapping[str, bytes]) -> Guide | None:
    """Load a guide with the names of an earlier version in its texts; None where both have the same.

    So what is said under another name can be told from what is said in other words. What ``names`` and
    kinds are called is as in the guide itself.

    Args:
        texts: The content of its files by name. They must make a guide.
        earlier: The same of the earlier version.
    """
    contexts, before = _parse_guide(texts), _parse_guide(earlier)
    now, then = contexts[0].names, before[0].names
    if now is None or then is None or now.with_texts_of(then) == now:
        return None
    for context in contexts:
        context.names = now.with_texts_of(then)
    return _link_parts(texts, contexts).guide()


def load_parts(texts: Mapping[str, bytes]) -> LoadedParts:
    """Decode the files of a guide, and look up its links. ``texts`` are as in ``load``."""
    return _link_parts(texts, _parse_guide(texts))


def _parse_guide(texts: Mapping[str, bytes]) -> list[DecodeContext]:
    """The contexts of the files of a guide, ready to be decoded."""
    contexts = [_parse_file(texts, name) for name in GUIDE_FILES]
    for context in contexts:
        context.shown = True
    _collect_names(contexts)
    return contexts


def _link_parts(texts: Mapping[str, bytes], contexts: list[DecodeContext]) -> LoadedParts:
    parts = {context.file: _decode(context, GUIDE_FILES[context.file]) for context in contexts}
    kinds, tree = parts["kinds.yaml"], parts["tree.yaml"]
    tables = {
        "sources": parts["sources.yaml"],
        "distinctions": kinds and kinds.distinctions,
        "headings": kinds and kinds.headings,
        "kinds": kinds and kinds.kinds,
        "questions": tree and tree.questions,
        "outcomes": tree and tree.outcomes,
    }
    problems = _all_problems(texts, contexts, tables)
    roots = {context.file: context.root for context in contexts if context.root is not None}
    return LoadedParts(parts, tables, problems, SourceMap(roots))


def _all_problems(
    texts: Mapping[str, bytes], contexts: list[DecodeContext], tables: Mapping[str, Any]
) -> list[Problem]:
    problems = [
        problem for context in contexts for problem in context.problems + _unresolved_ids(context, tables)
    ]
    if not problems:
        return []
    from guide.ruleset.parsing.follow_ups import drop_follow_ups
    from guide.ruleset.parsing.mend_hints import sharpen
    from guide.ruleset.parsing.missing_ids import name_missing_ids

    sharpened = sharpen(problems, texts, GUIDE_FILES)
    kept = drop_follow_ups(sharpened, {context.file: context.root for context in contexts})
    return sorted(name_missing_ids(kept, texts, tables), key=lambda problem: problem.place)


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


def check_linked(
    texts: Mapping[str, bytes], name: str, kind: Any, tables: Mapping[str, Any]
) -> tuple[Any, list[Problem]]:
    """Decode a text that refers to tables of a guide. Returns its value, and every problem found.

    Args:
        texts: The content of files by name.
        name: The file to decode.
        kind: The type of its value.
        tables: What its links must lead to, by the name of the table; None for a table that is not known.
    """
    context = _parse_file(texts, name)
    value, problems = _decode(context, kind), _all_problems(texts, [context], tables)
    if problems and name == CASES_FILE:
        from guide.ruleset.parsing.case_problems import explain_case_problems

        problems = explain_case_problems(problems, context, tables)
    return value, problems


def _load_linked(texts: Mapping[str, bytes], name: str, kind: Any, guide: Guide) -> Any:
    tables = {"questions": guide.questions, "outcomes": guide.outcomes, "kinds": guide.kinds}
    value, problems = check_linked(texts, name, kind, tables)
    if problems:
        raise RulesError(problems)
    return value


def _parse_file(texts: Mapping[str, bytes], name: str) -> DecodeContext:
    """The context of a file to decode. It has no root where the file is missing, empty or unreadable."""
    context = DecodeContext(name)
    start = Place(name, 1, 1)
    if name not in texts:
        context.problems.append(
            Problem("file", start, "this file is missing", _missing_file_hint(name, texts))
        )
        return context
    node, problems = yaml_nodes.parse(texts[name], name)
    context.problems += problems
    context.root = node
    if node is None and not problems:
        context.problems.append(Problem("empty", start, "this file is empty"))
    return context


def _collect_names(contexts: list[DecodeContext]) -> None:
    """Tell each context of a guide the names that texts can use, and report those that they cannot.

    Only in a guide that has a table of names: in others, also those that were kept before there were any,
    braces stand for themselves.
    """
    by_file = {context.file: context for context in contexts}
    front, kinds = by_file["guide.yaml"], by_file["kinds.yaml"].root
    if not uses_names(front.root):
        return
    names = collect_names(front.root, kinds)
    for context in contexts:
        context.names = names
    locate = SourceMap({front.file: front.root} if front.root else {})
    for key, message in misnamed(front.root, kinds).items():
        place = locate(front.file, "names", key)
        front.problems.append(Problem("placeholder", place, message, "Choose another name."))


def _decode(context: DecodeContext, kind: Any) -> Any:
    """Decode a file that was parsed. None where that failed, or where it has too many problems."""
    if context.root is None:
        return None
    try:
        return decoder_for(kind)(context.root, context)
    except TooManyError:
        return None


def _missing_file_hint(name: str, texts: Mapping[str, bytes]) -> str:
    """What to do about a missing file. One whose name is nearly the same is named."""
    stem = name.partition(".")[0]
    for other in texts:
        if other not in GUIDE_FILES and other.casefold().partition(".")[0] == stem:
            hidden = ""
            if other.casefold() == f"{name}.txt":
                hidden = (
                    " The ending .txt may be hidden: let your system show the endings of files, "
                    "or save the file anew with “All files” as its type."
                )
            return f"There is “{other}”: rename it to “{name}”.{hidden}"
    if nearest := nearest_name(name, [other for other in texts if other not in (*GUIDE_FILES, CASES_FILE)]):
        return f"There is “{nearest}”: if it is this one, rename it to “{name}”."
    return f"A guide needs {', '.join(GUIDE_FILES)}, all in one folder."


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
