"""The schemas and the loader, held against one another on every small guide that has something wrong."""

from pathlib import Path
from typing import Any

import pytest
import yaml
from jsonschema import Draft202012Validator

from guide.authoring.json_schema import schemas
from guide.ruleset.folder import read_folder
from tests.ruleset.test_bad_rules import FILES, read_bad

# What a schema can see: the shape of one file. Links, roads and wording are beyond it.
SHAPE = {"unknown", "missing", "type", "url"}
# What is gone, or made into something else, once another reader has read the file.
UNSEEN = {"duplicate", "alias", "tag", "key", "one-document", "yaml", "encoding", "depth", "empty", "file"}


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
def test_schema_and_loader_refuse_the_same_files(path: Path, tmp_path: Path) -> None:
    bad = read_bad(path)
    bad.write(tmp_path)
    codes: dict[str, set[str]] = {}
    for expected in bad.expected:
        place, code = expected.split(" ")
        codes.setdefault(place.partition(":")[0], set()).add(code)
    for name, data in read_folder(tmp_path).items():
        if not codes.get(name, set()) & UNSEEN:
            refused = not _valid(name, yaml.load(data.decode("utf-8-sig"), yaml.CSafeLoader))
            assert refused == bool(codes.get(name, set()) & SHAPE), name


def _valid(name: str, value: Any) -> bool:
    return bool(Draft202012Validator(schemas()[name]).is_valid(value))
