"""The screen of a question."""

from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical
from textual.widgets import Static

from guide.common.text import escape_control_chars
from guide.engine.walk import Walk
from guide.presenters.what_if import progress_text
from guide.ruleset.model import Question
from guide.sessions.acts import GiveAnswer, TakeBack
from guide.tui.screens.walk_screen import WalkScreen, offers
from guide.tui.widgets.choices import Choices
from guide.tui.widgets.progress_line import ProgressLine


class QuestionScreen(WalkScreen):
    """Asks the question that the walk has come to, and takes the answer."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("b,escape,backspace,left", "back", "Back"),
        Binding("h,question_mark", "help", "Help"),
        Binding("a", "answers", "Answers"),
        Binding("n", "note", "Note"),
    ]

    _asked: str | None = None

    def compose(self) -> ComposeResult:
        yield ProgressLine()
        yield Static(id="question", markup=False)
        with Vertical(id="help"):
            yield Static(id="help-text", classes="quiet", markup=False)
        yield Choices(id="choices", compact=True)

    def on_mount(self) -> None:
        self.watch(self.app, "walk", self.show_walk)
        self.query_one(Choices).focus()
        self.call_after_refresh(self._show_keys)

    async def _show_keys(self) -> None:
        from guide.tui.widgets.key_footer import show_keys

        await show_keys(self)

    def show_walk(self, walk: Walk) -> None:
        question = walk.question
        if question is None:
            return
        voice = self.app.voice
        self._show_position(walk)
        self.query_one("#question", Static).update(escape_control_chars(question.asked(voice)))
        self._show_probe(question)
        choices = self.query_one(Choices)
        again = walk.current == self._asked
        self._asked = walk.current
        # Nothing is preselected, unless it was before, or was the answer until somebody went back.
        back = self.app.taken_back
        chosen = choices.chosen if again else back.option if back and back.question == walk.current else None
        options = ((name, option.spoken(voice)) for name, option in question.options.items())
        choices.show(options, chosen, question=str(walk.current))
        self._show_help(helping=again and self.has_class("-helping"))

    def _show_position(self, walk: Walk) -> None:
        line = self.query_one(ProgressLine)
        session = self.app.controller.interview
        kept = session is None or session.kept
        line.text = progress_text(walk) if kept else f"{progress_text(walk)} · not kept"
        line.progress = walk.progress

    def _show_probe(self, question: Question) -> None:
        """Show or remove the hint for the interviewer below the question."""
        if self.app.controller.interview is None:
            self.query_children("#probe").remove()
            return
        from guide.presenters.interview_prompts import FOR_INTERVIEWER

        if not self.query("#probe"):
            self.mount(Static(id="probe", classes="quiet", markup=False), after="#question")
        self.query_one("#probe", Static).update(escape_control_chars(f"{FOR_INTERVIEWER}: {question.probe}"))

    def _show_help(self, *, helping: bool) -> None:
        question = self.app.walk.question
        if helping and question is not None:
            text = f"{question.explained(self.app.voice)}\nIn an interview: {question.probe}"
            self.query_one("#help-text", Static).update(escape_control_chars(text))
        self.set_class(helping, "-helping")

    def on_choices_chosen(self, event: Choices.Chosen) -> None:
        walk = self.app.walk
        if event.question == walk.current and offers(walk, event.question, event.option):
            self.app.perform(GiveAnswer(event.question, event.option))

    def action_back(self) -> None:
        if self.has_class("-helping"):
            self._show_help(helping=False)
        elif self.app.walk.path:
            self.app.perform(TakeBack())
        else:
            self.app.go_home()

    def action_help(self) -> None:
        self._show_help(helping=not self.has_class("-helping"))

    def action_note(self) -> None:
        if (question := self.app.walk.current) is not None:
            self.app.open_note(question)
