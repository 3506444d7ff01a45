"""What sentences come in: lines, in sections, in an explanation."""

from collections.abc import Iterable

from msgspec import Struct

from guide.common.text import capitalise_sentence, join_words
from guide.engine.walk import Step, Walk
from guide.ruleset.model import Guide, Source, Voice


class Line(Struct, frozen=True):
    """``lead`` is a short heading of the line, empty where it goes on from the line before.

    ``other`` is the answer that the line is about, where the person gave another one. ``topic`` marks a line
    whose lead names what the lines after it are about, up to the next topic.
    """

    text: str
    lead: str = ""
    cites: tuple[str, ...] = ()
    other: Step | None = None
    topic: bool = False


class Section(Struct, frozen=True):
    name: str
    heading: str
    lines: tuple[Line, ...]


class Stand(Struct, frozen=True):
    """How many statements of documents are for a kind and against it; ``text`` says so in words.

    What only goes with the recommended kinds is not marked: the answer that asks for it is not counted.
    """

    name: str
    pro: int
    con: int
    recommended: bool
    text: str


class Explanation(Struct, frozen=True):
    """What to show at the end of a walk, in reading order. ``private``: nothing of the walk is to be kept."""

    label: str
    title: str
    because: Line
    clarity: str
    stands: tuple[Stand, ...]
    sections: tuple[Section, ...]
    private: bool = False

    def section(self, name: str) -> Section | None:
        return next((section for section in self.sections if section.name == name), None)


_SAID = {"you": "You said", "they": "You said of them"}


def short_sources(guide: Guide, names: Iterable[str]) -> tuple[str, ...]:
    return tuple(guide.sources[name].short for name in names)


def describe_source(source: Source) -> str:
    about = ", ".join(part for part in (source.kind, source.date) if part)
    return " ".join(capitalise_sentence(part) for part in (source.title, about, source.note) if part)


def quote_answers(walk: Walk, steps: Iterable[Step], voice: Voice) -> str:
    """The answers, quoted, as the lead of what follows from them."""
    answers = dict.fromkeys(f"“{walk.option_at(step).spoken(voice)}”" for step in steps)
    return f"{_SAID[voice]}: {join_words(tuple(answers))}"
