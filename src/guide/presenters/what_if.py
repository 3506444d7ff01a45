"""Where other answers would have led, and what an unfinished walk can still come to, in words."""

from collections.abc import Iterator
from itertools import groupby
from operator import attrgetter

from guide.common.text import join_words
from guide.engine.decision import WhatIf, possible_outcomes
from guide.engine.recommendation import Recommendation
from guide.engine.walk import Step, Walk
from guide.presenters.view_models import Line, Section
from guide.ruleset.model import Guide, Voice

MOST_NAMED = 4
"""How many outcomes that are still possible are named; where there are more, the first few stand for all."""

_ADDED = {"alongside": "with {} at the same time", "afterwards": "with {} afterwards"}


def progress_text(walk: Walk) -> str:
    """Return the number of the current question and how many there can be: “Question 2 of at most 9”."""
    here = len(walk.path) + 1
    most = len(walk.path) + walk.longest_left
    return f"Question {here} of at most {most}" if here < most else f"Question {here}, the last one"


def what_if_lines(recommendation: Recommendation, voice: Voice) -> Iterator[Line]:
    """Yield what each other answer would have led to, question by question.

    For each question, answers that would change the recommendation have a line each; one more line names
    those that would not.
    """
    guide = recommendation.guide
    for step, tips in groupby(recommendation.what_ifs, attrgetter("step")):
        lead = guide.questions[step.question].asked(voice)
        options = guide.questions[step.question].options
        unchanging = []
        for tip in tips:
            answer = f"“{options[tip.option].spoken(voice)}”"
            if _changes_nothing(recommendation, tip):
                unchanging.append(answer)
            else:
                text = f"{answer} leads to {_where(guide, tip)}."
                yield Line(text, lead, other=Step(step.question, tip.option))
                lead = ""
        if unchanging:
            verb = "changes" if len(unchanging) == 1 else "change"
            yield Line(f"{join_words(unchanging)} {verb} nothing.", lead)


def open_sections(walk: Walk, voice: Voice) -> tuple[Section, ...]:
    """Return the outcomes that an unfinished walk can still end on, and the question and options asked next.

    Options are shown with their ids, for use on a command line.
    """
    guide = walk.guide
    question = walk.question
    assert question is not None
    options = (Line(f"{name}: {option.spoken(voice)}") for name, option in question.options.items())
    return (
        Section(
            "possible",
            "Still possible",
            tuple(Line(guide.outcomes[name].title) for name in possible_outcomes(walk)),
        ),
        Section(
            "next",
            "Asked next",
            (Line(question.asked(voice), f"{progress_text(walk)}, “{walk.current}”"), *options),
        ),
    )


def _changes_nothing(recommendation: Recommendation, tip: WhatIf) -> bool:
    return (
        tip.possible == (recommendation.outcome,)
        and tip.companions == recommendation.companions
        and not tip.at
    )


def _where(guide: Guide, tip: WhatIf) -> str:
    count = len(tip.possible)
    titles = [f"“{guide.outcomes[name].title}”" for name in tip.possible[:MOST_NAMED]]
    if tip.at is None:
        return ", ".join(
            [
                titles[0],
                *(_ADDED[added.when].format(guide.kinds[added.kind].name) for added in tip.companions),
            ]
        )
    if count == 1:
        return f"{titles[0]}, whatever follows"
    if count <= MOST_NAMED:
        return f"{join_words(titles, 'or')}, depending on what follows"
    return f"further questions, and in the end to {', '.join(titles[: MOST_NAMED - 1])} or to something else"
