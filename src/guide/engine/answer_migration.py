"""Answers that were given under earlier rules, taken over to others by the renamings that these declare."""

from collections.abc import Mapping

from msgspec import Struct

from guide.engine.walk import Step, Walk, replay_answers
from guide.ruleset.model import Guide


class AnswerMigration(Struct, frozen=True):
    """What becomes of answers: each is kept as it was, renamed (old and new), dropped with its question, or,
    where its option alone is gone, to be asked ``again``. ``notes`` go with their questions; those to dropped
    questions stay under the old id.
    """

    answers: Mapping[str, str]
    notes: Mapping[str, str]
    kept: tuple[Step, ...]
    renamed: tuple[tuple[Step, Step], ...]
    dropped: tuple[Step, ...]
    again: tuple[Step, ...]

    def walk(self, guide: Guide) -> Walk:
        return replay_answers(guide, self.answers)


def migrate_answers(guide: Guide, answers: Mapping[str, str], notes: Mapping[str, str]) -> AnswerMigration:
    """``answers`` and ``notes`` by earlier question ids, in the order in which they were given."""
    kept, renamed, dropped, again = [], [], [], []
    for old in map(Step._make, answers.items()):
        new = _now(guide, old)
        if new.question not in guide.questions:
            dropped.append(old)
        elif new.option not in guide.questions[new.question].options:
            again.append(old)
        elif new == old:
            kept.append(new)
        else:
            renamed.append((old, new))
    moved = {step.question: step.option for step in (*kept, *(new for _, new in renamed))}
    order = {_now(guide, Step._make(item)).question: None for item in answers.items()}
    return AnswerMigration(
        answers={question: moved[question] for question in order if question in moved},
        notes={guide.renamed.questions.get(question, question): note for question, note in notes.items()},
        kept=tuple(kept),
        renamed=tuple(renamed),
        dropped=tuple(dropped),
        again=tuple(again),
    )


def _now(guide: Guide, old: Step) -> Step:
    """The present ids of an answer. An id that is still in use means what it says."""
    question = old.question
    if question not in guide.questions:
        question = guide.renamed.questions.get(question, question)
    options = guide.questions[question].options if question in guide.questions else {}
    option = old.option
    if option not in options:
        option = guide.renamed.options.get(question, {}).get(option, option)
    return Step(question, option)
