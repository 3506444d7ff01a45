"""The file of ``--map``, which says what a table calls the questions and answers of a guide."""

from collections.abc import Callable, Iterable, Iterator
from functools import partial
from pathlib import Path

from guide.batch.answer_reader import AnswerReader
from guide.batch.column_mapping import NOT_MAPPED, ColumnMapping
from guide.batch.spelling import normalise
from guide.ruleset.model import Guide
from guide.ruleset.parsing.loader import load_part
from guide.ruleset.parsing.source_map import SourceMap
from guide.ruleset.parsing.yaml_nodes import parse
from guide.ruleset.problems import Place, Problem, RulesError


def read_mapping(path: Path | None, guide: Guide) -> ColumnMapping:
    """Read the file of ``--map``. None stands for no file, and so an empty mapping.

    Raises RulesError with every problem in it.
    """
    if path is None:
        return ColumnMapping()
    try:
        text = path.read_bytes()
    except OSError as error:
        why = f"this file cannot be read: {error.strerror}"
        raise RulesError([Problem("file", Place(str(path), 1, 1), why)]) from None
    mapping = load_part(text, path.name, ColumnMapping, guide)
    if problems := list(_ambiguities(mapping, guide, _source_map(text, path.name), path.name)):
        raise RulesError(problems)
    return mapping


def _source_map(text: bytes, name: str) -> SourceMap:
    node, _ = parse(text, name)
    return SourceMap({name: node} if node else {})


def _ambiguities(mapping: ColumnMapping, guide: Guide, locate: SourceMap, file: str) -> Iterator[Problem]:
    """``map``: a name that stands for two columns or answers, as texts are compared when they are read."""
    columns = ((name, text, ("columns", name)) for name, text in mapping.columns.items())
    yield from _named_twice(columns, lambda _: None, locate, file)
    reader = AnswerReader(guide, NOT_MAPPED)
    for question, texts in mapping.options.items():
        options = ((key, text, ("options", question, key)) for key, text in texts.items())
        unmapped = (option for option in guide.questions[question].options if option not in texts)
        yield from _named_twice(options, partial(_read_one_of, reader, question, set(unmapped)), locate, file)


def _read_one_of(reader: AnswerReader, question: str, options: set[str], text: str) -> str | None:
    option = reader.read(question, text)
    return option if option in options else None


def _named_twice(
    rows: Iterable[tuple[str, str, tuple[str, ...]]],
    read_unmapped: Callable[[str], str | None],
    locate: SourceMap,
    file: str,
) -> Iterator[Problem]:
    seen: dict[str, str] = {}
    for name, text, keys in rows:
        other = seen.setdefault(normalise(text), name)
        if other == name:
            other = read_unmapped(text) or name
        if other != name:
            message = f"“{text}” stands for “{name}” here, and for “{other}” as well"
            hint = "Give each its own name, as it stands in the file of answers."
            yield Problem("map", locate(file, *keys), message, hint)
