"""What sentences come in: lines, in sections, in an explanation. And how any text is made safe to show."""

from collections.abc import Iterable, Sequence

from msgspec import Struct

from guide.model import Guide, Source, Voice
from guide.walk import Step, Walk

# Control characters would act on a terminal: the visible sign for each stands in its place.
SIGNS = {
    **{code: 0x2400 + code for code in range(0x20) if code not in (0x09, 0x0A)},
    0x7F: 0x2421,
    **dict.fromkeys(range(0x80, 0xA0), 0xFFFD),
    # Marks that reorder the text around them, not only their own.
    **dict.fromkeys((*range(0x202A, 0x202F), *range(0x2066, 0x206A)), 0xFFFD),
}


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


def visible(text: str) -> str:
    """The text with its control characters made visible, safe to print."""
    return text.translate(SIGNS)


def cited(guide: Guide, names: Iterable[str]) -> tuple[str, ...]:
    return tuple(guide.sources[name].short for name in names)


def described(source: Source) -> str:
    about = ", ".join(part for part in (source.kind, source.date) if part)
    return " ".join(sentence(part) for part in (source.title, about, source.note) if part)


def said(walk: Walk, steps: Iterable[Step], voice: Voice) -> str:
    """The answers, quoted, as the lead of what follows from them."""
    answers = dict.fromkeys(f"“{walk.taken(step).spoken(voice)}”" for step in steps)
    return f"{_SAID[voice]}: {listed(tuple(answers))}"


def listed(words: Sequence[str], last: str = "and") -> str:
    """A list as one writes it in a sentence."""
    return f" {last} ".join(filter(None, (", ".join(words[:-1]), words[-1])))


_NUMBERS = (
    *("no", "one", "two", "three", "four", "five", "six"),
    *("seven", "eight", "nine", "ten", "eleven", "twelve"),
)


def numbered(number: int) -> str:
    """A number as one writes it in a sentence."""
    return _NUMBERS[number] if number < len(_NUMBERS) else str(number)


def counted(number: int, one: str) -> str:
    return f"{numbered(number)} {one}{'s'[: number != 1]}"


def sentence(text: str) -> str:
    """The text with a capital at its start and a full stop at its end."""
    text = text[:1].upper() + text[1:]
    return text if text.endswith((".", "?", "!", "…", "”")) else f"{text}."
