"""A short day of interviews at a terminal; ``python -m tests.tui.day`` holds as many as one likes."""

import sys
from pathlib import Path

import pytest

if sys.platform == "win32":
    pytest.skip("a pseudo-terminal is needed", allow_module_level=True)

from tests.tui.day import Day


def test_a_day_of_interviews_is_kept_as_it_was_said(tmp_path: Path) -> None:
    day = Day(tmp_path, 6, 15)
    day.run()
    assert not day.faults, "\n".join(day.faults)
    assert {talk.deed for talk in day.talks} >= {"step", "held", "names", "delete"}
