"""Exports a guide as one JSON document: the content of each of its files, by the name of the file.

Fields that have their default are left out. So each part fits the schema of its file, and can be loaded again
as that file, as JSON is YAML. Names in braces are written out, so that the table of names is left out, too;
but where a briefing has braces of its own, which it can have beside such a table alone, an empty one stays.
"""

from collections.abc import Mapping
from typing import Any, get_args, get_type_hints

import msgspec
from msgspec import Struct
from msgspec.structs import asdict, fields, replace

from guide.authoring.yaml_escapes import escape_for_yaml
from guide.ruleset.model import PLACEHOLDERS, Briefing, Case, Guide
from guide.ruleset.parsing.loader import CASES_FILE, GUIDE_FILES, KindsFile, TreeFile

_NOTE = "Each part is the content of the file of that name; `guide rules schema NAME` prints its JSON Schema."


def export_json(guide: Guide, cases: tuple[Case, ...] = ()) -> str:
    """Export a guide, and its cases where there are any, as indented JSON with a line break at its end."""
    parts = (
        replace(guide.front, names=None),
        guide.sources,
        KindsFile(guide.distinctions, guide.headings, guide.kinds),
        TreeFile(guide.start, guide.questions, guide.outcomes, guide.more, guide.renamed),
    )
    files: dict[str, Any] = dict(zip(GUIDE_FILES, parts, strict=True))
    if _has_own_braces(guide.front.briefing):
        files["guide.yaml"] = replace(guide.front, names={})
        files = {name: _double_braces(part, GUIDE_FILES[name]) for name, part in files.items()}
    document = {"note": _NOTE, **{name: _plain(part) for name, part in files.items()}}
    if cases:
        document[CASES_FILE] = _plain(cases)
    return escape_for_yaml(msgspec.json.format(msgspec.json.encode(document), indent=2).decode()) + "\n"


def _has_own_braces(briefing: Briefing | None) -> bool:
    return briefing is not None and any(
        "{" in _without_placeholders(text) for text in asdict(briefing).values()
    )


def _without_placeholders(text: str) -> str:
    for name in PLACEHOLDERS:
        text = text.replace(f"{{{name}}}", "")
    return text


def _double_braces(value: Any, kind: Any) -> Any:
    """The value with doubled braces in all texts, as its ``kind`` tells them from ids; not placeholders."""
    if kind is str:
        return value.replace("{", "{{").replace("}", "}}")
    if isinstance(value, Struct):
        hints = get_type_hints(type(value), include_extras=True)
        value = replace(
            value, **{name: _double_braces(getattr(value, name), hint) for name, hint in hints.items()}
        )
        return _restore_placeholders(value) if isinstance(value, Briefing) else value
    if isinstance(value, Mapping):
        return {key: _double_braces(part, get_args(kind)[1]) for key, part in value.items()}
    if isinstance(value, tuple):
        return tuple(_double_braces(part, get_args(kind)[0]) for part in value)
    return value


def _restore_placeholders(briefing: Briefing) -> Briefing:
    texts = asdict(briefing)
    for name in PLACEHOLDERS:
        texts = {field: text.replace(f"{{{{{name}}}}}", f"{{{name}}}") for field, text in texts.items()}
    return replace(briefing, **texts)


def _plain(value: Any) -> Any:
    """The value in types that JSON has, without fields that have their default."""
    if isinstance(value, Struct):
        values = ((field, getattr(value, field.name)) for field in fields(value))
        return {field.name: _plain(part) for field, part in values if field.required or part != field.default}
    if isinstance(value, Mapping):
        return {key: _plain(part) for key, part in value.items()}
    if isinstance(value, tuple):
        return [_plain(part) for part in value]
    return value
