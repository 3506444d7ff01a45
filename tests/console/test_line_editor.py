"""What keys come to at one prompt, however they arrive."""

from collections.abc import Iterable
from itertools import pairwise
from typing import Self

import pytest
from hypothesis import given
from hypothesis import strategies as st

from guide.console.line_editor import LineEditor, cleaned


class Fake:
    """Keys that come in ``bursts``, each of them in pieces with no pause between."""

    def __init__(self, bursts: Iterable[Iterable[str]], columns: int = 80) -> None:
        self._pieces = [piece for burst in bursts for piece in (*filter(None, burst), "")]
        self._columns = columns
        self.shown = ""
        self.remembered = ""

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None: ...

    def wait(self, seconds: float | None = None) -> str:
        while self._pieces:
            piece = self._pieces.pop(0)
            # Whoever waits for ever waits beyond a pause.
            if piece or seconds is not None:
                return piece
        if seconds is None:
            raise EOFError
        return ""

    def echo(self, text: str) -> None:
        self.shown += text

    def width(self) -> int:
        return self._columns

    def remember(self, shown: str) -> None:
        self.remembered = shown


def read(*bursts: Iterable[str], columns: int = 80) -> tuple[str, str]:
    """What was read, and all that was shown."""
    keys = Fake(bursts, columns)
    return LineEditor(keys, "> ").read(), keys.shown


def cut(text: str, places: Iterable[int]) -> list[str]:
    ends = sorted({place % (len(text) + 1) for place in places} | {0, len(text)})
    return [text[a:b] for a, b in pairwise(ends)]


PLACES = st.lists(st.integers(0, 1_000), max_size=8)
_LETTERS = ("a", "ä", "日", "\u0301", " ", "\t", "1", "\ufffd")
_CONTROLS = ("\x7f", "\b", "\x15", "\x17", "\x0c", "\x00", "\x1a", "\x9b", "\r", "\n", "\x04")
_ESCAPES = ("\x1b", "\x1b[", "\x1b[A", "\x1bOP", "\x1b[M !!", "\x1b[<0;1;1M", "\x1b]0;x\x07", "\x1bx")
_MARKS = ("\x1b[200~", "\x1b[201~", "\x1b[20")
KEYS = st.lists(st.sampled_from(_LETTERS + _CONTROLS + _ESCAPES + _MARKS), max_size=20).map("".join)


@given(st.lists(st.tuples(KEYS, PLACES), max_size=5), st.integers(1, 12))
def test_no_keys_are_too_much(bursts: list[tuple[str, list[int]]], columns: int) -> None:
    keys = Fake([cut(text, places) for text, places in bursts], columns)
    line = LineEditor(keys, "> ")
    try:
        while True:
            text = line.read()
            assert cleaned(text) == text == text.strip("\n")
            assert keys.shown == "" or "\x1b" not in keys.shown
    except EOFError:
        pass
    line.drop()


@given(st.text(st.sampled_from("ab1 äß€日\n\t\r\x0b\u2028\x00")), PLACES)
def test_a_marked_paste_is_one_text_wherever_it_is_cut(text: str, places: list[int]) -> None:
    pasted = cut(f"\x1b[200~{text}\x1b[201~", places)
    assert read(pasted, ["\r"])[0] == cleaned(text).strip("\n")


@given(st.text(st.sampled_from("ab1 äß€日\t"), min_size=1), PLACES)
def test_letters_come_through_whole_and_are_shown_once(text: str, places: list[int]) -> None:
    shown = text.replace("\t", " ")
    assert read(cut(text, places), ["\r"]) == (text, f"{shown}\n")
    assert read(*([piece] for piece in cut(text, places)), ["\r"]) == (text, f"{shown}\n")


@pytest.mark.parametrize("ends", ["\r", "\n", "\r\n"])
def test_lines_that_come_at_once_are_one_text(ends: str) -> None:
    assert read([f"one{ends}two{ends}"])[0] == "one\ntwo"
    assert read([f"one{ends}", f"two{ends}"])[0] == "one\ntwo"
    # The last one is not over yet.
    assert read([f"one{ends}two"], ["!"], ["\r"])[0] == "one\ntwo!"


def test_what_is_erased_beyond_its_row_is_shown_again_below() -> None:
    assert read(["abc"], ["\x7f"], ["\r"], columns=10) == ("ab", "abc\b \b\n")
    # Eight letters and the prompt fill the row.
    assert read(["abcdefgh"], ["\x7f"], ["\r"], columns=10) == ("abcdefg", "abcdefgh\n> abcdefg\n")
    assert read(["one\rtwo"], ["\x15"], ["\x7f"], ["\r"])[1].endswith("\n> one\n")


def test_of_what_is_dropped_only_what_can_be_seen_is_told() -> None:
    for keys, told in (("1", True), ("\r", False), ("\x1b[A", False), ("", False), (" \r1\r", True)):
        assert LineEditor(Fake([[keys]]), "> ").drop() is told


def test_a_paste_is_dropped_whole() -> None:
    keys = Fake([["\x1b[200~one\r", "two\r", "three\x1b[201~"], ["2\r"]])
    line = LineEditor(keys, "> ")
    assert line.drop()
    assert line.read() == "2"
