"""A few hundred random events over the screens; ``python -m tests.tui.chaos`` sends as many as one likes."""

import sys
from pathlib import Path

import pytest

if sys.platform == "win32":
    pytest.skip("a pseudo-terminal is needed", allow_module_level=True)

from tests.machine import slowness
from tests.tui.chaos import LIMIT, Chaos


def test_random_events_leave_all_in_order(tmp_path: Path) -> None:
    chaos = Chaos(tmp_path, 3, LIMIT * slowness())
    chaos.run(500)
    assert not chaos.faults, "\n\n".join(chaos.faults)
    assert len(chaos.visits) > 3
