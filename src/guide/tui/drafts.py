"""What was typed into a form that was then left: there when it is opened again, and never on a disk."""

from typing import TYPE_CHECKING, Any, cast

from textual.screen import Screen

if TYPE_CHECKING:
    from guide.tui.app import GuideApp

Texts = tuple[str, ...]


class Drafts:
    """Texts by form. A form without an ``owner``, the id of an interview, belongs to the walk of now."""

    def __init__(self) -> None:
        self._texts: dict[tuple[str, ...], Texts] = {}

    def of(self, form: tuple[str, ...], given: Texts) -> Texts:
        """What the form shows: the draft, or what is ``given``."""
        return self._texts.get(form, given)

    def keep(self, form: tuple[str, ...], texts: Texts, given: Texts) -> None:
        self.drop(form)
        if texts != given:
            self._texts[form] = texts

    def drop(self, form: tuple[str, ...]) -> None:
        self._texts.pop(form, None)

    def let_go(self) -> None:
        """Another walk begins, maybe of somebody else."""
        self._texts = {form: texts for form, texts in self._texts.items() if form[0]}


class FormScreen(Screen[Any]):
    """``form`` tells it from others, its owner first. ``given`` are the texts that are kept already."""

    form: tuple[str, ...] = ("",)
    given: Texts = ()

    @property
    def drafts(self) -> Drafts:
        return cast("GuideApp", self.app).drafts

    @property
    def begun(self) -> Texts:
        return self.drafts.of(self.form, self.given)

    def written(self) -> Texts:
        raise NotImplementedError

    def put_aside(self) -> None:
        """It is left, and goes on from here when it is opened again."""
        self.drafts.keep(self.form, self.written(), self.given)

    def hand_in(self) -> None:
        self.drafts.drop(self.form)
