"""The background of the terminal: asked for, followed, remembered, and never taken for keys."""

import os
import sys
import time
from pathlib import Path

import pytest

if sys.platform == "win32":
    pytest.skip("Windows has a driver of its own", allow_module_level=True)

import pexpect
from textual.events import Key

from guide.tui.app import GuideApp
from guide.tui.appearance import Appearance
from guide.tui.terminal.background import ASK, BackgroundReported, brightness
from guide.tui.terminal.input_parser import InputParser
from guide.tui.terminal.posix_driver import KeyEvents
from tests.tiny import load_tiny

WHITE = b"\x1b]11;rgb:ffff/ffff/ffff\x1b\\"
BLACK = b"\x1b]11;rgb:0000/0000/0000\x07"
ATTRIBUTES = b"\x1b[?62;c"
SHELL = "stty -echo -icanon min 0 time 5; echo left; head -c 50 | od -c"
"""Prints what is left to be read from the terminal."""


@pytest.mark.parametrize(
    ("answer", "told"),
    [
        (WHITE, 1.0),
        (BLACK, 0.0),
        (b"\x1b]11;rgb:ff/00/00\x07", 0.2126),
        (b"\x1b]11;rgba:ffff/ffff/ffff/ffff\x07", 1.0),
        (b"\x1b]11;\x07", None),
        (b"\x1b]11;rgb:zz/00/00\x07", None),
        (b"\x1b]10;rgb:ff/ff/ff\x07", None),
    ],
)
def test_an_answer_is_a_brightness(answer: bytes, told: float | None) -> None:
    assert brightness(answer.decode()) == (told if told is None else pytest.approx(told))


@pytest.mark.parametrize("answer", [WHITE, BLACK + ATTRIBUTES, WHITE + ATTRIBUTES])
@pytest.mark.parametrize("pause", [0.0, 0.05, 0.4, 0.9])
def test_an_answer_in_two_pieces_is_no_key(answer: bytes, pause: float) -> None:
    for cut in range(len(answer) + 1):
        keys, parser, now = KeyEvents(), InputParser(), 100.0
        parser.answers_until = 110.0
        found = [message for token in parser.feed(answer[:cut], now) for message in keys.read(token)]
        for moment in (now + pause / 2, now + pause):
            found += (message for token in parser.tick(moment) for message in keys.read(token))
        found += (message for token in parser.feed(answer[cut:], now + pause) for message in keys.read(token))
        assert [message for message in found if isinstance(message, Key)] == [], cut
        assert len([message for message in found if isinstance(message, BackgroundReported)]) == 1, cut


def test_esc_is_a_key_once_the_terminal_has_answered() -> None:
    parser = InputParser()
    assert list(parser.feed(b"\x1b", 100.0)) == []
    assert [token.text for token in parser.tick(100.2)] == ["\x1b"]


def start(folder: Path, **environment: str) -> "pexpect.spawn[bytes]":
    names = {
        **os.environ,
        "TERM": "xterm-256color",
        "HOME": str(folder),
        "XDG_CACHE_HOME": str(folder / "cache"),
        "GUIDE_CONFIG": str(folder / "settings.toml"),
        **environment,
    }
    return pexpect.spawn(
        sys.executable, ["-m", "guide", "--for", "me"], env=names, dimensions=(24, 80), timeout=20
    )


def test_the_second_start_paints_right_at_once(tmp_path: Path) -> None:
    first = start(tmp_path)
    first.expect_exact(ASK.encode())
    first.send(WHITE + ATTRIBUTES)
    first.expect_exact(b"48;2;255;255;255")  # the white of the light theme
    first.send(b"q")
    first.expect(pexpect.EOF)
    assert (tmp_path / "cache" / "guide" / "background").read_text() == "light"
    second = start(tmp_path)
    second.expect_exact(ASK.encode())
    assert b"48;2;255;255;255" in (second.before or b"")
    second.send(BLACK + ATTRIBUTES)
    second.expect_exact(b"48;2;20;24;31m")
    second.send(b"q")
    second.expect(pexpect.EOF)


def test_an_answer_after_leaving_is_not_left_to_the_shell(tmp_path: Path) -> None:
    child = pexpect.spawn(
        "/bin/sh",
        ["-c", f"{sys.executable} -m guide --for me; {SHELL}"],
        env={**os.environ, "TERM": "xterm-256color", "GUIDE_CONFIG": str(tmp_path / "settings.toml")},
        dimensions=(24, 80),
        timeout=20,
    )
    child.expect_exact(ASK.encode())
    child.send(b"q")
    time.sleep(0.3)
    child.send(WHITE + ATTRIBUTES)
    child.expect_exact(b"left")
    child.expect(pexpect.EOF)
    assert b"r   g   b" not in (child.before or b"")


def test_a_choice_wins_and_is_remembered(tmp_path: Path) -> None:
    path = tmp_path / "settings.toml"
    app = GuideApp(load_tiny(), settings=path, store_path=tmp_path / "store.db")
    app.choose_theme("contrast")
    app.appearance.note_background(1.0)
    assert app.appearance.theme == "guide-contrast"
    assert GuideApp(load_tiny(), settings=path).theme == "guide-contrast"


def test_who_keeps_nothing_leaves_no_settings(tmp_path: Path) -> None:
    path = tmp_path / "settings.toml"
    GuideApp(load_tiny(), settings=path).choose_theme("light")
    assert not path.exists()


@pytest.mark.parametrize(
    ("variable", "theme"),
    [("15;0", "dark"), ("0;15", "light"), ("0;default;7", "light"), ("7;8", "dark"), ("0;x", "dark")],
)
def test_the_environment_is_the_first_guess(
    variable: str, theme: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("COLORFGBG", variable)
    monkeypatch.setattr(Appearance, "_has_few_colours", False)
    assert GuideApp(load_tiny()).theme == f"guide-{theme}"


async def test_broken_settings_are_told_and_stop_nothing(tmp_path: Path) -> None:
    path = tmp_path / "settings.toml"
    path.write_text('# mine\ntheme = "light\n')
    app = GuideApp(load_tiny(), settings=path)
    async with app.run_test() as pilot:
        await pilot.pause()
        assert f"{path}:2: this is no TOML" in app.appearance.problem
        assert [note.message for note in app._notifications] == [app.appearance.problem]
