"""Where other answers would have led, and what an unfinished walk can still come to, in words."""

from collections.abc import Iterator
from functools import partial

from guide.common.text import join_words, shorten_question
from guide.engine.decision import WhatIf, possible_outcomes
from guide.engine.recommendation import Recommendation
from guide.engine.walk import Step, Walk
from guide.presenters.view_models import Line, Section, lead_once
from guide.ruleset.model import Guide, Voice

MOST_NAMED = 4
"""How many outcomes that are still possible are named; where there are more, the first few stand for all."""

FURTHER = "Other answers that only lead to further questions"
NO_CHANGE = "Other answers that would change nothing"

_ADDED = {"alongside": "with {} at the same time", "afterwards": "with {} afterwards"}


def progress_text(walk: Walk) -> str:
    """Return the number of the current question and how many there can be: “Question 2 of at most 9”."""
    here = len(walk.path) + 1
    most = len(walk.path) + walk.longest_left
    return f"Question {here} of at most {most}" if here < most else f"Question {here}, the last one"


def what_if_lines(recommendation: Recommendation, voice: Voice) -> Iterator[Line]:
    """Yield lines on what each other answer would have led to.

    First come the answers that alone decide otherwise, a line each under their question. The last question
    comes first: the later an answer was given, the more of the others stay as they are when it changes. One
    line then stands for all that only lead to further questions, and one names those that change nothing.
    """
    deciding: list[Line] = []
    asking: list[Line] = []
    unchanging: list[str] = []
    for tip in sorted(recommendation.what_ifs, key=partial(_distance, recommendation.walk)):
        if _changes_nothing(recommendation, tip):
            unchanging.append(_answer(recommendation, tip, voice))
        else:
            lines = deciding if _decides(recommendation, tip) else asking
            lines.append(_what_if_line(recommendation, tip, voice))
    yield from lead_once(deciding)
    if asking:
        answers = [recommendation.walk.option_at(line.other).spoken(voice) for line in asking if line.other]
        yield Line(_listed(answers), FURTHER, topic=True, stands_for=tuple(lead_once(asking)))
    if unchanging:
        yield Line(_listed(unchanging), NO_CHANGE, topic=True)


def _distance(walk: Walk, tip: WhatIf) -> tuple[int, bool]:
    return -walk.path.index(tip.step), tip.at is not None


def _decides(recommendation: Recommendation, tip: WhatIf) -> bool:
    """Whether it leads to another result, whatever else is answered."""
    return tip.at is None or (len(tip.possible) == 1 and tip.possible != (recommendation.outcome,))


def _what_if_line(recommendation: Recommendation, tip: WhatIf, voice: Voice) -> Line:
    question = recommendation.guide.questions[tip.step.question]
    text = f"“{_answer(recommendation, tip, voice)}” leads to {_where(recommendation.guide, tip)}."
    return Line(text, shorten_question(question.asked(voice)), other=Step(tip.step.question, tip.option))


def _answer(recommendation: Recommendation, tip: WhatIf, voice: Voice) -> str:
    return recommendation.guide.questions[tip.step.question].options[tip.option].spoken(voice)


def _listed(answers: list[str]) -> str:
    """The answers as one sentence, each once."""
    return f"{join_words([f'“{answer}”' for answer in dict.fromkeys(answers)])}."


def trial_text(walk: Walk, baseline: Walk, voice: Voice) -> str:
    """Return a sentence on which answers are tried in place of which; "" where no answer differs.

    ``walk`` has the tried answers, ``baseline`` those that were given.
    """
    changed = [
        f"“{walk.option_at(Step(step.question, tried)).spoken(voice)}” instead of "
        f"“{baseline.option_at(step).spoken(voice)}”"
        for step in baseline.path
        if (tried := walk.answers.get(step.question, step.option)) != step.option
    ]
    return f"You are trying {join_words(changed)}." if changed else ""


def open_sections(walk: Walk, voice: Voice) -> tuple[Section, ...]:
    """Return sections on an unfinished walk: the outcomes that are still possible, and the next question.

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
    return f"further questions, and then to {', '.join(titles[: MOST_NAMED - 1])} or to something else"
