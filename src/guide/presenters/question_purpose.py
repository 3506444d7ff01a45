"""Why a question is asked: which differences its answers tell apart, and how many results they leave."""

from collections.abc import Iterator

from guide.common.text import join_words, number_word
from guide.engine.decision import possible_outcomes
from guide.engine.walk import Walk

MOST_NAMED = 4
"""How many differences are named at most; the rest are counted."""


def purpose_lines(walk: Walk) -> Iterator[str]:
    """Yield lines on what the current question of a walk helps to decide, as far as the rules tell.

    The walk must not be finished.
    """
    question = walk.question
    assert question is not None
    means = [name for option in question.options.values() for name in option.means]
    if means:
        names = [f"“{walk.guide.distinctions[name].name}”" for name in dict.fromkeys(means)]
        if len(names) > MOST_NAMED:
            names = [*names[: MOST_NAMED - 1], f"{number_word(len(names) - MOST_NAMED + 1)} more points"]
        yield f"Your answer says something about {join_words(names)}."
    now = len(possible_outcomes(walk))
    left = {len(possible_outcomes(walk.answer(option))) for option in question.options}
    if now > 1:
        yield f"So far {now} results are possible. {_what_is_left(left, now)}"


def _what_is_left(left: set[int], now: int) -> str:
    least, most = min(left), max(left)
    if least == now:
        return "All remain, whatever you answer: it adds to the reasons, or decides with later answers."
    if least == most:
        return f"Whatever you answer, {most} of them remain."
    return f"After your answer, {least} to {most} of them remain."
