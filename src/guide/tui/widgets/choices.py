"""A numbered list to choose from."""

from collections.abc import Iterable, Iterator, Mapping
from typing import ClassVar

from rich.cells import cell_len
from rich.segment import Segment
from textual import getters
from textual.binding import Binding, BindingType
from textual.content import Content
from textual.css.styles import RulesMap
from textual.events import Click
from textual.geometry import Region
from textual.strip import Strip
from textual.style import Style
from textual.visual import RenderOptions, Visual
from textual.widget import Widget
from textual.widgets.option_list import Option

from guide.common.text import escape_control_chars
from guide.ruleset.model import NOTHING
from guide.tui.terminal.gated_app import GatedApp
from guide.tui.terminal.input_gate import Choice, Gate
from guide.tui.widgets.steady_list import SteadyList


class Choices(SteadyList):
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
    _names: tuple[str, ...] = ()

    @property
    def gate(self) -> Gate:
        """The gate of the app, which decides whether a choice counts."""
        return self.app.gate

    @property
    def chosen(self) -> str | None:
        """The id of the choice under the cursor; None without a cursor."""
        return None if self.highlighted_option is None else self.highlighted_option.id

    def show(
        self,
        choices: Iterable[tuple[str, str]],
        chosen: str | None = None,
        *,
        question: str = "",
        preset: bool = False,
        headings: Mapping[str, str] = NOTHING,
    ) -> None:
        """Replace the choices.

        Args:
            choices: Id and text of each. Ids are unique.
            chosen: The id to put the cursor on.
            question: What they are shown for; the message ``Chosen`` has it.
            preset: Whether the cursor goes to the first choice where ``chosen`` is none of them; else there
                is no cursor then.
            headings: What stands above a choice, by its id, to set it and those after it apart. A heading
                has no number, and the cursor passes over it.
        """
        # A list below another screen is renewed unseen: what is typed on top counts all the same.
        if self.app.screen is self.screen:
            self.gate.shut()
        self.question = question
        options = dict(choices)
        self._names = tuple(options)
        self.set_options(_rows(options, headings))
        if chosen in options or (preset and options):
            self.highlighted = self.get_option_index(str(chosen) if chosen in options else self._names[0])

    def bring_into_view(self, page: Widget) -> None:
        """Scroll a page that the list stands on to the choice under the cursor.

        What stands above the first choice and below the last one comes with it, as far as there is room.
        """
        if (number := self.highlighted) is None:
            return
        self._update_lines()
        top = self.virtual_region.y + self._index_to_line[number]
        bottom = top + self._heights[number]
        room = page.scrollable_content_region.height
        if self.options[number].id == self._names[0] and bottom <= room:
            top = 0
        if self.options[number].id == self._names[-1] and page.virtual_size.height - top <= room:
            bottom = page.virtual_size.height
        page.scroll_to_region(
            Region(0, top, 1, bottom - top), force=True, animate=False, immediate=True, x_axis=False
        )

    def on_click(self, event: Click) -> None:
        # The second click of a double click was meant for what the first one answered.
        if event.chain > 1 or not self.gate.is_open:
            event.prevent_default()

    def action_select(self) -> None:
        if (choice := self.chosen) is not None and self.gate.choose():
            self.post_message(self.Chosen(self.question, choice))

    def on_resize(self) -> None:
        """Keep the cursor in view: the texts are longer or shorter now."""
        if self.highlighted is not None:
            self.call_after_refresh(self.scroll_to_highlight)

    def render_line(self, y: int) -> Strip:
        if self.scroll_offset.y + y < self.virtual_size.height:
            return super().render_line(y)
        # Below the last choice, which may be half of the screen.
        return Strip.blank(self.scrollable_content_region.width, self.rich_style)

    def action_choose(self, number: int) -> None:
        """Choose by number, counting from 1; a number that is not there does nothing."""
        if 1 <= number <= len(self._names) and self.gate.is_open:
            self.gate.choose_by_number()
            self.highlighted = self.get_option_index(self._names[number - 1])
            self.action_select()


def _rows(options: Mapping[str, str], headings: Mapping[str, str]) -> Iterator[Option]:
    width = len(str(len(options)))
    for number, (name, text) in enumerate(options.items(), 1):
        if name in headings:
            yield Option(Content(f"\n {escape_control_chars(headings[name])}"), disabled=True)
        yield Option(Numbered(number, text, width), id=name)


class Numbered(Visual):
    """A text behind its number, as Textual draws it. Further lines are indented.

    A column on either side stays free, so that it touches neither the edge of the cursor nor a scrollbar.
    """

    def __init__(self, number: int, text: str, width: int = 1) -> None:
        """``width`` is that of the longest number in the list."""
        self._number = f" {number:>{width}} "
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
        return len(self._number) + self._content.get_optimal_width(rules, container_width) + 1

    def get_height(self, rules: RulesMap, width: int) -> int:
        return 1 if self._fits(width) else self._content.get_height(rules, self._room(width))

    def _fits(self, width: int) -> bool:
        return self._length is not None and self._length < width

    def _room(self, width: int) -> int:
        """The width that is left for the text; where there is none, the whole, without the number."""
        room = width - len(self._number) - 1
        return room if room > 0 else width
