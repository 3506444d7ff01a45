"""The question before a result is left that was not taken along."""

from typing import ClassVar

from textual.binding import Binding, BindingType

from guide.tui.dialogs import ChoiceDialog

CHOICES = [("leave", "Leave"), ("save", "Save it first"), ("stay", "Stay")]


class LeaveDialog(ChoiceDialog):
    """Asks whether to leave without saving.

    Its result is "leave", "save", "quit" for the key that quits the app, or "stay" or None for neither.
    """

    BINDINGS: ClassVar[list[BindingType]] = [Binding("s", "save", "Save")]

    def __init__(self) -> None:
        super().__init__("Leave without saving?", CHOICES)

    def action_save(self) -> None:
        self.dismiss("save")

    async def action_quit(self) -> None:
        self.dismiss("quit")
