"""A list to choose from, used for answers, earlier answers and the first page alike."""

from collections.abc import Iterable
from typing import ClassVar

from rich.table import Table
from rich.text import Text
from textual.binding import Binding, BindingType
from textual.widgets import OptionList
from textual.widgets.option_list import Option

from guide.explain import visible


class Choices(OptionList):
    """Each choice has an id and a text, which may carry a quieter line above it."""

    BINDINGS: ClassVar[list[BindingType]] = [
        *(Binding(str(digit), f"choose({digit})", show=False) for digit in range(1, 10)),
        Binding("j", "cursor_down", show=False),
        Binding("k", "cursor_up", show=False),
    ]

    @property
    def chosen(self) -> str | None:
        """The id under the cursor."""
        return None if self.highlighted_option is None else self.highlighted_option.id

    def show(self, choices: Iterable[tuple[str, str]], highlighted: str | None = None) -> None:
        """Put these in place of what is there; the cursor goes to ``highlighted`` or to the first."""
        self.set_options(
            Option(_numbered(number, text), id=name) for number, (name, text) in enumerate(choices, 1)
        )
        if self.option_count:
            self.highlighted = self.get_option_index(highlighted) if highlighted else 0

    def action_choose(self, number: int) -> None:
        """Choose by number, counting from 1; a number that is not there does nothing."""
        if 1 <= number <= self.option_count:
            self.highlighted = number - 1
            self.action_select()


def _numbered(number: int, text: str) -> Table:
    """The text with its number before it, so that its further lines do not run under the number."""
    grid = Table.grid(padding=(0, 1), expand=True)
    grid.add_column(width=2 if number > 9 else 1)
    grid.add_column(ratio=1)
    grid.add_row(Text(str(number)), Text(visible(text)))
    return grid
