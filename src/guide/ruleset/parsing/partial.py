"""A guide out of files of which some are at fault, for the checks that do not depend on the faults."""

from collections.abc import Iterable, Mapping
from types import MappingProxyType, NoneType, UnionType
from typing import Annotated, Any, Literal, Union, get_args, get_origin, get_type_hints

from msgspec.structs import fields, replace

from guide.ruleset.model import Guide
from guide.ruleset.parsing.field_names import is_text, text_fields
from guide.ruleset.parsing.loader import GUIDE_FILES, LoadedParts
from guide.ruleset.problems import Problem


def partial_guide(loaded: LoadedParts) -> Guide:
    """The guide that the parts make, with an empty value in place of each that is missing or at fault.

    Its links need not resolve.
    """
    parts = {name: _repair(loaded.parts[name], kind) for name, kind in GUIDE_FILES.items()}
    front, sources, kinds, tree = parts.values()
    return Guide(
        front=front,
        sources=sources,
        distinctions=kinds.distinctions,
        headings=kinds.headings,
        kinds=kinds.kinds,
        start=tree.start,
        questions=tree.questions,
        outcomes=tree.outcomes,
        more=tree.more,
        renamed=tree.renamed,
    )


def faulty_rows(loaded: LoadedParts) -> set[tuple[str, ...]]:
    """The rows with a problem, as ``keys_of_row`` gives them."""
    return {
        keys_of_row(problem.place.file, loaded.locate.keys_at(problem.place)) for problem in loaded.problems
    }


def keys_of_row(file: str, keys: tuple[str, ...]) -> tuple[str, ...]:
    """The row that a part belongs to: its file and the first keys that lead to it."""
    return (file, *keys[: 2 if file in ("kinds.yaml", "tree.yaml") else 1])


def text_problem(loaded: LoadedParts, problem: Problem) -> bool:
    """Whether only a text is missing or of the wrong type, which no link and no path depends on."""
    if problem.code == "missing":
        return problem.message[1:].partition("”")[0] in text_fields()
    if problem.code == "type" and "a text" not in problem.message:
        # A table in place of an id may begin with the name of a text.
        return False
    keys = loaded.locate.keys_at(problem.place)
    return problem.code in ("type", "url", "placeholder") and bool(keys) and keys[-1] in text_fields()


def only_these(loaded: LoadedParts, file: str, links_to: Iterable[str] = ()) -> bool:
    """Whether the file could be decoded, and has at most problems of texts and of links to these tables."""
    if loaded.parts[file] is None:
        return False
    ends = tuple(f"among the {table}" for table in links_to)
    return all(
        text_problem(loaded, problem) or (problem.code == "link" and problem.message.endswith(ends))
        for problem in loaded.problems
        if problem.place.file == file
    )


def _repair(value: Any, kind: Any) -> Any:
    """The value, with an empty one of its type for each None that its type does not allow."""
    origin, args = get_origin(kind), get_args(kind)
    if origin in (Union, UnionType):
        inner = next(arg for arg in args if arg is not NoneType)
        return None if value is None else _repair(value, inner)
    if origin in (Annotated, Literal) or is_text(kind):
        return "" if value is None else value
    if kind is bool:
        return bool(value)
    if origin is tuple:
        return tuple(_repair(item, args[0]) for item in value or ())
    if origin is not None and issubclass(origin, Mapping):
        return MappingProxyType({key: _repair(item, args[1]) for key, item in (value or {}).items()})
    hints = get_type_hints(kind, include_extras=True)
    if value is None:
        return kind(
            **{field.name: _repair(None, hints[field.name]) for field in fields(kind) if field.required}
        )
    return replace(value, **{name: _repair(getattr(value, name), hint) for name, hint in hints.items()})
