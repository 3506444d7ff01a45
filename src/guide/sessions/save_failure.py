"""What can be done where something cannot be saved."""

from typing import Literal, NamedTuple

from guide.storage import ChangedError, CleaningError, MissingError, StoreError

SaveChoice = Literal["again", "unsaved", "leave"]
"""Try again; go on, and save nothing from here on; leave the guide."""


class SaveFailure(NamedTuple):
    """``message`` is a sentence. Without ``choices`` it is done all the same, but traces may be left."""

    message: str
    choices: tuple[SaveChoice, ...]

    @property
    def done(self) -> bool:
        return not self.choices


def describe_failure(error: StoreError) -> SaveFailure:
    """Return the sentence for what could not be saved, and the choices that can still help."""
    if isinstance(error, CleaningError):
        return SaveFailure(str(error), ())
    if isinstance(error, ChangedError | MissingError):
        # What was changed or deleted from elsewhere will not change back.
        return SaveFailure(str(error), ("unsaved", "leave"))
    return SaveFailure(str(error), ("again", "unsaved", "leave"))
