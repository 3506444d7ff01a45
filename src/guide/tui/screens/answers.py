"""Dialogs that change an answer: the list of them, and the question asked once more."""

from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical
from textual.widgets import Static

from guide.common.text import escape_control_chars
from guide.engine.decision import options_for
from guide.engine.walk import Walk
from guide.presenters.explanation import answer_lines
from guide.tui.base import DialogBase
from guide.tui.screens.walk_screen import offers
from guide.tui.widgets.choices import Choices
from guide.tui.widgets.key_footer import KeyFooter


class AnswersScreen(DialogBase[None]):
    """Lists the answers so far; choosing one asks its question again."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape,b,a,backspace,left", "leave", "Back"),
    ]

    def compose(self) -> ComposeResult:
        with Vertical(classes="card"):
            yield Static("Which answer would you change?", classes="heading", markup=False)
            yield Choices(compact=True)
        yield KeyFooter()

    def on_mount(self) -> None:
        self.watch(self.app, "walk", self.show_walk)
        self.query_one(Choices).focus()

    def show_walk(self, walk: Walk) -> None:
        lines = answer_lines(walk, self.app.voice)
        self.query_one(Choices).show(
            (
                (step.question, f"{line.lead}\n{line.text}")
                for step, line in zip(walk.path, lines, strict=True)
            ),
            preset=True,
        )
        if not lines:
            self.query_one(".heading", Static).update("There are no answers yet.")

    def on_choices_chosen(self, event: Choices.Chosen) -> None:
        if event.option in self.app.walk.answers:
            self.app.switch_screen(ReviseScreen(event.option))

    def action_leave(self) -> None:
        self.dismiss()


class ReviseScreen(DialogBase[None]):
    """Asks a question of the walk once more, or what may be added to its result.

    The cursor is on the present answer.
    """

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape,b,backspace,left", "leave", "Leave it as it is"),
    ]

    def __init__(self, question: str) -> None:
        super().__init__()
        self._question = question

    def compose(self) -> ComposeResult:
        with Vertical(classes="card"):
            yield Static(classes="heading", markup=False)
            if self.app.keeper.interview is not None:
                yield Static(id="probe", classes="quiet", markup=False)
            yield Choices(compact=True)
        yield KeyFooter()

    def on_mount(self) -> None:
        self.watch(self.app, "walk", self.show_walk)
        self.query_one(Choices).focus()

    def show_walk(self, walk: Walk) -> None:
        voice = self.app.voice
        question = walk.guide.questions.get(self._question)
        if question is None:
            # The rules have changed, and no longer ask this.
            self.dismiss()
            return
        self.query_one(".heading", Static).update(escape_control_chars(question.asked(voice)))
        for prompt in self.query("#probe").results(Static):
            from guide.presenters.interview_prompts import FOR_INTERVIEWER

            prompt.update(escape_control_chars(f"{FOR_INTERVIEWER}: {question.probe}"))
        choices = options_for(walk, self._question)
        options = ((name, option.spoken(voice)) for name, option in choices.items())
        self.query_one(Choices).show(options, walk.answers.get(self._question), question=self._question)

    def on_choices_chosen(self, event: Choices.Chosen) -> None:
        app = self.app
        self.dismiss()
        if not offers(app.walk, event.question, event.option):
            return
        if event.question == app.guide.more:
            # What is added has taken nothing back, and may be the first answer there.
            if event.option in options_for(app.walk, event.question):
                app.go_to(app.walk.extend(event.option))
        elif event.question in app.walk.answers:
            app.go_to(app.walk.revise(event.question, event.option))

    def action_leave(self) -> None:
        self.dismiss()
