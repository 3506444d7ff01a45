"""What is remembered of a folder of rules is what is in it, and else is read again."""

import os
import tempfile
from collections.abc import Mapping
from pathlib import Path
from types import MappingProxyType
from typing import Any

import pytest
from hypothesis import given, settings
from msgspec import Struct

from guide.ruleset import cache as compiled
from guide.ruleset.cache import load_cached, store_cached
from guide.ruleset.folder import build_guide, open_guide, read_folder, shipped_rules
from guide.ruleset.model import Guide
from guide.ruleset.problems import RulesError
from tests.examples import examples
from tests.strategies import guides
from tests.tiny import TREE, texts, tiny

FOLDER = Path("rules")


def values(value: Any) -> Any:
    """Everything that can be reached, in one value that can be compared."""
    if isinstance(value, Struct):
        return type(value), tuple(values(getattr(value, name)) for name in value.__struct_fields__)
    if isinstance(value, Mapping):
        return tuple((name, values(inner)) for name, inner in value.items())
    return tuple(map(values, value)) if isinstance(value, tuple) else value


def tables(value: Any) -> list[type]:
    if isinstance(value, Struct):
        return [kind for name in value.__struct_fields__ for kind in tables(getattr(value, name))]
    if isinstance(value, Mapping):
        return [type(value), *(kind for inner in value.values() for kind in tables(inner))]
    return [kind for inner in value for kind in tables(inner)] if isinstance(value, tuple) else []


@pytest.fixture
def cache(tmp_path: Path) -> Path:
    return tmp_path / "cache"


def test_the_shipped_guide_is_the_same_when_it_is_recalled(cache: Path) -> None:
    read = read_folder(shipped_rules())
    guide = build_guide(read)
    store_cached(cache, FOLDER, read, guide)
    again = load_cached(cache, FOLDER, read)
    assert again is not None
    assert values(again) == values(guide)
    assert set(tables(again)) == {MappingProxyType}


@settings(max_examples=examples())
@given(guides())
def test_any_guide_is(guide: Guide) -> None:
    with tempfile.TemporaryDirectory() as folder:
        store_cached(Path(folder), FOLDER, {"a": b"b"}, guide)
        assert values(load_cached(Path(folder), FOLDER, {"a": b"b"})) == values(guide)


def test_other_texts_are_read_again(cache: Path) -> None:
    store_cached(cache, FOLDER, texts(), tiny())
    assert load_cached(cache, FOLDER, texts()) is not None
    assert load_cached(cache, FOLDER, texts(tree=TREE + "# more\n")) is None
    assert load_cached(cache, FOLDER, {**texts(), "more.yaml": b""}) is None
    assert load_cached(cache, Path("others"), texts()) is None


def test_another_program_reads_them_again(cache: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    store_cached(cache, FOLDER, texts(), tiny())
    monkeypatch.setattr(compiled, "_READERS", ("ruleset/model",))
    assert load_cached(cache, FOLDER, texts()) is None


def test_what_is_damaged_is_read_again(cache: Path) -> None:
    store_cached(cache, FOLDER, texts(), tiny())
    (kept,) = cache.iterdir()
    kept.write_bytes(kept.read_bytes()[:-9])
    assert load_cached(cache, FOLDER, texts()) is None
    kept.write_bytes(b"Dear Ada")
    assert load_cached(cache, FOLDER, texts()) is None


def test_where_nothing_can_be_kept_the_rules_are_read(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "file").write_text("no folder")
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "file"))
    assert open_guide(shipped_rules()).questions


def test_a_folder_is_remembered_once(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path))
    rules = tmp_path / "rules"
    rules.mkdir()
    for number in range(3):
        for name, text in texts(tree=f"{TREE}# {number}\n").items():
            (rules / name).write_bytes(text)
        assert open_guide(rules).start == tiny().start
    assert len(list((tmp_path / "guide").iterdir())) == 1
    assert os.name != "posix" or (tmp_path / "guide").stat().st_mode & 0o077 == 0


def test_rules_with_a_fault_are_never_remembered(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path))
    rules = tmp_path / "rules"
    rules.mkdir()
    for name, text in texts(tree=TREE.replace("then: heat}", "then: heaven}")).items():
        (rules / name).write_bytes(text)
    for _ in range(2):
        with pytest.raises(RulesError):
            open_guide(rules)
    assert not (tmp_path / "guide").exists()
