"""The parts of a guide. Every value is immutable; tables are keyed by the ids that their author chose.

The annotation of an id names the table of ``Guide`` that must hold it; ``load`` checks that it does. With a
dot, the table is one of a row: of the row whose id is the key around it.

Texts in two voices come in pairs: ``ask`` speaks to the person, ``ask_about`` about somebody who is not
present. Where the second is empty, the first serves both.

``guide rules schema`` prints the docstrings of what stands in a guide's files: they speak to its authors.
What each field is for is in ``authoring.field_descriptions``.
"""

from collections.abc import Mapping
from types import MappingProxyType
from typing import Annotated, Any, Literal, NewType

from msgspec import Struct

SourceId = Annotated[str, "sources"]
DistinctionId = Annotated[str, "distinctions"]
KindId = Annotated[str, "kinds"]
QuestionId = Annotated[str, "questions"]
OutcomeId = Annotated[str, "outcomes"]
HeadingId = Annotated[str, "headings"]
OptionId = Annotated[str, "questions.options"]
PoleId = Annotated[str, "distinctions.poles"]

WebAddress = NewType("WebAddress", str)
"""The address of a web page, by http or https; ``common.web_address`` says which are accepted."""

Voice = Literal["you", "they"]
"""Whether texts speak to the person who answers, or about somebody who is not present."""

NOTHING: Mapping[str, Any] = MappingProxyType({})
"""An empty table."""

Accepted = Mapping[str, str]
"""Warnings that an author accepts at this place: the reason by the code of the warning."""


PLACEHOLDERS = ("kept",)
"""Names that stay in braces in a briefing until it is shown."""


class Briefing(Struct, frozen=True):
    """What an interviewer says before the first question, a sentence or two each.

    In each, ``{kept}`` stands for a sentence on how long the record is kept.
    """

    purpose: str
    voluntary: str
    noted: str
    confidential: str
    seen_by: str


class Front(Struct, frozen=True):
    """The guide's own page: what it says of itself before the first question."""

    title: str
    welcome: str
    start_you: str
    start_they: str
    duration: str
    privacy: str
    caution: str
    caution_about: str = ""
    names: Mapping[str, str] | None = None
    briefing: Briefing | None = None
    not_before_the_end: tuple[str, ...] = ()
    speaks_to_one: tuple[str, ...] = ()
    accept: Accepted = NOTHING

    def cautioned(self, voice: Voice) -> str:
        """What to bear in mind about any recommendation, in a voice."""
        return (voice == "they" and self.caution_about) or self.caution


class Source(Struct, frozen=True):
    """A document that claims cite, or our own view where there is none."""

    title: str
    short: str
    kind: str = ""
    date: str = ""
    note: str = ""
    judgement: bool = False
    url: WebAddress = WebAddress("")
    accept: Accepted = NOTHING


class Dispute(Struct, frozen=True):
    """A point on which documents disagree about kinds."""

    kinds: tuple[KindId, ...]
    treated: str


class Distinction(Struct, frozen=True):
    """One point on which kinds of support differ. An answer can only choose a pole that is listed."""

    name: str
    poles: Mapping[str, str] = NOTHING
    disputes: tuple[Dispute, ...] = ()
    accept: Accepted = NOTHING


class Claim(Struct, frozen=True):
    """What sources say about a kind on one distinction."""

    says: str
    sources: tuple[SourceId, ...]
    pole: PoleId | None = None


class Statement(Struct, frozen=True):
    """One thing that is said, and who says it."""

    says: str
    sources: tuple[SourceId, ...]


Plan = Mapping[HeadingId, Statement]
"""What to do, by heading."""


class Kind(Struct, frozen=True):
    """A kind of support."""

    name: str
    in_short: str
    not_for: str
    claims: Mapping[DistinctionId, tuple[Claim, ...]]
    plan: Plan
    first: tuple[OutcomeId, ...] = ()
    accept: Accepted = NOTHING


class Companion(Struct, frozen=True):
    """A second kind of support that goes with the recommended one."""

    kind: KindId
    when: Literal["alongside", "afterwards"]


class Option(Struct, frozen=True):
    """An answer."""

    say: str
    say_about: str = ""
    means: Mapping[DistinctionId, PoleId] = NOTHING
    recommend: OutcomeId | None = None
    instead: OutcomeId | None = None
    add: Companion | None = None
    then: QuestionId | None = None
    unsure: bool = False
    accept: Accepted = NOTHING

    def spoken(self, voice: Voice) -> str:
        """The text of the answer in a voice."""
        return (voice == "they" and self.say_about) or self.say


class Question(Struct, frozen=True):
    """A question with its answers."""

    ask: str
    probe: str
    help: str
    options: Mapping[str, Option]
    ask_about: str = ""
    help_about: str = ""
    certain: bool = False
    accept: Accepted = NOTHING

    def asked(self, voice: Voice) -> str:
        """The text of the question in a voice."""
        return (voice == "they" and self.ask_about) or self.ask

    def explained(self, voice: Voice) -> str:
        """The help for the question in a voice."""
        return (voice == "they" and self.help_about) or self.help


class Outcome(Struct, frozen=True):
    """An end of the walk: kinds of support, or a signpost to something that is none of them."""

    title: str
    because: str
    sources: tuple[SourceId, ...]
    because_about: str = ""
    kinds: tuple[KindId, ...] = ()
    signpost: bool = False
    private: bool = False
    when: str = ""
    reasons: tuple[Statement, ...] = ()
    plan: Plan = NOTHING
    accept: Accepted = NOTHING

    def reasoned(self, voice: Voice) -> str:
        """Why this outcome is recommended, in a voice."""
        return (voice == "they" and self.because_about) or self.because


class Renamed(Struct, frozen=True):
    """What ids of earlier rules have become, so that unfinished interviews can move to these."""

    questions: Mapping[str, QuestionId] = NOTHING
    options: Mapping[QuestionId, Mapping[str, OptionId]] = NOTHING


class Case(Struct, frozen=True):
    """A scenario: the answers somebody would give, and the outcome they must lead to."""

    about: str
    answers: Mapping[QuestionId, OptionId]
    expect: OutcomeId
    companions: tuple[KindId, ...] = ()


class Guide(Struct, frozen=True, eq=False):
    """A whole guide, whose links all resolve.

    Compared and hashed by identity, so that functions can cache their results for it. ``more`` is the
    question that is asked after the result; no answer leads to it, and its answers can only add a kind.
    """

    front: Front
    sources: Mapping[str, Source]
    distinctions: Mapping[str, Distinction]
    headings: Mapping[str, str]
    kinds: Mapping[str, Kind]
    start: QuestionId
    questions: Mapping[str, Question]
    outcomes: Mapping[str, Outcome]
    more: QuestionId | None = None
    renamed: Renamed = Renamed()

    def takes_more(self, outcome: str | None) -> bool:
        """Whether a kind can be added to this outcome, by an answer to ``more``.

        False for None (no outcome yet), for a signpost, and for a private outcome.
        """
        if self.more is None or outcome is None:
            return False
        end = self.outcomes[outcome]
        return not end.signpost and not end.private
