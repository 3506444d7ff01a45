"""The list of every field in the manual of the rules is that of the schemas.

``python -m tests.authoring.test_field_reference`` writes it anew.
"""

import re
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

import pytest
from msgspec import Struct
from msgspec.structs import fields

from guide.authoring.field_descriptions import FIELD_DESCRIPTIONS
from guide.authoring.json_schema import schemas

MANUAL = Path(__file__).parents[2] / "rules" / "README.md"
BEGIN, END = "<!-- The fields are made from the schemas. -->\n", "<!-- End of the fields. -->\n"
HEAD = "| field | needed | what it is for |\n|---|---|---|\n"
NEEDLESS = "accept"
"""It can stand in most rows, and is explained once, above the tables."""


def reference() -> str:
    """The fields of all files as Markdown: a table for each file, with a row for each field."""
    return "\n".join(
        f"### {name}\n\n{HEAD}" + "".join(f"{row}\n" for row in _rows(schema))
        for name, schema in schemas().items()
    )


def _rows(schema: Mapping[str, Any]) -> Iterator[str]:
    """The rows of a file: its own fields, then each table in it below a row that says where it stands."""
    parts = schema["$defs"]
    pending = list(_structs_in(schema, "", parts))
    paths: dict[str, list[str]] = {}
    while pending:
        name, path = pending.pop(0)
        paths.setdefault(name, []).append(path)
        within = [
            found
            for field, of_field in parts[name]["properties"].items()
            for found in _structs_in(of_field, f"{path}{field}: ", parts)
        ]
        pending = within + pending
    for name, places in paths.items():
        if places != [""]:
            where = ", ".join(f"`{place.strip()}`" for place in places)
            said = " ".join(parts[name].get("description", "").split())
            yield f"| **in** {where} | | *{said}* |"
        for field, of_field in parts[name]["properties"].items():
            if field != NEEDLESS:
                needed = "yes" if field in parts[name]["required"] else "no"
                yield f"| `{field}` | {needed} | {of_field['description']} |"


def _structs_in(schema: Mapping[str, Any], path: str, parts: Mapping[str, Any]) -> Iterator[tuple[str, str]]:
    """The tables with fields of their own that stand in a value, each with the keys that lead to it."""
    if "$ref" in schema:
        name = schema["$ref"].rpartition("/")[2]
        if "properties" in parts[name]:
            yield name, path
    elif "items" in schema:
        yield from _structs_in(schema["items"], f"{path}- ", parts)
    elif isinstance(schema.get("additionalProperties"), Mapping):
        yield from _structs_in(schema["additionalProperties"], f"{path}ID: ", parts)


def write_reference() -> None:
    """Put the list into the manual, in place of the one that is there."""
    text = MANUAL.read_text(encoding="utf-8")
    before, _, rest = text.partition(BEGIN)
    after = rest.partition(END)[2]
    MANUAL.write_text(f"{before}{BEGIN}\n{reference()}\n{END}{after}", encoding="utf-8", newline="\n")


def test_the_manual_lists_every_field_as_the_schemas_describe_them() -> None:
    text = MANUAL.read_text(encoding="utf-8")
    assert text.count(BEGIN) == text.count(END) == 1
    written = text.partition(BEGIN)[2].partition(END)[0]
    assert written.strip() == reference().strip(), "python -m tests.authoring.test_field_reference mends it"


@pytest.mark.parametrize("kind", FIELD_DESCRIPTIONS, ids=lambda kind: kind.__name__)
def test_every_field_is_described_once_in_a_line_of_whole_sentences(kind: type[Struct]) -> None:
    described = FIELD_DESCRIPTIONS[kind]
    assert list(described) == [field.name for field in fields(kind)]
    for text in described.values():
        assert re.fullmatch(r"\S[^\n|]*\.", text)


def test_every_table_with_fields_has_descriptions() -> None:
    parts = {name: part for schema in schemas().values() for name, part in schema["$defs"].items()}
    assert {kind.__name__ for kind in FIELD_DESCRIPTIONS} == {
        name for name, part in parts.items() if "properties" in part
    }


if __name__ == "__main__":
    write_reference()
