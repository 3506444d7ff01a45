"""Forms whose texts are still there when they are left and opened again."""

from typing import Any

from guide.tui.base import ScreenBase
from guide.tui.drafts import Texts


class FormScreen(ScreenBase[Any]):
    """A form. What was typed is there again when it is left and opened again.

    Attributes:
        form: What tells this form from others; first the id of the interview that it belongs to, or an empty
            text for the walk of now.
        given: The texts of its fields that are saved already.
    """

    form: tuple[str, ...] = ("",)
    given: Texts = ()

    @property
    def begun(self) -> Texts:
        """The texts to show: those of the draft, or those that are saved."""
        return self.app.drafts.of(self.form, self.given)

    def written(self) -> Texts:
        """The texts of the fields as they are now."""
        raise NotImplementedError

    def put_aside(self) -> None:
        """Keep what was typed until the form is opened again."""
        self.app.drafts.keep(self.form, self.written(), self.given)

    def hand_in(self) -> None:
        """Forget the draft: the texts are to be saved."""
        self.app.drafts.drop(self.form)
