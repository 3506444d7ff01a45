"""What was said to the recommendation and agreed, with a last look at it."""

from functools import partial
from typing import ClassVar, cast

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical
from textual.widgets import Static

from guide.common.text import escape_control_chars
from guide.interviews.events import Part
from guide.presenters.interview_prompts import CLOSED, CLOSED_UNSAVED, interview_heading, record_fields
from guide.sessions.session import Session
from guide.tui.base import ScreenBase
from guide.tui.screens.interview.prompt import AskScreen
from guide.tui.widgets.choices import Choices
from guide.tui.widgets.key_footer import KeyFooter

SAVE = ("save", "Write a report for the person")
WITH_NOTES = ("notes", "Write it with your notes in it")
DONE = ("done", "Done: back to the first page")


class ClosingScreen(ScreenBase[None]):
    """The end of an interview: lists response and agreements, each of which can be changed."""

    CSS_PATH = "interview.tcss"
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("b,escape,backspace,left", "back", "Back"),
        Binding("s", "save", "Save"),
        Binding("y", "copy", "Copy"),
    ]

    def __init__(self, session: Session) -> None:
        super().__init__()
        self._session = session

    def compose(self) -> ComposeResult:
        with Vertical(id="reading", classes="readable"):
            yield Static(
                escape_control_chars(interview_heading(self._session.interview.opened)),
                classes="quiet",
                markup=False,
            )
            ending = CLOSED if self._session.kept else CLOSED_UNSAVED
            yield Static(ending, classes="said", markup=False)
            yield Choices(compact=True)
        yield Static(id="report-saved", markup=False)
        yield KeyFooter()

    def on_mount(self) -> None:
        self.query_one(Choices).focus()
        # To leave is never the first thing under the cursor: Enter was pressed often enough until here.
        self._show()

    def _show(self, cursor: str | None = None) -> None:
        said = record_fields(self._session.interview, self._session.guide)
        lines = [(field.part, f"{field.heading}\n{field.text or '–'}") for field in said]
        noted = [WITH_NOTES] if self._session.interview.notes else []
        self.query_one(Choices).show([*lines, SAVE, *noted, DONE], cursor)

    def on_choices_chosen(self, event: Choices.Chosen) -> None:
        match event.option:
            case "save":
                self.action_save()
            case "notes":
                self.action_save(with_notes=True)
            case "done":
                self.app.go_home()
            case part:
                self._ask(cast(Part, part))

    def _ask(self, part: Part) -> None:
        self.app.push_screen(AskScreen(self._session, part, partial(self._said, part), self.app.pop_screen))

    def _said(self, part: Part) -> None:
        """Another response may ask for more."""
        self.app.pop_screen()
        self._show(part)
        if (more := self._session.part) is not None:
            self._ask(more)

    def action_save(self, with_notes: bool = False) -> None:
        from guide.tui.save_report import save_walk_report

        save_walk_report(self.app, self._session.walk, self._tell, with_notes=with_notes)

    def action_copy(self) -> None:
        from guide.engine.recommendation import recommend
        from guide.tui.save_report import copy_recommendation

        self._tell(copy_recommendation(self.app, recommend(self._session.walk)))

    def _tell(self, text: str) -> None:
        message = self.query_one("#report-saved", Static)
        message.update(text)
        message.display = True

    def action_back(self) -> None:
        self.app.pop_screen()
