"""A numbered list to choose from."""

from collections.abc import Iterable
from typing import ClassVar

from rich.cells import cell_len
from rich.segment import Segment
from textual import getters
from textual.binding import Binding, BindingType
from textual.content import Content
from textual.css.styles import RulesMap
from textual.events import Click
from textual.strip import Strip
from textual.style import Style
from textual.visual import RenderOptions, Visual
from textual.widgets import OptionList
from textual.widgets.option_list import Option

from guide.common.text import escape_control_chars
from guide.tui.terminal.gated_app import GatedApp
from guide.tui.terminal.input_gate import Choice, Gate


class Choices(OptionList):
    """Choices with an id and a text each, chosen by number or with the cursor.

    Without a cursor, Enter chooses nothing; the arrows bring it to the first choice or the last.
    """

    app = getters.app(GatedApp)

    BINDINGS: ClassVar[list[BindingType]] = [
        *(Binding(str(digit), f"choose({digit})", "Choose", show=False) for digit in range(1, 10)),
        Binding("j", "cursor_down", "Down", show=False),
        Binding("k", "cursor_up", "Up", show=False),
    ]

    # None of the texts holds a link.
    auto_links = False

    class Chosen(Choice):
        """A choice was made.

        Attributes:
            question: What the list was shown for when it was made; empty where ``show`` was given none.
            option: The id of the choice.
        """

        def __init__(self, question: str, option: str) -> None:
            super().__init__()
            self.question = question
            self.option = option

    question = ""

    @property
    def gate(self) -> Gate:
        return self.app.gate

    @property
    def chosen(self) -> str | None:
        """The id under the cursor."""
        return None if self.highlighted_option is None else self.highlighted_option.id

    def show(
        self,
        choices: Iterable[tuple[str, str]],
        chosen: str | None = None,
        *,
        question: str = "",
        preset: bool = False,
    ) -> None:
        """Put these choices in place of those before.

        Args:
            choices: Id and text of each. Ids are unique.
            chosen: The id to put the cursor on.
            question: What they are shown for; ``Chosen`` has it.
            preset: Whether the cursor goes to the first choice where ``chosen`` is none of them; else there
                is no cursor then.
        """
        # A list below another screen is renewed unseen: what is typed on top counts all the same.
        if self.app.screen is self.screen:
            self.gate.shut()
        self.question = question
        options = dict(choices)
        self.set_options(
            Option(Numbered(number, text), id=name) for number, (name, text) in enumerate(options.items(), 1)
        )
        if chosen in options or (preset and options):
            self.highlighted = list(options).index(chosen) if chosen in options else 0

    def on_click(self, event: Click) -> None:
        # The second click of a double click was meant for what the first one answered.
        if event.chain > 1 or not self.gate.is_open:
            event.prevent_default()

    def action_select(self) -> None:
        if (chosen := self.chosen) is not None and self.gate.choose():
            self.post_message(self.Chosen(self.question, chosen))

    def render_line(self, y: int) -> Strip:
        if self.scroll_offset.y + y < self.virtual_size.height:
            return super().render_line(y)
        # Below the last choice, which may be half of the screen.
        return Strip.blank(self.scrollable_content_region.width, self.rich_style)

    def action_choose(self, number: int) -> None:
        """Choose by number, counting from 1; a number that is not there does nothing."""
        if 1 <= number <= self.option_count and self.gate.is_open:
            self.gate.choose_by_number()
            self.highlighted = number - 1
            self.action_select()


class Numbered(Visual):
    """A text behind its number. Further lines are indented, so that they do not run under the number."""

    def __init__(self, number: int, text: str) -> None:
        self._number = f"{number} "
        self._text = escape_control_chars(text)
        self._content = Content(self._text)
        # Wrapping takes most of the time between a key and the next question; a line that fits needs none.
        self._length = len(self._number) + cell_len(self._text) if "\n" not in text else None

    def render_strips(
        self, width: int, height: int | None, style: Style, options: RenderOptions
    ) -> list[Strip]:
        if self._fits(width):
            return [Strip([Segment(f"{self._number}{self._text}", style.rich_style)], self._length)]
        room = self._room(width)
        strips = self._content.render_strips(room, height, style, options)
        leads = [self._number, *[" " * len(self._number)] * (len(strips) - 1)]
        return [
            Strip([Segment(lead, style.rich_style), *strip]) if room < width else strip
            for lead, strip in zip(leads, strips, strict=True)
        ]

    def get_optimal_width(self, rules: RulesMap, container_width: int) -> int:
        return len(self._number) + self._content.get_optimal_width(rules, container_width)

    def get_height(self, rules: RulesMap, width: int) -> int:
        return 1 if self._fits(width) else self._content.get_height(rules, self._room(width))

    def _fits(self, width: int) -> bool:
        return self._length is not None and self._length <= width

    def _room(self, width: int) -> int:
        """The width that is left for the text; where there is none, the whole, without the number."""
        return width - len(self._number) if width > len(self._number) else width
