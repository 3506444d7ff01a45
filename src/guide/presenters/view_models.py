"""The values that sentences are put into: lines, in sections, in an explanation."""

from collections.abc import Iterable, Iterator

from msgspec import Struct
from msgspec.structs import replace

from guide.common.text import capitalise_sentence, join_words
from guide.engine.evidence import Reason
from guide.engine.walk import Step, Walk
from guide.ruleset.model import Guide, Source, Voice


class Line(Struct, frozen=True):
    """One sentence of an explanation or report, with its heading and sources, before it is laid out.

    Attributes:
        text: The sentence.
        lead: A short heading; "" where the line continues the one before.
        cites: The short names of sources.
        other: The answer that the line is about, where it is not the one that was given.
        topic: Whether the lead is a topic, which holds for the lines up to the next topic.
        stands_for: The lines that this one sums up, for an interface that can unfold it.
        url: A web address to go with the text; "" for none.
    """

    text: str
    lead: str = ""
    cites: tuple[str, ...] = ()
    other: Step | None = None
    topic: bool = False
    url: str = ""
    stands_for: "tuple[Line, ...]" = ()


class Section(Struct, frozen=True):
    """Lines under a heading.

    ``name`` is the id by which interfaces and formats find a section of an explanation or report.
    """

    name: str
    heading: str
    lines: tuple[Line, ...]


class Stand(Struct, frozen=True):
    """How many statements of documents are for one kind of help and how many against it, with a text.

    ``recommended`` is set for the kinds of the outcome, not for companions (added kinds). ``text`` has both
    numbers in words.
    """

    name: str
    pro: int
    con: int
    recommended: bool
    text: str


class Door(Struct, frozen=True):
    """A group of sections of a result that are opened together, below the recommendation.

    ``name`` is the id, and the word that opens it where words are typed.
    """

    name: str
    heading: str
    sections: tuple[Section, ...]


class Explanation(Struct, frozen=True):
    """A recommendation in words. Every interface and report shows it in the order of the attributes.

    Attributes:
        label: What the title is, such as “Recommended”.
        title: What is recommended.
        verdict: How clear it is, in a few words; "" where no answers were given, and where it is urgent.
        clarity: The same as a sentence that says why; "" as ``verdict``.
        because: Why, in a sentence.
        next_steps: The lines of the plan to begin with; all of them where it is urgent.
        companions: The names of the kinds that go with it, each led by when it comes in.
        doors: What can be opened, always in the same order. A door without lines is left out.
        caution: A last word, on what the guide cannot know.
        stands: What the documents say for and against each kind, read with the reasons.
        sections: Every section that has lines, in reading order.
        private: Nothing of the walk may be kept.
        urgent: It is about danger, health, bad treatment or a dispute: what is to be done stands alone,
            without evidence and alternatives.
    """

    label: str
    title: str
    verdict: str
    clarity: str
    because: Line
    next_steps: tuple[Line, ...]
    companions: tuple[Line, ...]
    doors: tuple[Door, ...]
    caution: Line
    stands: tuple[Stand, ...]
    sections: tuple[Section, ...]
    private: bool = False
    urgent: bool = False

    def section(self, name: str) -> Section | None:
        """Return the section with this name, or None where it has no lines."""
        return next((section for section in self.sections if section.name == name), None)


_LEADS = {"you": "You said", "they": "You said of them"}


def short_sources(guide: Guide, names: Iterable[str]) -> tuple[str, ...]:
    """Return the short names of sources by their ids."""
    return tuple(guide.sources[name].short for name in names)


def describe_source(source: Source) -> str:
    """Return sentences about a source: its title, what kind of document it is, its date, and a note."""
    about = ", ".join(part for part in (source.kind, source.date) if part)
    return " ".join(capitalise_sentence(part) for part in (source.title, about, source.note) if part)


def source_line(source: Source) -> Line:
    """Return a source as it stands in a list of sources: short name, description and address."""
    return Line(describe_source(source), source.short, url=source.url)


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
