"""What every test starts from: a clean environment, and the shipped guide."""

import os
import sys

import pytest

import tests.examples  # noqa: F401  (the settings of all properties)
from guide.ruleset.folder import open_guide, shipped_rules
from guide.ruleset.model import Guide

# Snapshots and colours must not depend on whoever runs the tests.
for name in (
    "NO_COLOR",
    "FORCE_COLOR",
    "TEXTUAL_THEME",
    "TEXTUAL_DRIVER",
    "COLORTERM",
    "COLORFGBG",
    "GUIDE_DEBUG",
    "COLUMNS",
    "LINES",
):
    os.environ.pop(name, None)
os.environ["TEXTUAL_ANIMATIONS"] = "none"
# Hundreds of programs are started: what they are made of is compiled once.
os.environ.pop("PYTHONDONTWRITEBYTECODE", None)
sys.dont_write_bytecode = False


@pytest.fixture(autouse=True)
def nobodys_store(tmp_path_factory: pytest.TempPathFactory, monkeypatch: pytest.MonkeyPatch) -> None:
    """No test comes near the interviews of whoever runs it, or their settings."""
    monkeypatch.setenv("GUIDE_CONFIG", str(tmp_path_factory.mktemp("config") / "settings.toml"))
    monkeypatch.setenv("GUIDE_STORE", str(tmp_path_factory.mktemp("store") / "interviews.db"))


@pytest.fixture(autouse=True, scope="session")
def nobodys_cache(tmp_path_factory: pytest.TempPathFactory) -> None:
    """Nor of what is remembered of rules."""
    os.environ["XDG_CACHE_HOME"] = str(tmp_path_factory.mktemp("cache"))


@pytest.fixture(scope="session")
def guide() -> Guide:
    return open_guide(shipped_rules())
