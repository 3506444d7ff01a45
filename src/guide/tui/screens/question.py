"""The question at the end of the walk."""

from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical
from textual.widgets import Static

from guide.common.text import escape_control_chars
from guide.engine.walk import Walk
from guide.presenters.explanation import progress_text
from guide.ruleset.model import Question
from guide.tui.screens.walk_screen import WalkScreen, offers
from guide.tui.widgets.choices import Choices
from guide.tui.widgets.progress_line import Position


class QuestionScreen(WalkScreen):
    """The question at the end of the app's walk."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("b,escape,backspace,left", "back", "Back"),
        Binding("h,question_mark", "help", "Help"),
        Binding("a", "answers", "Answers"),
        Binding("n", "note", "Note"),
    ]

    _asked: str | None = None

    def compose(self) -> ComposeResult:
        yield Position()
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
        voice = self.guide_app.voice
        self._place(walk)
        self.query_one("#question", Static).update(escape_control_chars(question.asked(voice)))
        self._prompt(question)
        choices = self.query_one(Choices)
        again = walk.current == self._asked
        self._asked = walk.current
        # Nothing is preselected, unless it was before, or was the answer until somebody went back.
        back = self.guide_app.taken_back
        chosen = choices.chosen if again else back.option if back and back.question == walk.current else None
        options = ((name, option.spoken(voice)) for name, option in question.options.items())
        choices.show(options, chosen, question=str(walk.current))
        self._explain(helping=again and self.has_class("-helping"))

    def _place(self, walk: Walk) -> None:
        shown = self.query_one(Position)
        session = self.guide_app.keeper.interview
        kept = session is None or session.kept
        shown.told = progress_text(walk) if kept else f"{progress_text(walk)} · not kept"
        shown.progress = walk.progress

    def _prompt(self, question: Question) -> None:
        """For whoever asks, below the question."""
        if self.guide_app.keeper.interview is None:
            self.query_children("#probe").remove()
            return
        from guide.presenters.interview_prompts import FOR_INTERVIEWER

        if not self.query("#probe"):
            self.mount(Static(id="probe", classes="quiet", markup=False), after="#question")
        self.query_one("#probe", Static).update(escape_control_chars(f"{FOR_INTERVIEWER}: {question.probe}"))

    def _explain(self, *, helping: bool) -> None:
        question = self.guide_app.walk.question
        if helping and question is not None:
            told = f"{question.explained(self.guide_app.voice)}\nIn an interview: {question.probe}"
            self.query_one("#help-text", Static).update(escape_control_chars(told))
        self.set_class(helping, "-helping")

    def on_choices_chosen(self, event: Choices.Chosen) -> None:
        walk = self.guide_app.walk
        if event.question == walk.current and offers(walk, event.question, event.option):
            self.guide_app.go_to(walk.answer(event.option))

    def action_back(self) -> None:
        if self.has_class("-helping"):
            self._explain(helping=False)
        elif self.guide_app.walk.path:
            self.guide_app.go_to(self.guide_app.walk.back())
        else:
            from guide.tui.navigation import go_home

            go_home(self.guide_app)

    def action_help(self) -> None:
        self._explain(helping=not self.has_class("-helping"))

    def action_note(self) -> None:
        from guide.tui.screens.note import NoteScreen

        if (question := self.guide_app.walk.current) is not None:
            self.app.push_screen(NoteScreen(question))
