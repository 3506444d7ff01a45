"""Moves answers from earlier rules to later ones, by the renamings that the later ones declare."""

from collections.abc import Mapping

from msgspec import Struct

from guide.engine.walk import Step, Walk, replay_answers
from guide.ruleset.model import Guide


class AnswerMigration(Struct, frozen=True):
    """What becomes of the answers to one guide when they are moved to another version of it.

    Attributes:
        answers: The answers that still apply, option by question, by the ids of the new version, in the order
            in which they were given.
        notes: The notes by the new id of their question; where that is gone, by the old one.
        kept: The answers that are the same as before.
        renamed: The answers whose ids have changed, as pairs of old and new.
        dropped: The answers whose question is gone, by the old ids.
        again: The answers whose option alone is gone, by the old ids; their questions are asked again.
    """

    answers: Mapping[str, str]
    notes: Mapping[str, str]
    kept: tuple[Step, ...]
    renamed: tuple[tuple[Step, Step], ...]
    dropped: tuple[Step, ...]
    again: tuple[Step, ...]

    def walk(self, guide: Guide) -> Walk:
        """Return the walk (a guide with the answers given to it) that ``answers`` make in the new version."""
        return replay_answers(guide, self.answers)


def migrate_answers(guide: Guide, answers: Mapping[str, str], notes: Mapping[str, str]) -> AnswerMigration:
    """Find what becomes of answers to one version of a guide in a later one.

    Args:
        guide: The later version.
        answers: Option ids by question id of the earlier version, in the order in which they were given.
        notes: Notes by question id of the earlier version.
    """
    kept, renamed, dropped, again = [], [], [], []
    for old in map(Step._make, answers.items()):
        new = _present_step(guide, old)
        if new.question not in guide.questions:
            dropped.append(old)
        elif new.option not in guide.questions[new.question].options:
            again.append(old)
        elif new == old:
            kept.append(new)
        else:
            renamed.append((old, new))
    options = {step.question: step.option for step in (*kept, *(new for _, new in renamed))}
    order = {_present_step(guide, Step._make(item)).question: None for item in answers.items()}
    return AnswerMigration(
        answers={question: options[question] for question in order if question in options},
        notes={guide.renamed.questions.get(question, question): note for question, note in notes.items()},
        kept=tuple(kept),
        renamed=tuple(renamed),
        dropped=tuple(dropped),
        again=tuple(again),
    )


def _present_step(guide: Guide, old: Step) -> Step:
    """An answer by its present ids. An id that still exists is never renamed."""
    question = old.question
    if question not in guide.questions:
        question = guide.renamed.questions.get(question, question)
    options = guide.questions[question].options if question in guide.questions else {}
    option = old.option
    if option not in options:
        option = guide.renamed.options.get(question, {}).get(option, option)
    return Step(question, option)
