"""Texts of forms that were left before they were handed in. They are never written to a disk."""

Texts = tuple[str, ...]


class Drafts:
    """Texts by form.

    The first part of a form's key is the id of its interview; where that is empty, the form belongs to the
    walk of now.
    """

    def __init__(self) -> None:
        self._texts: dict[tuple[str, ...], Texts] = {}

    def of(self, form: tuple[str, ...], given: Texts) -> Texts:
        """The draft of this form, or ``given`` where it has none."""
        return self._texts.get(form, given)

    def keep(self, form: tuple[str, ...], texts: Texts, given: Texts) -> None:
        """Keep these texts, unless they are those that were ``given``."""
        self.drop(form)
        if texts != given:
            self._texts[form] = texts

    def drop(self, form: tuple[str, ...]) -> None:
        """Forget the draft of this form, if it has one."""
        self._texts.pop(form, None)

    def release(self) -> None:
        """Drop the drafts of the walk of now: another begins, maybe of somebody else."""
        self._texts = {form: texts for form, texts in self._texts.items() if form[0]}
