"""What changed from one interview to a later one, place by place and in sentences."""

from collections.abc import Iterator, Mapping
from typing import Literal, NamedTuple

from msgspec import Struct

from guide.common.text import capitalise_sentence, join_words, pluralise
from guide.engine.walk import Step
from guide.presenters.event_text import answer_text, outcome_title, question_text
from guide.presenters.interview_record import InterviewRecord, kind_name, recommendation_lines

Part = Literal["goal", "answer", "recommendation"]


class ComparedField(Struct, frozen=True):
    """One field of two interviews, such as the answer to a question, with both texts.

    Attributes:
        part: What kind of field it is.
        lead: Its name, such as the question.
        one: The text of the earlier interview.
        other: The text of the later one.
        differs: Whether they differ in content.
        once: Whether only one of them asked the question.
    """

    part: Part
    lead: str
    one: str
    other: str
    differs: bool
    once: bool = False


class InterviewComparison(Struct, frozen=True):
    """Two interviews compared field by field. ``changed`` are sentences on what differs."""

    pairs: tuple[ComparedField, ...]
    changed: tuple[str, ...]


class _Answer(NamedTuple):
    """An answer as a step, and with its question in words. ``step`` is None where it was not asked."""

    step: Step | None
    lead: str
    text: str


_NOT_ASKED = _Answer(None, "", "Not asked")
_NO_LONGER = ("no longer goes", "no longer go")


def compare_interviews(earlier: InterviewRecord, later: InterviewRecord) -> InterviewComparison:
    """Compare two interviews, each in the words of its own rules."""
    goal = _compare_goals(earlier, later)
    answers = tuple(_compare_answers(earlier, later))
    end = _compare_ends(earlier, later)
    changed = (*_goal_changes(goal), *_answer_changes(answers), *_end_changes(earlier, later, end))
    return InterviewComparison((goal, *answers, end), changed)


def _compare_goals(earlier: InterviewRecord, later: InterviewRecord) -> ComparedField:
    before, after = earlier.interview.goal, later.interview.goal
    return ComparedField("goal", "The goal", before, after, before != after)


def _compare_answers(earlier: InterviewRecord, later: InterviewRecord) -> Iterator[ComparedField]:
    """Yield the questions in the order of the later interview, then those that only the earlier one asked."""
    first, second = _answers(earlier), _answers(later)
    for question in {**second, **first}:
        before, after = first.get(question, _NOT_ASKED), second.get(question, _NOT_ASKED)
        yield ComparedField(
            "answer",
            after.lead or before.lead,
            before.text,
            after.text,
            differs=before.step != after.step,
            once=_NOT_ASKED in (before, after),
        )


def _answers(record: InterviewRecord) -> Mapping[str, _Answer]:
    """Return by question the answers on the path; all answers where no rules tell the path."""
    walk = record.walk
    path = walk.path if walk else [Step(*answer) for answer in record.interview.answers.items()]
    return {
        step.question: _Answer(
            step,
            question_text(record.guide, step.question, record.voice),
            answer_text(record.guide, *step, record.voice),
        )
        for step in path
    }


def _compare_ends(earlier: InterviewRecord, later: InterviewRecord) -> ComparedField:
    before, after = (
        "\n".join(": ".join(filter(None, (line.lead, line.text))) for line in recommendation_lines(record))
        for record in (earlier, later)
    )
    return ComparedField("recommendation", "Recommendation", before, after, _end(earlier) != _end(later))


def _end(record: InterviewRecord) -> tuple[str, frozenset[str]]:
    """Return the ids of the outcome and of its companions; empty where there is no decision."""
    if record.decision is None:
        return "", frozenset()
    return record.decision.outcome, frozenset(companion.kind for companion in record.decision.companions)


def _goal_changes(goal: ComparedField) -> Iterator[str]:
    yield "The goal is another one." if goal.differs else "The goal is the same."


def _answer_changes(answers: tuple[ComparedField, ...]) -> Iterator[str]:
    asked_twice = [answer for answer in answers if not answer.once]
    different = sum(answer.differs for answer in asked_twice)
    same, alone = len(asked_twice) - different, len(answers) - len(asked_twice)
    if different:
        verb = "is" if different == 1 else "are"
        yield capitalise_sentence(f"{pluralise(different, 'answer')} {verb} now another one")
    if same:
        yield capitalise_sentence(f"{pluralise(same, 'answer')} {'is' if same == 1 else 'are'} the same")
    if alone:
        verb = "was" if alone == 1 else "were"
        yield capitalise_sentence(f"{pluralise(alone, 'question')} {verb} asked only once")


def _end_changes(earlier: InterviewRecord, later: InterviewRecord, end: ComparedField) -> Iterator[str]:
    if earlier.decision and later.decision:
        yield from _recommendation_changes(earlier, later, end.differs)
    if earlier.interview.rules != later.interview.rules:
        yield "The rules were changed between the two."


def _recommendation_changes(earlier: InterviewRecord, later: InterviewRecord, differs: bool) -> Iterator[str]:
    (before, had), (after, has) = _end(earlier), _end(later)
    if before != after:
        first, second = outcome_title(earlier.guide, before), outcome_title(later.guide, after)
        yield f"The recommendation was “{first}”, and is now “{second}”."
    elif not differs:
        yield "The recommendation is the same."
    else:
        yield "The recommendation is the same, with something else beside it."
    changes = ((later, has - had, ("now goes", "now go")), (earlier, had - has, _NO_LONGER))
    for record, kinds, verbs in changes:
        if kinds:
            names = join_words([kind_name(record, kind) for kind in sorted(kinds)])
            yield f"{names} {verbs[len(kinds) > 1]} with it."
