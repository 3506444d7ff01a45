"""What is said on a day of interviews: drawn from a seed, with what is to be kept of it in the end."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, timedelta
from random import Random
from typing import Any, Literal

from guide.engine.decision import decide, more_options
from guide.engine.walk import Walk, replay_answers
from guide.interviews.events import View
from guide.ruleset.model import Guide, Voice

Way = Literal["app", "plain", "form"]
"""How an interview is begun; one from a form goes on in the app."""
Deed = Literal["", "step", "owner", "review", "response", "names", "held", "delete"]
"""What becomes of a finished interview: a part of it is changed, its review is held, or it is deleted."""

FIRST = ("Jürgen", "Zoë", "Łukasz", "Éva", "Søren", "Ana", "Ngọc", "D’Arcy", "K-17", "美咲")
LAST = (
    "O'Neil",
    "Straße",
    "Nuñez",
    "de la Cruz",
    "Şahin",
    "Ó Briain",
    "van ’t Hoff",
    "Lee-Smith",
    "Ивано́ва",
    "Σ",
)
MOST = len(FIRST) * len(LAST)
"""Interviews of a day."""
OCCASIONS = ("", "Yearly talk", "Rückkehr", "After 90 days", "Q3; team")
INTERVIEWERS = ("Grace", "Grüß & Co", "")
WORDS = (
    *("calm", "=1+1", "[b]bold[/b]", "„Ja“", "50 %", "naïve", "C:\\temp", "{kept}", "日本", '"quoted"'),
    *("it's", "a;b,c", "x > y", "3rd", "%s", "🙂", "über", "#1", "done", "again"),
)
"""Words that mean something to shells, tables, marked-up texts or prompts."""
IN_APP: tuple[Deed, ...] = ("step", "", "held", "", "delete", "names", "owner", "response", "", "review")
FROM_FORM: tuple[Deed, ...] = ("names", "delete", "held", "response", "step", "")
"""What becomes of the first interview, the second, and so on."""


@dataclass
class Talk:
    """One interview as the script has it.

    Attributes:
        mark: The beginning of a word in each of its texts, which is in no other interview.
        missteps: Answers that are given by mistake and taken back at once, by question.
        leaves_at: The question at which it is left, to be resumed later; "" where it is not.
        from_form: The questions that the form answers already.
        mended: A question whose answer is changed when the answers are read back, and the new answer.
        review_typed: The day of the review as it is typed.
        changes: The events of what was changed after it was finished.
    """

    mark: str
    way: Way
    voice: Voice
    person: str
    interviewer: str
    occasion: str
    answers: dict[str, str]
    private: bool = False
    deed: Deed = ""
    goal: str = ""
    notes: dict[str, str] = field(default_factory=dict)
    missteps: dict[str, str] = field(default_factory=dict)
    leaves_at: str = ""
    from_form: tuple[str, ...] = ()
    mended: tuple[str, str] | None = None
    view: View = "agrees"
    kind: str = ""
    why: str = ""
    step: str = ""
    owner: str = ""
    review: str = ""
    review_typed: str = ""
    changes: list[dict[str, Any]] = field(default_factory=list)

    @property
    def names(self) -> dict[str, str]:
        return {"person": self.person, "interviewer": self.interviewer, "occasion": self.occasion}

    @property
    def response(self) -> dict[str, str]:
        return {"view": self.view, "kind": self.kind, "why": self.why}

    @property
    def agreed(self) -> dict[str, str]:
        return {"step": self.step, "owner": self.owner, "review": self.review}

    @property
    def reviews(self) -> list[dict[str, Any]]:
        """The reviews that were held, in order."""
        return [change for change in self.changes if change["type"] == "reviewed"]

    @property
    def texts(self) -> tuple[str, ...]:
        """All that was written freely, as it is at the end."""
        written = (self.goal, self.why, self.step, self.owner, *self.notes.values())
        return tuple(text for text in (*written, *(review["text"] for review in self.reviews)) if text)

    def expected(self, guide: Guide) -> Mapping[str, Any]:
        """Each field of the interview by its name, as it is to be at the end."""
        end = decide(replay_answers(guide, self.answers))
        return {
            "opened": {"voice": self.voice, **self.names, "own": False},
            "informed": True,
            "goal": self.goal,
            "answers": self.answers,
            "notes": self.notes,
            "finished": {
                "outcome": end.outcome,
                "companions": [companion.kind for companion in end.companions],
            },
            "response": self.response,
            "arranged": self.agreed,
            "reviews": [{"review": held["review"], "text": held["text"]} for held in self.reviews],
        }


class Script:
    """Makes the talks of a day. The same seed makes the same day."""

    def __init__(self, guide: Guide, seed: int) -> None:
        self._guide = guide
        self._random = Random(seed)
        self._written = 0

    def make_day(self, interviews: int) -> list[Talk]:
        """So many talks, 6 to MOST, each with another person: in the app, line by line, and from a form."""
        plain, form = max(1, interviews // 10), max(2, interviews * 3 // 10)
        names = [f"{first} {last}" for last in LAST for first in FIRST]
        self._random.shuffle(names)
        talks = [self._begin_in_app(number, names.pop()) for number in range(interviews - plain - form)]
        talks += [self._begin_plain(number, names.pop()) for number in range(plain)]
        talks += [self._begin_by_form(number, names.pop()) for number in range(form)]
        return talks

    def write_text(self, mark: str, lines: int = 1) -> str:
        self._written += 1
        said = "\n".join(" ".join(self._random.sample(WORDS, 5)) for _ in range(lines))
        return f"{said} {mark}{self._written}"

    def write_day(self) -> tuple[str, str]:
        """A day to come, and how somebody would write it."""
        weeks = self._random.randint(2, 50)
        day = date.today() + timedelta(weeks=weeks)
        written = (f"in {weeks} weeks", day.isoformat(), f"{day.day} {day:%B} {day.year}")
        return day.isoformat(), self._random.choice(written)

    def draw_kind(self, talk: Talk) -> str:
        """One of the kinds that could be preferred, or "" for none of them."""
        return self._random.choice(["", *other_kinds(self._guide, talk)])

    def _begin_in_app(self, number: int, person: str) -> Talk:
        private = number % 12 == 1
        walk = self._walk(private=private)
        talk = self._talk("app", person, walk, IN_APP[number % len(IN_APP)])
        talk.private = private
        if private:
            talk.deed = ""
            return talk
        if number % 3 == 0:
            talk.leaves_at = walk.path[1].question
        for step in walk.path:
            others = [name for name in self._guide.questions[step.question].options if name != step.option]
            if self._random.random() < 0.15:
                talk.missteps[step.question] = self._random.choice(others)
        self._mend(talk, walk)
        return talk

    def _begin_plain(self, number: int, person: str) -> Talk:
        talk = self._talk("plain", person, walk := self._walk(), "")
        if number % 2 == 0:
            talk.leaves_at = walk.path[1].question
        return talk

    def _begin_by_form(self, number: int, person: str) -> Talk:
        talk = self._talk("form", person, walk := self._walk(), FROM_FORM[number % len(FROM_FORM)])
        talk.from_form = tuple(step.question for step in walk.path[: self._random.randint(1, 2)])
        return talk

    def _talk(self, way: Way, person: str, walk: Walk, deed: Deed) -> Talk:
        random = self._random
        self._written += 1
        mark = f"zq{self._written}n"
        talk = Talk(
            mark,
            way,
            "they" if way == "form" else "you",
            person,
            random.choice(INTERVIEWERS),
            random.choice(OCCASIONS),
            dict(walk.answers),
            deed=deed,
        )

        def maybe(left_out: float, lines: int = 1) -> str:
            return "" if random.random() < left_out else self.write_text(mark, lines)

        talk.goal = maybe(0.1, lines=2 if way != "plain" and random.random() < 0.3 else 1)
        talk.notes = {name: self.write_text(mark) for name in walk.answers if random.random() < 0.25}
        talk.view = random.choice(("agrees", "prefers", "undecided"))
        if talk.view == "prefers":
            talk.kind = self.draw_kind(talk)
        talk.why, talk.step, talk.owner = maybe(0.2), maybe(0.1), maybe(0.2)
        if random.random() > 0.2:
            talk.review, talk.review_typed = self.write_day()
        return talk

    def _mend(self, talk: Talk, walk: Walk) -> None:
        """Let the last answer become another one, where that ends publicly and at once; or add something."""
        last = walk.path[-1]
        for name in self._guide.questions[last.question].options if self._random.random() < 0.3 else ():
            revised = walk.revise(last.question, name)
            if name != last.option and revised.current is None and not self._is_private(revised):
                talk.mended = (last.question, name)
        more = more_options(walk)
        if talk.mended is None and more and self._random.random() < 0.4:
            talk.answers[str(self._guide.more)] = self._random.choice(list(more))

    def _walk(self, *, private: bool = False) -> Walk:
        """A walk of two questions or more to its end."""
        while True:
            walk = replay_answers(self._guide)
            while walk.question is not None:
                walk = walk.answer(self._random.choice(list(walk.question.options)))
            if len(walk.path) > 1 and self._is_private(walk) == private:
                return walk

    def _is_private(self, walk: Walk) -> bool:
        return self._guide.outcomes[decide(walk).outcome].private


def other_kinds(guide: Guide, talk: Talk) -> list[str]:
    """The kinds that are not recommended, as far as its answers go."""
    recommended = guide.outcomes[decide(replay_answers(guide, talk.answers)).outcome].kinds
    return [name for name in guide.kinds if name not in recommended]
