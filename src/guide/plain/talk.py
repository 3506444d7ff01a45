"""Lines that are said and heard. A prompt stands at the end of what was said; nothing is ever repeated."""

from collections.abc import Iterable, Mapping
from typing import TextIO, TypeVar

from guide.explain import visible
from guide.plain import words

_LEAVE = ("quit", "q")

Name = TypeVar("Name", bound=str)


class EndedError(Exception):
    """The input came to its end, or the person left, before all was asked."""

    def __init__(self, by_choice: bool) -> None:
        super().__init__()
        self.by_choice = by_choice


class Talk:
    def __init__(self, source: TextIO, sink: TextIO) -> None:
        self._source = source
        self._sink = sink

    def say(self, *lines: str) -> None:
        self._sink.write("".join(f"{visible(line)}\n" for line in lines))
        self._sink.flush()

    def listen(self) -> str:
        """The next line, without what surrounds it. Raises EndedError where there is none."""
        self._sink.write("> ")
        self._sink.flush()
        line = self._source.readline()
        if not line:
            raise EndedError(by_choice=False)
        return line.strip()

    def words(self) -> str:
        """A line in somebody's own words. Raises EndedError."""
        line = self.listen()
        if line.lower() == "quit":
            raise EndedError(by_choice=True)
        return line

    def choose(self, options: Mapping[Name, str], optional: bool = False) -> Name | None:
        """The id of one of the options, which are said by number. Where it is ``optional``, an empty line
        chooses none. Raises EndedError.
        """
        self.say(*numbered(options.values()))
        while True:
            word = self.listen()
            if optional and not word:
                return None
            if name := pointed(options, word) or pointed(options, word.lower()):
                return name
            if leaves(word):
                raise EndedError(by_choice=True)
            self.say(words.no_choice(len(options)))


def leaves(word: str) -> bool:
    return word.lower() in _LEAVE


def numbered(texts: Iterable[str]) -> list[str]:
    return [f"{number}. {text}" for number, text in enumerate(texts, 1)]


def pointed(names: Iterable[Name], word: str) -> Name | None:
    """Which of the names a number or a name points to."""
    names = list(names)
    if word.isdecimal() and len(word) < 4 and 1 <= int(word) <= len(names):
        return names[int(word) - 1]
    return next((name for name in names if name == word), None)
