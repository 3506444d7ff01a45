"""Keys in these tests are pressed as a person does who looks at the screen."""

import asyncio
from pathlib import Path
from typing import Any

import pytest
from textual.pilot import Pilot

from guide.tui.terminal.gated_app import GatedApp


@pytest.fixture(autouse=True)
def opened_files(monkeypatch: pytest.MonkeyPatch) -> list[Path]:
    """What would have been opened in a program of the system. No test opens anything."""
    paths: list[Path] = []

    def open_file(path: Path) -> str:
        paths.append(path)
        return ""

    monkeypatch.setattr("guide.common.open_file.open_file", open_file)
    return paths


@pytest.fixture(autouse=True)
def true_colours(monkeypatch: pytest.MonkeyPatch) -> None:
    """The same colours wherever the tests run; a terminal that says nothing of colours has but sixteen."""
    monkeypatch.setenv("TERM", "xterm-256color")
    monkeypatch.setenv("COLORTERM", "truecolor")
    monkeypatch.delenv("COLORFGBG", raising=False)


PATIENCE = 500
"""Looks at whether the screen is painted."""


@pytest.fixture(autouse=True)
def unhurried(monkeypatch: pytest.MonkeyPatch) -> None:
    """No key before what it is meant for is painted: what was typed ahead would be dropped."""
    press = Pilot.press

    async def press_when_painted(pilot: Pilot[Any], *keys: str) -> None:
        for key in keys:
            await painted(pilot)
            await press(pilot, key)

    monkeypatch.setattr(Pilot, "press", press_when_painted)


async def painted(pilot: Pilot[Any]) -> None:
    app = pilot.app
    if isinstance(app, GatedApp):
        for _ in range(PATIENCE):
            if app.gate.is_open or not app.is_running:
                return
            await asyncio.sleep(0.01)
        raise AssertionError("what was chosen never came to anything")
