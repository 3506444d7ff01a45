"""Dialogs that change an answer: the list of them, and the question asked once more."""

from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical
from textual.widgets import Static

from guide.engine.decision import options_for
from guide.engine.walk import Walk
from guide.sessions.acts import Extend, Revise
from guide.tui.answer_list import given_answers
from guide.tui.base import DialogBase
from guide.tui.screens.walk_screen import offers
from guide.tui.widgets.choices import Choices
from guide.tui.widgets.key_footer import KeyFooter
from guide.tui.widgets.linked_text import linked_text


class WalkDialog(DialogBase[None]):
    """Base class of dialogs with choices that follow the walk of the app."""

    def on_mount(self) -> None:
        self.watch(self.app, "walk", self.show_walk)
        self.query_one(Choices).focus()

    def show_walk(self, walk: Walk) -> None:
        """Show what there is to choose in this walk. Called for each new one."""
        raise NotImplementedError

    def action_leave(self) -> None:
        self.dismiss()


class AnswersScreen(WalkDialog):
    """Lists the answers so far; choosing one asks its question again."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("b,escape,a,backspace,left", "leave", "Back"),
    ]

    def compose(self) -> ComposeResult:
        with Vertical(classes="card"):
            yield Static("Which answer do you want to change?", classes="heading", markup=False)
            yield Choices(compact=True)
        yield KeyFooter()

    def on_resize(self) -> None:
        self.call_after_refresh(self.show_walk, self.app.walk)

    def show_walk(self, walk: Walk) -> None:
        answers = given_answers(walk, self.app.voice, self.app.notes)
        # With its question an answer would not fit on a tiny screen.
        tiny = self.has_class("-tiny")
        lines = ((answer.question, answer.said if tiny else answer.text) for answer in answers)
        choices = self.query_one(Choices)
        choices.show(lines, choices.chosen, preset=True)
        if not answers:
            self.query_one(".heading", Static).update("There are no answers yet.")

    def on_choices_chosen(self, event: Choices.Chosen) -> None:
        if event.option in self.app.walk.answers:
            self.app.switch_screen(ReviseScreen(event.option))


class ReviseScreen(WalkDialog):
    """Asks a question of the walk again, with the cursor on the present answer, to change it.

    It can also be the question that is asked after the result.
    """

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("b,escape,backspace,left", "leave", "Back"),
    ]

    def __init__(self, question: str) -> None:
        super().__init__()
        self._question = question

    def compose(self) -> ComposeResult:
        with Vertical(classes="card"):
            yield Static(classes="heading", markup=False)
            if self.app.controller.interview is not None:
                yield Static(id="probe", classes="quiet", markup=False)
            yield Choices(compact=True)
        yield KeyFooter()

    def show_walk(self, walk: Walk) -> None:
        """Show the options of the question; close the dialog where changed rules do not have the question."""
        voice = self.app.voice
        question = walk.guide.questions.get(self._question)
        if question is None:
            # The rules have changed, and no longer ask this.
            self.dismiss()
            return
        self.query_one(".heading", Static).update(linked_text(question.asked(voice)))
        for prompt in self.query("#probe").results(Static):
            from guide.presenters.interview_prompts import FOR_INTERVIEWER

            prompt.update(linked_text(f"{FOR_INTERVIEWER}: {question.probe}"))
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
                app.perform(Extend(event.option))
        elif event.question in app.walk.answers:
            app.perform(Revise(event.question, event.option))
