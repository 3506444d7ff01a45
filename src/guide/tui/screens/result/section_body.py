"""Widgets for the lines of a section: drawn text, and answers to try."""

from collections.abc import Iterator
from typing import ClassVar

from textual import getters
from textual.binding import Binding, BindingType
from textual.content import Content
from textual.events import Click
from textual.widget import Widget

from guide.common.text import escape_control_chars
from guide.engine.walk import Step
from guide.presenters.view_models import Line, Section
from guide.tui.screens.result.charts import Draw, DrawnWidget, cut, hung, plain, stacked
from guide.tui.terminal.gated_app import GatedApp
from guide.tui.terminal.input_gate import Choice
from guide.tui.widgets.attached import is_attached
from guide.tui.widgets.section_text import line_content, link_of

TITLED = ("short", "with", "plan", "first", "disputes", "sources")
"""Sections whose lines begin with a title, shown bold. In the others they begin with what was asked."""


class AlternativeAnswer(DrawnWidget, can_focus=True):
    """Another answer, and where it would have led. Enter or a click tries it."""

    app = getters.app(GatedApp)

    BINDINGS: ClassVar[list[BindingType]] = [Binding("enter,space", "choose", "Try", show=False)]

    class Selected(Choice):
        def __init__(self, step: Step) -> None:
            super().__init__()
            self.step = step

    def __init__(self, step: Step, text: Content) -> None:
        super().__init__(hung("→", text))
        self.step = step

    def on_click(self, event: Click) -> None:
        if event.chain == 1:
            self.action_choose()

    def action_choose(self) -> None:
        if self.app.gate.choose():
            self.post_message(self.Selected(self.step))


class FoldedAnswers(DrawnWidget, can_focus=True):
    """One row that stands for several answers. Enter or a click puts these in its place."""

    BINDINGS: ClassVar[list[BindingType]] = [Binding("enter,space", "choose", "Open", show=False)]

    def __init__(self, line: Line) -> None:
        super().__init__(cut("+", with_sources(line)))
        self._lines = line.stands_for

    @property
    def steps(self) -> tuple[Step, ...]:
        """The answers that it stands for."""
        return tuple(line.other for line in self._lines if line.other)

    async def on_click(self, event: Click) -> None:
        if event.chain == 1:
            await self.action_choose()

    async def action_choose(self, cursor: Step | None = None) -> None:
        """Show the answers, with the focus on this one, or on the first."""
        if not is_attached(self) or self.parent is None or not isinstance(self.parent, Widget):
            return
        widgets = list(section_widgets(Section("change", "", self._lines)))
        await self.parent.mount(*widgets, after=self)
        answers = [widget for widget in widgets if isinstance(widget, AlternativeAnswer)]
        target = next((answer for answer in answers if answer.step == cursor), answers[0])
        if is_attached(self):
            self.screen.set_focus(target)
            await self.remove()


def section_widgets(section: Section) -> Iterator[Widget]:
    """The section as widgets: one for each answer to try, and one for all lines between two of these."""
    draws: list[Draw] = []
    for number, line in enumerate(section.lines):
        if line.lead:
            style = "bold" if line.topic or section.name in TITLED else "$text-quiet"
            # Some names of sources begin with a small letter, as they stand in brackets elsewhere.
            lead = line.lead[:1].upper() + line.lead[1:]
            draws.append(plain(Content.styled(escape_control_chars(lead), style), above=number > 0))
        if line.other is None and not line.stands_for:
            draws.append(hung("·", with_sources(line)))
        else:
            if draws:
                yield DrawnWidget(stacked(draws))
            draws = []
            yield AlternativeAnswer(line.other, with_sources(line)) if line.other else FoldedAnswers(line)
    if draws:
        yield DrawnWidget(stacked(draws))


def with_sources(line: Line) -> Content:
    """The text of the line, and its sources in brackets where it has any."""
    text = line_content(line)
    if line.cites:
        text += Content.styled(f"  [{escape_control_chars('; '.join(line.cites))}]", "$text-quiet")
    return text + link_of(line)
