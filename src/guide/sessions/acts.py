"""What a person does in a walk: the app, the plain mode and the sessions apply the same acts."""

from collections.abc import Mapping

from msgspec import Struct

from guide.engine.walk import Walk

Notes = Mapping[str, str]
"""Notes by the id of their question."""


class GiveAnswer(Struct, frozen=True):
    """An act: answer the question that the walk asks next. Both fields are ids."""

    question: str
    option: str


class TakeBack(Struct, frozen=True):
    """An act: take back the answer that ``Walk.last_answered`` names."""


class Revise(Struct, frozen=True):
    """An act: give another answer to a question that was answered already. Both fields are ids."""

    question: str
    option: str


class Extend(Struct, frozen=True):
    """An act: add a kind of help to the result, by an answer to the question that is asked after it."""

    option: str


class SetNote(Struct, frozen=True):
    """An act: set the note to a question, given by its id; an empty text deletes it."""

    question: str
    text: str


Act = GiveAnswer | TakeBack | Revise | Extend | SetNote


def apply_act(act: Act, walk: Walk, notes: Notes) -> tuple[Walk, Notes]:
    """Return the walk (a guide and the answers given to it) and the notes as they are after an act.

    An act is what somebody does in a walk, such as to answer a question. Nothing is saved or changed in
    place.

    Raises:
        KeyError: The walk does not ask the question of the act, or the question has no such option.
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
