"""Exports a guide as one JSON document: the content of each of its files, by the name of the file.

Fields that have their default are left out. So each part fits the schema of its file, and can be loaded again
as that file, as JSON is YAML. Names in braces are written out, so that the table of names is left out, too.
"""

from collections.abc import Mapping
from typing import Any

import msgspec
from msgspec import Struct
from msgspec.structs import fields, replace

from guide.authoring.yaml_escapes import escape_for_yaml
from guide.ruleset.model import Case, Guide
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
    document = {"note": _NOTE, **dict(zip(GUIDE_FILES, map(_plain, parts), strict=True))}
    if cases:
        document[CASES_FILE] = _plain(cases)
    return escape_for_yaml(msgspec.json.format(msgspec.json.encode(document), indent=2).decode()) + "\n"


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
