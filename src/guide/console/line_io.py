"""Lines that are said and heard. A prompt stands at the end of what was said; nothing is ever repeated."""

from collections.abc import Container, Iterable, Mapping
from typing import TYPE_CHECKING, Self, TextIO, TypeVar

from guide.common.text import escape_control_chars, number_lines
from guide.common.text_width import wrap_lines
from guide.console import texts as words
from guide.console.keys import keys_of

if TYPE_CHECKING:
    from guide.console.line_editor import LineEditor

PROMPT = "> "
WIDEST, NARROWEST = 100, 12
"""Columns of a line: longer ones are hard to read, and in fewer no word is left whole."""
_LEAVE = ("quit", "q")

Name = TypeVar("Name", bound=str)


class InputEndedError(Exception):
    """The input has ended, or the person has left, before everything was asked."""

    def __init__(self, by_choice: bool) -> None:
        super().__init__()
        self.by_choice = by_choice


class Talk:
    """Prints lines to ``sink`` and reads what a person types at ``source``, inside a ``with`` block.

    A terminal is read key by key: a line can have any length, a pasted text stays together, and keys pressed
    before a question was shown do not answer it. A pipe is read line by line.
    """

    def __init__(self, source: TextIO, sink: TextIO) -> None:
        self._source = source
        self._sink = sink
        self._keys = keys_of(source, sink)
        self.at_terminal = _is_terminal(source) and _is_terminal(sink)
        """Whether a person types and reads here, and lines are broken at words to fit."""
        self._line: LineEditor | None = None
        self._dropped = False

    def __enter__(self) -> Self:
        if self._keys is not None:
            from guide.console.line_editor import LineEditor

            self._keys.__enter__()
            self._line = LineEditor(self._keys, PROMPT)
        return self

    def __exit__(self, *_: object) -> None:
        if self._keys is not None:
            self._line = None
            self._keys.__exit__()

    def say(self, *lines: str) -> None:
        """Print each text on a line of its own."""
        if self._line is not None and self._line.drop():
            self._dropped = True
        self._say(lines)

    def hear(self) -> str:
        """Return what is typed next, without white space around it; it can have several lines if pasted.

        Raises InputEndedError at the end of the input.
        """
        if self._dropped:
            self._dropped = False
            self._say([words.DROPPED])
        self._sink.write(PROMPT)
        self._sink.flush()
        if self._line is None:
            line = self._source.readline()
            if not line:
                raise InputEndedError(by_choice=False)
            return line.strip()
        try:
            return self._line.read().strip()
        except EOFError:
            raise InputEndedError(by_choice=False) from None

    def listen(self, texts: Container[str] = ()) -> str:
        """Return the next typed line.

        A pasted text of several lines is refused with a message, unless its first word is one of ``texts``:
        then all of it is returned. Raises InputEndedError.
        """
        while "\n" in (heard := self.hear()) and heard.split(maxsplit=1)[0].lower() not in texts:
            self._say([words.SEVERAL])
        return heard

    def words(self) -> str:
        """Return a free text, of several lines if it was pasted. Raises InputEndedError."""
        return self._unless_quit(self.hear())

    def word(self) -> str:
        """Return a free text on one line. Raises InputEndedError."""
        return self._unless_quit(self.listen())

    def choose(self, options: Mapping[Name, str], optional: bool = False) -> Name | None:
        """Print options with numbers, ask until one is chosen, and return its id. Raises InputEndedError.

        ``options`` are the texts by id. With ``optional``, an empty line chooses none, and None is returned.
        """
        self.say(*number_lines(options.values()))
        while True:
            word = self.listen()
            if optional and not word:
                return None
            if name := find_choice(options, word) or find_choice(options, word.lower()):
                return name
            if is_leaving(word):
                raise InputEndedError(by_choice=True)
            self.say(words.no_choice(len(options)), *([words.SKIP] if optional else []))

    def _unless_quit(self, heard: str) -> str:
        if heard.lower() == "quit":
            raise InputEndedError(by_choice=True)
        return heard

    def _say(self, lines: Iterable[str]) -> None:
        lines = map(escape_control_chars, lines)
        if self._keys is not None and self.at_terminal:
            width = max(NARROWEST, min(self._keys.width(), WIDEST))
            lines = (part for line in lines for part in wrap_lines(line, width))
        self._sink.write("".join(f"{line}\n" for line in lines))
        self._sink.flush()


def _is_terminal(stream: TextIO) -> bool:
    try:
        return stream.isatty()
    except ValueError:
        # It is closed.
        return False


def is_leaving(word: str) -> bool:
    """Return whether a word asks to leave the program, such as “quit”, in any case of letters."""
    return word.lower() in _LEAVE


def find_choice(names: Iterable[Name], word: str) -> Name | None:
    """Return the name that a typed number (from 1) or the name itself chooses; None where it chooses none."""
    names = list(names)
    if word.isdecimal() and len(word) < 4 and 1 <= int(word) <= len(names):
        return names[int(word) - 1]
    return next((name for name in names if name == word), None)
