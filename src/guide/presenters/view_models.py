"""The values that sentences are put into: lines, in sections, in an explanation."""

from collections.abc import Iterable, Iterator

from msgspec import Struct
from msgspec.structs import replace

from guide.common.text import capitalise_sentence, join_words
from guide.engine.evidence import Reason
from guide.engine.walk import Step, Walk
from guide.ruleset.model import Guide, Source, Voice


class Line(Struct, frozen=True):
    """A line of an explanation or report, before it is laid out.

    Attributes:
        text: The sentence.
        lead: A short heading; "" where the line continues the one before.
        cites: The short names of sources.
        other: The answer that the line is about, where it is not the one that was given.
        topic: Whether the lead is a topic, which holds for the lines up to the next topic.
    """

    text: str
    lead: str = ""
    cites: tuple[str, ...] = ()
    other: Step | None = None
    topic: bool = False


class Section(Struct, frozen=True):
    """Lines under a heading. ``name`` is the id by which interfaces and formats find a section."""

    name: str
    heading: str
    lines: tuple[Line, ...]


class Stand(Struct, frozen=True):
    """The numbers of statements of documents for and against one kind of support; ``text`` has both in words.

    ``recommended`` is set for the kinds of the outcome, not for companions.
    """

    name: str
    pro: int
    con: int
    recommended: bool
    text: str


class Explanation(Struct, frozen=True):
    """A recommendation in words, in reading order.

    Attributes:
        label: What the title is, such as “Recommended”.
        title: The title of the outcome.
        because: Why, in one sentence.
        clarity: How clear the recommendation is; "" where no answers were given.
        stands: The documents for and against each kind.
        sections: The sections, without those that have no lines.
        private: Whether nothing of the walk may be stored.
    """

    label: str
    title: str
    because: Line
    clarity: str
    stands: tuple[Stand, ...]
    sections: tuple[Section, ...]
    private: bool = False

    def section(self, name: str) -> Section | None:
        """Return the section with this name, or None where it has no lines."""
        return next((section for section in self.sections if section.name == name), None)


_LEADS = {"you": "You said", "they": "You said of them"}


def short_sources(guide: Guide, names: Iterable[str]) -> tuple[str, ...]:
    """Return the short names of sources by their ids."""
    return tuple(guide.sources[name].short for name in names)


def describe_source(source: Source) -> str:
    """Return title, kind, date and note of a source, as sentences."""
    about = ", ".join(part for part in (source.kind, source.date) if part)
    return " ".join(capitalise_sentence(part) for part in (source.title, about, source.note) if part)


def quote_answers(walk: Walk, steps: Iterable[Step], voice: Voice) -> str:
    """Return “You said: …” with the texts of the answers, each once. For the lead of a line."""
    answers = dict.fromkeys(f"“{walk.option_at(step).spoken(voice)}”" for step in steps)
    return f"{_LEADS[voice]}: {join_words(tuple(answers))}"


def reason_line(walk: Walk, reason: Reason, voice: Voice) -> Line:
    """Return a reason as a line: the claim, its sources, and as its lead the answers that make it apply."""
    sources = short_sources(walk.guide, reason.claim.sources)
    return Line(reason.claim.says, quote_answers(walk, reason.steps, voice), sources)


def lead_once(lines: Iterable[Line]) -> Iterator[Line]:
    """Yield the lines; where several in a row have the same lead, only the first of them keeps it."""
    lead = ""
    for line in lines:
        yield replace(line, lead="") if line.lead == lead else line
        lead = line.lead
