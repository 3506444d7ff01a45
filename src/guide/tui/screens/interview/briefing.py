"""What the person hears before the first question."""

from collections.abc import Callable
from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import VerticalScroll
from textual.content import Content
from textual.widgets import Static

from guide.common.text import escape_control_chars
from guide.presenters.interview_prompts import AGREEMENT, BRIEFING, REFUSED, briefing_lines
from guide.sessions.session import Session
from guide.storage import StoreError
from guide.tui.base import ScreenBase
from guide.tui.screens.interview.save_or_show import save_or_show
from guide.tui.widgets.choices import Choices
from guide.tui.widgets.key_footer import KeyFooter
from guide.tui.widgets.linked_text import linked_text


class BriefingScreen(ScreenBase[None]):
    """What the interviewer says before the first question, to be read out."""

    CSS_PATH = "interview.tcss"
    VERTICAL_BREAKPOINTS = [(0, "-tiny"), (10, "-short"), (18, "-tall"), (30, "-high")]
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("b,escape,backspace,left", "leave", "Back"),
        Binding("down", "scroll(1)", "Down", show=False, priority=True),
        Binding("up", "scroll(-1)", "Up", show=False, priority=True),
    ]

    def __init__(self, session: Session, then: Callable[[], object]) -> None:
        super().__init__(classes="form")
        self._session = session
        self._then = then

    def compose(self) -> ComposeResult:
        briefing = self._session.guide.front.briefing
        assert briefing is not None
        with VerticalScroll(classes="card", can_focus=False):
            yield Static(f"{BRIEFING}.", classes="quiet", markup=False)
            for line in briefing_lines(briefing, self._days_kept()):
                said = Content.assemble(
                    (escape_control_chars(line.lead), "bold $accent"), "\n", linked_text(line.text)
                )
                yield Static(said, classes="point", markup=False)
        yield Choices(compact=True)
        yield KeyFooter()

    def _days_kept(self) -> int | None:
        try:
            return self._session.days_kept()
        except StoreError:
            # The next answer tells that nothing can be kept.
            return None

    def on_mount(self) -> None:
        choices = self.query_one(Choices)
        choices.show(list(AGREEMENT.items()), preset=True)
        choices.focus()

    def on_choices_chosen(self, event: Choices.Chosen) -> None:
        if event.option == "agrees":
            save_or_show(self.app, self._session.mark_briefed, self._then)
        else:
            save_or_show(self.app, self._session.forget, self._end)

    def _end(self) -> None:
        self.app.go_home()
        self.app.notify(REFUSED, markup=False)

    def action_scroll(self, rows: int) -> None:
        self.query_one(VerticalScroll).scroll_relative(y=rows, animate=False)

    def action_leave(self) -> None:
        self.app.go_home()
