"""Texts of forms that were left before they were handed in. They are never written to a disk."""

Texts = tuple[str, ...]


class Drafts:
    """Texts that were typed into forms and not handed in, by form.

    A form is a tuple of texts. The first is the id of its interview; "" stands for the present walk.
    """

    def __init__(self) -> None:
        self._texts: dict[tuple[str, ...], Texts] = {}

    def of(self, form: tuple[str, ...], given: Texts) -> Texts:
        """Return the draft of this form, or ``given`` where it has none."""
        return self._texts.get(form, given)

    def keep(self, form: tuple[str, ...], texts: Texts, given: Texts) -> None:
        """Store the texts of a form as its draft, unless they equal ``given``, the saved ones."""
        self.drop(form)
        if texts != given:
            self._texts[form] = texts

    def drop(self, form: tuple[str, ...]) -> None:
        """Delete the draft of this form, if it has one."""
        self._texts.pop(form, None)

    def release(self) -> None:
        """Delete the drafts of the present walk, as another walk begins."""
        self._texts = {form: texts for form, texts in self._texts.items() if form[0]}
