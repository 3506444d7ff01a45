"""What newer rules make of earlier answers, in words."""

from collections.abc import Iterable, Iterator, Mapping

from guide.common.text import join_words
from guide.engine.answer_migration import AnswerMigration
from guide.engine.reevaluation import Reevaluation, Sort
from guide.engine.walk import Step
from guide.presenters.event_text import answer_text, companions_text, outcome_title, question_text
from guide.presenters.view_models import Line, Section
from guide.ruleset.model import Guide, Voice

SORTS: Mapping[Sort, str] = {
    "same": "the same recommendation",
    "other": "another recommendation",
    "missing": "the same, though a question is not asked any more",
    "again": "not decided before a question is answered",
}
"""What a recheck can come to, in words."""
A_PRIVATE_SIGNPOST = "a private matter"


def rule_change_sections(
    old: Guide, new: Guide, voice: Voice, moving: AnswerMigration
) -> tuple[Section, ...]:
    """Return sections on what becomes of each answer when an interview moves to newer rules.

    The last one tells what is asked next.

    Args:
        old: The rules of the interview.
        new: The newer rules.
        voice: The voice of the texts.
        moving: What becomes of the answers.
    """
    at = moving.walk(new).current
    renamed = (
        Line(
            f"now “{question_text(new, now.question, voice)}”: {answer_text(new, *now, voice)}",
            _question_and_answer(old, before, voice),
        )
        for before, now in moving.renamed
    )
    sections = (
        Section("kept", "Kept", tuple(_answers(new, moving.kept, voice))),
        Section("renamed", "Kept under a new name", tuple(renamed)),
        Section(
            "dropped", "Dropped, as it is not asked any more", tuple(_answers(old, moving.dropped, voice))
        ),
        Section(
            "again", "To be asked again, as the answer is gone", tuple(_answers(old, moving.again, voice))
        ),
        Section("next", "Asked next", (Line(question_text(new, at, voice)),) if at else ()),
    )
    return tuple(section for section in sections if section.lines)


def recheck_text(new: Guide, old: Guide | None, voice: Voice, result: Reevaluation) -> str:
    """Return a text on what the answers of a finished interview lead to under newer rules, and why.

    "" where they lead to the same. After a private outcome, the reasons are left out. ``old`` is None where
    the rules of the interview cannot be read.
    """
    match result.sort:
        case "other" if new.outcomes[result.outcome].private:
            return A_PRIVATE_SIGNPOST
        case "other":
            answers = [f"“{answer_text(new, *step, voice)}”" for step in result.steps]
            because = f", because of {join_words(answers)}" if answers else ""
            return f"{outcome_title(new, result.outcome)}{companions_text(new, result.companions)}{because}"
        case "missing":
            return join_words([f"“{question_text(old, step.question, voice)}”" for step in result.steps])
        case "again":
            return f"“{question_text(new, result.at, voice)}”"
        case "same":
            return ""


def _answers(guide: Guide, steps: Iterable[Step], voice: Voice) -> Iterator[Line]:
    for step in steps:
        yield Line(answer_text(guide, *step, voice), question_text(guide, step.question, voice))


def _question_and_answer(guide: Guide, step: Step, voice: Voice) -> str:
    return f"{question_text(guide, step.question, voice)} {answer_text(guide, *step, voice)}"
