"""The goal and the answers, read back before anything is recommended."""

from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical
from textual.widgets import Static

from guide.engine.walk import Walk
from guide.presenters.interview_prompts import READING, private_end_text, record_fields
from guide.sessions.acts import TakeBack
from guide.tui.answer_list import given_answers
from guide.tui.screens.interview.prompt import AskScreen
from guide.tui.screens.interview.save_or_show import save_or_show
from guide.tui.screens.result.screen import ResultScreen
from guide.tui.screens.walk_screen import WalkScreen
from guide.tui.widgets.choices import Choices
from guide.tui.widgets.key_footer import KeyFooter

# No id of a question has a space in it.
CONFIRM, THE_GOAL = "to confirm", "the goal"
RIGHT = "Confirm: it is right like this, show the recommendation"


class ReadingScreen(WalkScreen):
    """Shows all answers of an interview, to be read back and confirmed before the recommendation is shown."""

    CSS_PATH = "interview.tcss"
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("b,escape,backspace,left", "back", "Back"),
        Binding("g", "confirm", "Go on"),
        Binding("n", "note", "Note"),
    ]

    def compose(self) -> ComposeResult:
        with Vertical(id="reading", classes="readable"):
            yield Static(READING, classes="said", markup=False)
            yield Choices(compact=True)
        yield KeyFooter()

    def on_mount(self) -> None:
        self.watch(self.app, "walk", self.show_walk)
        self.query_one(Choices).focus()

    def show_walk(self, walk: Walk) -> None:
        """List the goal, the answers of the walk with their notes, and the choice to confirm them."""
        session = self.app.controller.interview
        if session is None or walk.current is not None:
            return
        app = self.app
        goal = record_fields(session.interview, session.guide)[0]
        lines = [(THE_GOAL, f"{goal.heading}\n{goal.text or '–'}")]
        lines += ((answer.question, answer.text) for answer in given_answers(walk, app.voice, app.notes))
        choices = self.query_one(Choices)
        choices.show([*lines, (CONFIRM, RIGHT)], choices.chosen, preset=True)

    def on_choices_chosen(self, event: Choices.Chosen) -> None:
        match event.option:
            case name if name == CONFIRM:
                self.action_confirm()
            case name if name == THE_GOAL:
                self._ask_goal()
            case question if question in self.app.walk.answers:
                self.app.open_revision(question)

    def _ask_goal(self) -> None:
        session = self.app.controller.interview
        assert session is not None
        self.app.push_screen(AskScreen(session, "goal", self._reread, self.app.pop_screen))

    def _reread(self) -> None:
        self.app.pop_screen()
        self.show_walk(self.app.walk)

    def action_confirm(self) -> None:
        session = self.app.controller.interview
        assert session is not None
        save_or_show(self.app, session.confirm, self._confirmed)

    def _confirmed(self) -> None:
        session = self.app.controller.interview
        assert session is not None
        screen = self.app.final_screen()
        self.app.switch_screen(screen)
        if session.private and isinstance(screen, ResultScreen):
            screen.call_after_refresh(screen.tell, private_end_text(session.counted, session.detached_id))

    def _show(self) -> None:
        self.app.switch_screen(self.app.final_screen())

    def action_note(self) -> None:
        if (question := self.query_one(Choices).chosen) in self.app.walk.answers:
            self.app.open_note(str(question))

    def action_back(self) -> None:
        app = self.app
        if app.controller.awaiting_confirmation:
            app.perform(TakeBack())
        else:
            self._show()
