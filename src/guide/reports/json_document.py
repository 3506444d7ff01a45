"""The types of a report as JSON: ids of the guide beside their words.

The JSON Schema is made from these types. Their docstrings are its descriptions, so each is one line.
"""

from collections.abc import Mapping

from msgspec import UNSET, Struct, UnsetType

from guide.engine.recommendation import Clarity
from guide.interviews.events import View as Opinion
from guide.ruleset.model import Voice


class _Part(Struct, frozen=True, forbid_unknown_fields=True):
    pass


class SourceJson(_Part, frozen=True):
    """A document, or with `judgement` what stands on none. `url` is its web address, if it has one."""

    title: str
    short: str
    kind: str
    date: str
    note: str
    judgement: bool
    url: str | UnsetType = UNSET


class Said(_Part, frozen=True):
    """One thing that is said, and the ids of the sources that say it."""

    says: str
    sources: tuple[str, ...]


class Answer(_Part, frozen=True):
    """An answer that was given, by ids and in words."""

    question: str
    option: str
    said: str


class PathStepJson(Answer, frozen=True):
    """An answer with the question as it was asked, and the note to it, if there is one."""

    asked: str
    note: str | UnsetType = UNSET


class ReasonJson(Said, frozen=True):
    """What bears on a kind, and the answers that make it do so. A signpost's own has no kind."""

    answers: tuple[Answer, ...]
    kind: str | None
    distinction: str | None


class NeedJson(Said, frozen=True):
    """What a kind would need. `answers` say otherwise; where there are none, it was not spoken of."""

    answers: tuple[Answer, ...]
    distinction: str


class KindJson(_Part, frozen=True):
    """A kind of support."""

    id: str
    name: str


class CompanionJson(_Part, frozen=True):
    """A kind that goes with the outcome. `when` is "alongside" or "afterwards"."""

    kind: str
    when: str


class AlternativeJson(KindJson, frozen=True):
    """A kind that is not recommended: what fits it too, and what it would need."""

    fits: tuple[ReasonJson, ...]
    needs: tuple[NeedJson, ...]


class StandingJson(KindJson, frozen=True):
    """How many statements of documents are for a kind on this walk, and against it."""

    pro: int
    con: int
    recommended: bool


class Clearness(_Part, frozen=True):
    """How clear it is: the ids of the kinds that come close, and what could not be answered."""

    level: Clarity
    says: str
    rivals: tuple[str, ...]
    unsure: tuple[Answer, ...]


class EndJson(_Part, frozen=True):
    """An end of the walk."""

    outcome: str
    title: str


class First(EndJson, frozen=True):
    """An end that comes before a recommended kind, and in which case."""

    when: str


class WhatIfJson(Answer, frozen=True):
    """Another answer than the one `given`: what could come of it. `next` is null where the walk would end."""

    given: str
    possible: tuple[EndJson, ...]
    companions: tuple[CompanionJson, ...]
    next: str | None


class ViewJson(_Part, frozen=True):
    """One side of a dispute: the sources that put a kind on a pole of the distinction."""

    kind: str
    pole: str
    says: str
    sources: tuple[str, ...]


class DisputeJson(_Part, frozen=True):
    """A point on which the documents disagree, and how the guide treats it."""

    distinction: str
    name: str
    views: tuple[ViewJson, ...]
    treated: str


class PlanLine(Said, frozen=True):
    """A line of the plan. A signpost's own has no kind."""

    kind: str | None
    heading: str


class Response(_Part, frozen=True):
    """What the person says to the recommendation. `kind` is what they would prefer, if they name one."""

    view: Opinion
    says: str
    kind: str | None
    why: str | None


class MeetingJson(_Part, frozen=True):
    """The interview that it came from. What is not known is null; days are YYYY-MM-DD."""

    person: str | None
    interviewer: str | None
    occasion: str | None
    day: str | None
    goal: str | None
    response: Response | None
    step: str | None
    owner: str | None
    review: str | None


class Document(_Part, frozen=True):
    """A recommendation with all that bears on it. Of a private end nothing of the walk, as `notice` says."""

    guide: str
    voice: Voice
    label: str
    outcome: str
    title: str
    because: Said
    signpost: bool
    private: bool
    notice: str | None
    kinds: tuple[KindJson, ...]
    companions: tuple[CompanionJson, ...]
    replaced: str | None
    decided_by: Answer | None
    clarity: Clearness | None
    standings: tuple[StandingJson, ...]
    reasons: tuple[ReasonJson, ...]
    against: tuple[ReasonJson, ...]
    others: tuple[AlternativeJson, ...]
    tips: tuple[WhatIfJson, ...]
    plan: tuple[PlanLine, ...]
    first: tuple[First, ...]
    disputes: tuple[DisputeJson, ...]
    answers: tuple[PathStepJson, ...]
    sources: Mapping[str, SourceJson]
    caution: str
    meeting: MeetingJson | None


class Unfinished(_Part, frozen=True):
    """Answers that do not come to an end yet: what is still `possible`, and the question asked `next`."""

    voice: Voice
    answers: tuple[Answer, ...]
    possible: tuple[EndJson, ...]
    next: str
    asked: str
    options: Mapping[str, str]
