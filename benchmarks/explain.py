"""What a full recommendation costs, and its explanation, in guides of many questions.

    python benchmarks/explain.py [--questions 100 1000 10000 100000]

For each size there are three guides. In the tree each question leads to two of its own and to a neighbour's,
so that walks are short; once it has 50 outcomes, and once as many as it has questions, 10,000 at the most. In
the chain each question leads to the next, past it, or to an end; walks are long, 1,000 questions at the most.
Six kinds have claims on twelve distinctions; answers choose poles, some add a kind, some cannot say.

"first" is the first recommendation, which works out what holds for the whole guide. The others are medians
over other walks at random, in milliseconds a walk: all of ``recommend``, and all of ``explain``. The goal is
50 ms for ``recommend`` at 10,000 questions, and a cost that grows with the walk, not with the guide.
"""

import argparse
import random
import statistics
import time
from collections.abc import Callable, Iterator, Mapping
from functools import partial
from typing import NamedTuple, TypeVar

from guide.engine.recommendation import recommend
from guide.engine.walk import Walk, replay_answers
from guide.presenters.explanation import explain
from guide.ruleset.model import (
    Claim,
    Companion,
    Dispute,
    Distinction,
    Front,
    Guide,
    Kind,
    Option,
    Outcome,
    Question,
    Source,
    Statement,
)

T = TypeVar("T")
WALKS = 30
LONGEST_CHAIN = 1_000
FEW_OUTCOMES, MOST_OUTCOMES = 50, 10_000
FRONT = Front("T", "W", "Y", "T", "D", "P", "C", "C")
SOURCES = {f"book{number}": Source(f"Book {number}", f"Book {number}") for number in range(5)} | {
    "own": Source("What we think", "our view", judgement=True)
}
POLES = ("left", "middle", "right")
DISTINCTIONS = [f"point{number}" for number in range(12)]
KINDS = [f"kind{number}" for number in range(6)]


class Shape(NamedTuple):
    """A guide to measure: ``leads`` are the three questions that one leads to, beyond the last for an end."""

    name: str
    questions: int
    outcomes: int
    leads: Callable[[int], tuple[int, int, int]]


def shapes(count: int) -> Iterator[Shape]:
    def tree(number: int) -> tuple[int, int, int]:
        return 2 * number + 1, 2 * number + 2, 2 * number + 3

    def chain(number: int) -> tuple[int, int, int]:
        return number + 1, number + 2, count

    yield Shape("tree", count, FEW_OUTCOMES, tree)
    yield Shape("tree", count, min(count, MOST_OUTCOMES), tree)
    yield Shape("chain", count, FEW_OUTCOMES, chain)


def build(shape: Shape) -> Guide:
    return Guide(
        front=FRONT,
        sources=SOURCES,
        distinctions={name: _distinction(name) for name in DISTINCTIONS},
        headings={"first_step": "First step", "stop": "When to stop"},
        kinds={name: _kind(number, name) for number, name in enumerate(KINDS)},
        start="q0",
        questions={f"q{number}": _question(shape, number) for number in range(shape.questions)},
        outcomes={f"end{number}": _outcome(number) for number in range(shape.outcomes)},
    )


def _distinction(name: str) -> Distinction:
    disputes = (Dispute(tuple(KINDS[:2]), "Both hold here."),)
    return Distinction(f"About {name}", {pole: f"on the {pole}" for pole in POLES}, disputes)


def _kind(number: int, name: str) -> Kind:
    books = list(SOURCES)
    claims = {
        distinction: tuple(
            Claim(
                f"The {name} is {pole} on {distinction}.",
                (books[(number + place) % 6], books[place % 5]),
                pole,
            )
            for place, pole in enumerate(POLES)
            if (number + place + point) % 3
        )
        for point, distinction in enumerate(DISTINCTIONS)
    }
    step = Statement("Go there.", (books[number % 5],))
    return Kind(f"The {name}", "In short.", "Not for that.", claims, {"first_step": step, "stop": step})


def _question(shape: Shape, number: int) -> Question:
    options = {}
    for place, then in enumerate(shape.leads(number)):
        ends = then >= shape.questions
        pole = POLES[(number + place) % 3]
        options[f"o{place}"] = Option(
            say=f"Answer {place} to question {number}",
            means={} if place == 1 else {DISTINCTIONS[number % 12]: pole},
            recommend=f"end{(number * 3 + place) % shape.outcomes}" if ends else None,
            add=Companion(KINDS[number % 6], "alongside") if number % 4 == 3 and place == 0 else None,
            then=None if ends else f"q{then}",
            unsure=place == 1,
        )
    return Question(f"What of question {number}?", "Ask twice.", "Think.", options)


def _outcome(number: int) -> Outcome:
    kinds = tuple(KINDS[(number + more) % 6] for more in range(1 + number % 2))
    return Outcome(f"End {number}", "It is so.", ("book0",), kinds=kinds)


def walk(guide: Guide, chance: random.Random) -> Walk:
    """A walk to the end that stays on the road where it can, LONGEST_CHAIN questions at the most."""
    answers: dict[str, str] = {}
    at: str | None = guide.start
    while at is not None:
        options: Mapping[str, Option] = guide.questions[at].options
        on = [name for name, option in options.items() if option.then]
        ends = [name for name, option in options.items() if not option.then]
        leave = ends and (not on or len(answers) >= LONGEST_CHAIN - 1)
        answers[at] = chance.choice(ends if leave else on)
        at = options[answers[at]].then
    return replay_answers(guide, answers)


def timed(work: Callable[[], T]) -> tuple[float, T]:
    """Milliseconds, and what the work came to."""
    begin = time.perf_counter()
    result = work()
    return (time.perf_counter() - begin) * 1000, result


def row(shape: Shape) -> str:
    guide = build(shape)
    chance = random.Random(1)
    one, *walks = (walk(guide, chance) for _ in range(WALKS + 1))
    first, _ = timed(partial(recommend, one))
    advised = [timed(partial(recommend, one)) for one in walks]
    told = [timed(partial(explain, recommendation, "you")) for _, recommendation in advised]
    length = statistics.median(len(one.path) for one in walks)
    recommending, explaining = (statistics.median(taken for taken, _ in runs) for runs in (advised, told))
    cells = (shape.name, f"{shape.questions:,}", f"{shape.outcomes:,}", f"{length:,.0f}", f"{first:,.0f}")
    return f"| {' | '.join(cells)} | {recommending:.1f} | {explaining:.1f} |"


def main() -> None:
    arguments = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    arguments.add_argument("--questions", type=int, nargs="+", default=[100, 1_000, 10_000, 100_000])
    print("| guide | questions | outcomes | questions on a walk | first, ms | recommend, ms | explain, ms |")
    print("|---|--:|--:|--:|--:|--:|--:|")
    for count in arguments.parse_args().questions:
        for shape in shapes(count):
            print(row(shape), flush=True)


if __name__ == "__main__":
    main()
