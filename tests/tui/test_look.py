"""How the app looks: a handful of screens, compared with pictures that somebody has looked at."""

from typing import Any

import pytest

from guide.tui.app import GuideApp
from tests.tiny import load_tiny


@pytest.mark.parametrize(
    ("name", "keys", "size"),
    [
        ("home", [], (80, 24)),
        ("question", ["1", "h"], (80, 24)),
        ("answers", ["1", "1", "a"], (80, 24)),
        ("result", ["1", "1", "2", "1"], (80, 24)),
        ("small", ["1"], (20, 5)),
        ("result-change", ["1", "1", "2", "1", "4", "down"], (80, 24)),
        ("result-large", ["1", "1", "2", "1"], (120, 40)),
    ],
)
def test_a_screen_looks_as_it_did(
    snap_compare: Any, name: str, keys: list[str], size: tuple[int, int]
) -> None:
    assert snap_compare(GuideApp(load_tiny()), press=keys, terminal_size=size), name
