"""Forms whose texts are still there when they are left and opened again."""

from typing import Any

from guide.tui.base import ScreenBase
from guide.tui.drafts import Texts


class FormScreen(ScreenBase[Any]):
    """A form whose text is there again when it was left without being handed in and is opened again.

    Attributes:
        form: The key of the form among drafts; its first text is the id of the interview, or "" for the
            present walk.
        given: The saved texts of its fields.
    """

    form: tuple[str, ...] = ("",)
    given: Texts = ()

    @property
    def begun(self) -> Texts:
        """The texts to show at first: those of the draft, or else those that are saved."""
        return self.app.drafts.of(self.form, self.given)

    def written(self) -> Texts:
        """The texts of the fields as they are now."""
        raise NotImplementedError

    def put_aside(self) -> None:
        """Store what was typed as a draft, until the form is opened again."""
        self.app.drafts.keep(self.form, self.written(), self.given)

    def hand_in(self) -> None:
        """Delete the draft, as the texts are about to be saved."""
        self.app.drafts.drop(self.form)
