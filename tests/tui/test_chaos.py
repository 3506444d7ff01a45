"""A few hundred random events over the screens; ``python -m tests.tui.chaos`` sends as many as one likes."""

import sys
from pathlib import Path

import pytest

if sys.platform == "win32":
    pytest.skip("a pseudo-terminal is needed", allow_module_level=True)

from tests.machine import slowness
from tests.tui.chaos import LIMIT, Chaos
from tests.tui.chaos_ways import WAYS, route_to, screen_classes

VISITED = (
    "PageScreen",
    "SideBySideScreen",
    "DeletingScreen",
    "FiguresScreen",
    "FailureScreen",
    "ProblemsScreen",
)


def test_random_events_leave_all_in_order(tmp_path: Path) -> None:
    chaos = Chaos(tmp_path, 3, LIMIT * slowness())
    chaos.run(250)
    for screen in VISITED:
        chaos.visit(screen, 40)
    assert not chaos.faults, "\n\n".join(chaos.faults)
    assert {*VISITED, "RecordsScreen", "DetailScreen"} <= set(chaos.painted)


def test_there_is_a_way_to_every_screen() -> None:
    assert set(WAYS) == screen_classes()
    assert all(route_to(screen) for screen in WAYS)
