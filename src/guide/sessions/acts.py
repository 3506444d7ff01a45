"""What a person does in a walk: the app, the plain mode and the sessions apply the same acts."""

from collections.abc import Mapping

from msgspec import Struct

from guide.engine.walk import Walk

Notes = Mapping[str, str]
"""Notes by the id of their question."""


class GiveAnswer(Struct, frozen=True):
    """The question to be asked next is answered."""

    question: str
    option: str


class TakeBack(Struct, frozen=True):
    """The answer that ``Walk.last_answered`` names is taken back."""


class Revise(Struct, frozen=True):
    """A question that was answered gets another answer."""

    question: str
    option: str


class Extend(Struct, frozen=True):
    """Something is added to the result."""

    option: str


class SetNote(Struct, frozen=True):
    """A note is set to a question; an empty text takes it away."""

    question: str
    text: str


Act = GiveAnswer | TakeBack | Revise | Extend | SetNote


def apply_act(act: Act, walk: Walk, notes: Notes) -> tuple[Walk, Notes]:
    """The walk and the notes after this act.

    Raises KeyError where the walk does not ask this question, or the question has no such option.
    """
    match act:
        case GiveAnswer(question, option):
            if question != walk.current:
                raise KeyError(question)
            return walk.answer(option), notes
        case TakeBack():
            return walk.back(), notes
        case Revise(question, option):
            return walk.revise(question, option), notes
        case Extend(option):
            return walk.extend(option), notes
        case SetNote(question, text):
            others = {name: note for name, note in notes.items() if name != question}
            return walk, {**others, question: text} if text else others
