"""How the app looks: a handful of screens, compared with pictures that somebody has looked at."""

import re
from pathlib import Path
from typing import Any

import pytest

import guide.tui
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


def test_every_class_that_a_widget_is_given_is_styled_or_looked_for() -> None:
    files = [path for path in Path(guide.tui.__path__[0]).rglob("*.*") if path.suffix in (".py", ".tcss")]
    texts = [path.read_text(encoding="utf-8") for path in files]
    given = {
        name for text in texts for names in re.findall(r'classes="([^"]+)"', text) for name in names.split()
    }
    known = {name for text in texts for name in re.findall(r"\.(-?[a-z][\w-]*)", text)}
    assert given
    assert given <= known


def test_the_cursor_is_bold_only_where_the_theme_says_so() -> None:
    # Many terminals of 16 colours paint bold black as grey.
    for path in Path(guide.tui.__path__[0]).rglob("*.tcss"):
        for rule in re.findall(r"\{([^}]*)\}", path.read_text(encoding="utf-8")):
            if "background: $block-cursor" in rule:
                assert "text-style: $block-cursor-text-style;" in rule, path.name
