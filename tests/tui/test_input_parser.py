"""Bytes from a terminal: what is a key passes, and nothing else passes for one."""

import sys
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

if sys.platform == "win32":
    pytest.skip("Windows has a driver of its own", allow_module_level=True)

from textual.events import Key, Paste
from textual.message import Message

from guide.tui.terminal.input_parser import InputParser
from guide.tui.terminal.input_tokens import CTRL_C, KEY_DELAY, PASTE_DELAY, REST_DELAY
from guide.tui.terminal.posix_driver import KeyEvents

LONG = PASTE_DELAY + 1


def read(*parts: bytes | float) -> list[Message]:
    """What comes of these bytes; a number is a pause of so many seconds."""
    keys, parser, now = KeyEvents(), InputParser(), 100.0
    found: list[Message] = []
    for part in (*parts, LONG):
        if isinstance(part, bytes):
            tokens = list(parser.feed(part, now))
        else:
            now += part
            tokens = list(parser.tick(now))
        found += (message for token in tokens for message in keys.read(token))
    return found


def pressed(*parts: bytes | float) -> list[str]:
    return [message.key for message in read(*parts) if isinstance(message, Key)]


@pytest.mark.parametrize(
    ("parts", "keys"),
    [
        ([b"1b\r"], ["1", "b", "enter"]),
        ([b"\x1b[A\x1bOB\x1b[1;5C"], ["up", "down", "ctrl+right"]),
        ([b"\x1b[", b"A"], ["up"]),
        ([b"\x1b", 0.05, b"[A"], ["up"]),
        ([b"\x1b"], ["escape"]),
        ([b"\x1b", 0.05, b"1"], ["escape", "1"]),
        ([b"\x1b\x1b[A"], ["escape", "up"]),
        ([b"\x1b[[A"], ["f1"]),
        ([b"\x1bb"], ["ctrl+left"]),
        ([b"\x1b1"], ["inverted_exclamation_mark"]),
        ([b"\x1b\r1"], ["1"]),
        (["é".encode()], ["é"]),
        (["é".encode()[:1], "é".encode()[1:]], ["é"]),
        ([b"\xe9", b"1"], ["replacement_character", "1"]),
        ([b"\x1b[49;1;49u"], ["1"]),
    ],
)
def test_keys_pass(parts: list[bytes | float], keys: list[str]) -> None:
    assert pressed(*parts) == keys


@pytest.mark.parametrize(
    "parts",
    [
        [b"\x1b[M 11"],
        [b"\x1b[M\xa011"],
        [b"\x1b[M", 0.5, b"1", 0.5, b"11"],
        [b"\x1b[M\xff\xfe\xfd"],
        [b"\x9b1;1X"],
        [b"\x1b[9;9;9X"],
        [b"\x1b[1"],
        [b"\x1b[1", 0.5, b";2X"],
        [b"\x1b[1111111111111111111111111111111111111111X"],
        [b"\x1b[99999999999999999999u"],
        [b"\x1b]11;rgb:1111/2222/3333\x07"],
        [b"\x1b]11;rgb:1111/2222/3333\x1b\\"],
        [b"\x1bP1$r1 q\x1b\\"],
        [b"\x1b[?64;1;2;6c"],
        [b"\x1b[>0;276;0c"],
        [b"\x1b[12;34R"],
        [b"\x1b[48;0;0;0;0t"],
        [b"\x1b[<0;1"],
        [b"\x1b[M11"],
    ],
)
def test_nothing_else_passes_for_a_key(parts: list[bytes | float]) -> None:
    assert pressed(*parts) == []


def test_the_other_half_of_a_sequence_that_passed_for_esc_is_no_key() -> None:
    assert pressed(b"\x1b", 2 * KEY_DELAY, b"[1;5A") == ["escape", "ctrl+up"]
    assert pressed(b"\x1b", 2 * KEY_DELAY, 2 * REST_DELAY, b"[1") == ["escape", "left_square_bracket", "1"]


def test_after_what_was_cut_off_keys_are_keys_again() -> None:
    for start in (b"\x1b[", b"\x1b[1", b"\x1b[M1", b"\x1b]1", b"\x1b"):
        assert pressed(start, LONG, b"1")[-1:] == ["1"]


def test_a_paste_is_one_thing_with_all_its_lines() -> None:
    text = "1\r\n2\r\x1b[31m3 é\x00"
    (paste,) = read(b"\x1b[200~", text.encode(), b"\x1b[201~")
    assert isinstance(paste, Paste)
    assert paste.text == "1\n2\n[31m3 é"


def test_a_paste_without_an_end_is_a_paste_and_can_be_left() -> None:
    assert [type(message) for message in read(b"\x1b[200~1\r1", LONG)] == [Paste]
    assert pressed(b"\x1b[200~1\r1", CTRL_C, b"2") == ["ctrl+c", "2"]


@given(st.lists(st.one_of(st.binary(max_size=8), st.floats(0, 2)), max_size=8))
def test_no_byte_stops_it_and_keys_are_keys_afterwards(parts: list[bytes | float]) -> None:
    assert pressed(*parts, LONG, LONG, b"1")[-1] == "1"


@given(st.binary(max_size=40), st.lists(st.integers(0, 40), max_size=4))
def test_where_reads_are_cut_makes_no_difference(data: bytes, cuts: list[int]) -> None:
    """Unless Esc or Ctrl+C is on its own: those are keys when they come alone."""
    edges = [0, *sorted(cuts), len(data)]
    parts = [data[begin:end] for begin, end in pairwise(edges)]
    if not any(part.endswith(b"\x1b") or b"\x03" in part for part in parts):
        assert pressed(*parts) == pressed(data)
