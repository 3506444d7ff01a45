"""``guide records``, run in the same process."""

from collections.abc import Callable
from pathlib import Path
from typing import NamedTuple

import pytest

from guide.cli.records import run
from guide.common.paths import store_path
from guide.storage import Store, open_store
from tests.cli.records.kept import written
from tests.tiny import TREE


class Told(NamedTuple):
    code: int
    out: str
    err: str


Records = Callable[..., Told]


@pytest.fixture
def told(capsys: pytest.CaptureFixture[str]) -> Records:
    """Runs a command of ``guide records``."""

    def command(*arguments: object) -> Told:
        code = run([str(argument) for argument in arguments])
        return Told(code, *capsys.readouterr())

    return command


@pytest.fixture
def store() -> Store:
    return open_store(store_path())


@pytest.fixture
def newer(tmp_path: Path) -> Path:
    """Rules in which a question has another name, and an option is gone."""
    tree = TREE.replace("  heat:\n", "  warmth:\n").replace("then: heat", "then: warmth")
    tree = tree.replace(
        "      less: {say: Less, means: {heat: cold}, recommend: tea, then: more}\n",
        "      cool: {say: Cool, means: {heat: cold}, recommend: espresso, then: more}\n",
    )
    return written(tmp_path / "newer", tree=tree + "renamed: {questions: {heat: warmth}}\n")
