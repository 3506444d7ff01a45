"""What can be done where something cannot be saved."""

from typing import Literal, NamedTuple

from guide.storage import ChangedError, CleaningError, MissingError, StoreError

SaveChoice = Literal["again", "unsaved", "leave"]
"""Try again; go on, and save nothing from here on; leave the guide."""


class SaveFailure(NamedTuple):
    """Why something could not be saved, and what can be chosen now.

    ``message`` is a sentence for the user. ``choices`` are the ids of what can be done, such as to try again;
    without any the change is saved, but traces of deleted data may be left.
    """

    message: str
    choices: tuple[SaveChoice, ...]

    @property
    def done(self) -> bool:
        """Whether the change is saved all the same."""
        return not self.choices


def describe_failure(error: StoreError) -> SaveFailure:
    """Return a sentence for an error of saving, and the choices that can still help."""
    if isinstance(error, CleaningError):
        return SaveFailure(str(error), ())
    if isinstance(error, ChangedError | MissingError):
        # What was changed or deleted from elsewhere will not change back.
        return SaveFailure(str(error), ("unsaved", "leave"))
    return SaveFailure(str(error), ("again", "unsaved", "leave"))
