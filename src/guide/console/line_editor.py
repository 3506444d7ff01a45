"""What is typed or pasted at one prompt, put together from keys."""

import re
from collections.abc import Iterator

from guide.common.text_width import width_of
from guide.console.keys import KeyReader

TOGETHER = 0.1
"""Seconds in which more of a paste follows that the terminal does not mark."""
_ALONE = 0.02
"""The same after the Enter key: nobody types so fast, and nobody notices the wait."""
_LONGEST_PAUSE = 1.0
"""Seconds after which a marked paste is over, even if its end was lost on the way."""

_PASTE, _PASTED = "\x1b[200~", "\x1b[201~"
_ESCAPE = "|".join(
    (
        # A click as old terminals tell it, a key, a string for programs, a letter with Alt.
        r"\x1b\[M(?s:...)",
        r"\x1b\[[0-?]*[ -/]*[@-~]|\x1bO[ -~]",
        r"\x1b[\]PX^_][^\x07\x1b]*(?:\x07|\x1b\\)",
        r"\x1b[^\[OP\]X^_]",
    )
)
_UNFINISHED = re.compile(r"\x1b(?:\[(?:M.{0,2}|[0-?]*[ -/]*)|O|[\]PX^_][^\x07\x1b]*\x1b?)?\Z", re.DOTALL)
_TOKEN = re.compile(rf"{_ESCAPE}|\r\n?|[^\x00-\x08\x0a-\x1f\x7f-\x9f]+|(?s:.)")
_ESCAPES = re.compile(_ESCAPE)
_PART_OF_A_MARK = re.compile(r"(?:\r|\x1b[^\x1b]{0,30})?\Z")
_LAST_WORD = re.compile(r"\S+\Z")
_BREAKS = re.compile("\r\n?|[\x0b\x0c\x85\u2028\u2029]")
_CONTROLS = re.compile("[\x00-\x08\x0e-\x1f\x7f-\x9f]")


def cleaned(text: str) -> str:
    r"""Return a typed or pasted text without control characters, and with ``\n`` for every line break."""
    return _CONTROLS.sub("", _BREAKS.sub("\n", _ESCAPES.sub("", text)))


class LineEditor:
    """Reads a line from single keys: shows it, and lets it be corrected.

    ``keys`` is the reader of the keys. The prompt is on the screen already.
    """

    def __init__(self, keys: KeyReader, prompt: str) -> None:
        self._keys = keys
        self._prompt = prompt
        self._begin()

    def read(self) -> str:
        """Return the text typed up to Enter; a pasted text can have several lines. Raises EOFError."""
        self._begin()
        self._remember()
        while not self._burst():
            pass
        return self._text.strip("\n")

    def drop(self) -> bool:
        """Discard typed text that was not read yet, and return whether any of it was visible."""
        found = self._keys.wait(0)
        while found and (more := self._keys.wait(_LONGEST_PAUSE if _open(found) else _ALONE)):
            found += more
        return bool(cleaned(found).strip())

    def _begin(self) -> None:
        self._text = ""
        self._ended = False
        self._pasting = False
        self._returned = False
        self._rest = ""
        self._out: list[str] = []

    def _burst(self) -> bool:
        """Take what comes without a pause, then show it; whether Enter was the last of it."""
        keys = self._keys.wait()
        while keys:
            self._take(self._rest + keys)
            keys = self._keys.wait(self._pause(keys))
        # Nothing more has come: what looked like the beginning of a key was all of it.
        self._rest, self._pasting = "", False
        # All was read before any is shown, so that a program that sends it first and looks later can.
        self._keys.echo("".join(self._out))
        self._out.clear()
        self._remember()
        return self._ended

    def _pause(self, keys: str) -> float:
        if self._pasting:
            return _LONGEST_PAUSE
        if keys in ("\r", "\n"):
            return _ALONE
        return TOGETHER if self._ended or self._rest else (_ALONE if len(keys) > 1 else 0)

    def _take(self, keys: str) -> None:
        self._rest = ""
        for token in self._tokens(keys):
            match token:
                case "\n" if self._returned:
                    pass
                case "\r" | "\n" | "\r\n":
                    self._add("\n")
                    self._ended = True
                case "\x7f" | "\b":
                    self._erase(1)
                case "\x15":
                    self._erase(len(self._text) - self._start)
                case "\x17":
                    words = self._text[self._start :].rstrip()
                    self._erase(len(self._text) - self._start - len(_LAST_WORD.sub("", words)))
                case "\x04" if not self._text:
                    raise EOFError
                case "\x0c" | "\x12":
                    self._show_again()
                # Some of the keys that steer are line breaks in what is pasted.
                case _ if token == "\t" or token >= " " or len(keys) > 1:
                    self._add(cleaned(token))
            self._returned = token == "\r"

    def _tokens(self, keys: str) -> Iterator[str]:
        """Each key, and each piece of text. What may be the beginning of a key stays as the rest."""
        while keys:
            if self._pasting:
                # What was pasted is text, whatever it holds.
                pasted, mark, keys = keys.partition(_PASTED)
                if not mark:
                    begun = _PART_OF_A_MARK.search(pasted)
                    pasted, self._rest = pasted[: begun.start()], begun[0]  # type: ignore[union-attr,index]
                self._pasting = not mark
                self._add(cleaned(pasted))
            elif unfinished := _UNFINISHED.match(keys):
                self._rest = unfinished[0]
                return
            else:
                token = _TOKEN.match(keys)
                assert token is not None
                keys = keys[token.end() :]
                if token[0] == _PASTE:
                    self._pasting = True
                else:
                    yield token[0]

    @property
    def _start(self) -> int:
        """Where the last line begins."""
        return self._text.rfind("\n") + 1

    def _add(self, text: str) -> None:
        if text:
            self._text += text
            self._ended = False
            self._out.append(text.replace("\t", " "))

    def _erase(self, count: int) -> None:
        """Take back letters. Beyond the row that the cursor is in, what is left is shown on a new one."""
        column = width_of(self._prompt * (self._start == 0) + self._text[self._start :]) % self._keys.width()
        kept = self._text[: len(self._text) - count]
        while count and kept and not width_of(self._text[len(kept)]):
            kept = kept[:-1]
        gone = self._text[len(kept) :]
        self._text = kept
        self._ended = False
        cells = width_of(gone)
        if "\n" in gone or cells > column or not column:
            if gone:
                self._show_again()
        else:
            self._out.append("\b \b" * cells)

    def _show_again(self) -> None:
        self._out.append("\n" + self._shown())

    def _shown(self) -> str:
        line = self._text[self._start :].replace("\t", " ")
        return (self._prompt if self._start == 0 else "") + line

    def _remember(self) -> None:
        self._keys.remember(self._shown())


def _open(keys: str) -> bool:
    """Whether these end within a marked paste."""
    return keys.rfind(_PASTE) > keys.rfind(_PASTED)
