"""The answers so far, each with the note that was made to it."""

from collections.abc import Mapping
from typing import NamedTuple

from guide.common.text import shorten_question
from guide.engine.walk import Walk
from guide.ruleset.model import NOTHING, Voice


class GivenAnswer(NamedTuple):
    """An answer as it is shown. ``question`` is the id, ``asked`` what it asks; ``note`` may be empty."""

    question: str
    asked: str
    said: str
    note: str

    @property
    def text(self) -> str:
        """Question, answer and note below each other."""
        return "\n".join(filter(None, (self.asked, f"→ {self.said}", note_text(self.note))))


def given_answers(walk: Walk, voice: Voice, notes: Mapping[str, str] = NOTHING) -> list[GivenAnswer]:
    """Return the answers of the walk, in its order."""
    return [
        GivenAnswer(
            step.question,
            shorten_question(walk.guide.questions[step.question].asked(voice)),
            walk.option_at(step).spoken(voice),
            notes.get(step.question, ""),
        )
        for step in walk.path
    ]


def note_text(note: str) -> str:
    """Return the note as it is shown where it was made; an empty text where there is none."""
    return note and f"Note: {note}"
