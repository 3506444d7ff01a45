"""The screen of a question."""

from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import VerticalScroll
from textual.content import Content
from textual.widgets import Static

from guide.common.text import escape_control_chars
from guide.engine.walk import Walk
from guide.presenters.what_if import progress_text
from guide.ruleset.model import Question
from guide.sessions.acts import GiveAnswer, TakeBack
from guide.tui.screens.walk_screen import WalkScreen, offers
from guide.tui.widgets.choices import Choices
from guide.tui.widgets.linked_text import linked_text
from guide.tui.widgets.progress_line import ProgressLine

WIDE = 110
"""Columns from which there is room for the answers beside the question; “-wide” in the style sheet."""


class QuestionScreen(WalkScreen):
    """Shows the question that the walk has come to, and takes the answer."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("b,escape,backspace,left", "back", "Back", tooltip="Back to the question before"),
        Binding("h", "help", "Help", tooltip="Help with this question"),
        Binding("a", "answers", "Answers", tooltip="Read or change the answers so far"),
        Binding("n", "note", "Note", show=False, tooltip="Write a note on this question"),
        Binding("pagedown", "scroll_help(1)", "Help: further", show=False, priority=True),
        Binding("pageup", "scroll_help(-1)", "Help: back up", show=False, priority=True),
    ]

    _asked: str | None = None

    def compose(self) -> ComposeResult:
        yield ProgressLine(classes="readable")
        yield Static(id="question", classes="readable", markup=False)
        yield Choices(id="choices", classes="readable", compact=True)

    def on_mount(self) -> None:
        self.watch(self.app, "walk", self.show_walk)
        self.query_one(Choices).focus()
        self.call_after_refresh(self._show_keys)

    async def _show_keys(self) -> None:
        from guide.tui.widgets.key_footer import show_keys

        await show_keys(self)

    def on_resize(self) -> None:
        self._show_answers(self.app.walk)
        if self.has_class("-helping"):
            # What it says depends on the room.
            self.call_after_refresh(self._show_help, helping=True)

    def show_walk(self, walk: Walk) -> None:
        """Show the current question of this walk, unless it is at its end."""
        question = walk.question
        if question is None:
            return
        voice = self.app.voice
        self._show_position(walk)
        self.query_one("#question", Static).update(linked_text(question.asked(voice)))
        self._show_note(self.app.notes.get(str(walk.current), ""))
        self._show_probe(question)
        self._show_answers(walk)
        choices = self.query_one(Choices)
        again = walk.current == self._asked
        self._asked = walk.current
        # Nothing is preselected, unless it was before, or was the answer until somebody went back.
        back = self.app.taken_back
        cursor = choices.chosen if again else back.option if back and back.question == walk.current else None
        options = ((name, option.spoken(voice)) for name, option in question.options.items())
        choices.show(options, cursor, question=str(walk.current))
        self._show_help(helping=again and self.has_class("-helping"))

    def _show_position(self, walk: Walk) -> None:
        line = self.query_one(ProgressLine)
        session = self.app.controller.interview
        is_saved = session is None or session.kept
        line.text = progress_text(walk) if is_saved else f"{progress_text(walk)} · not saved"
        line.progress = walk.progress

    def _show_note(self, note: str) -> None:
        if not note:
            self._show_line("note", "")
            return
        from guide.tui.answer_list import note_text

        self._show_line("note", escape_control_chars(note_text(note)))

    def _show_probe(self, question: Question) -> None:
        """Show or remove the hint for the interviewer below the question."""
        if self.app.controller.interview is None:
            self._show_line("probe", "")
            return
        from guide.presenters.interview_prompts import FOR_INTERVIEWER

        self._show_line("probe", linked_text(f"{FOR_INTERVIEWER}: {question.probe}"))

    def _show_line(self, name: str, text: str | Content) -> None:
        """Show a quiet line with this id below the question; none where the text is empty."""
        lines = self.query_children(f"#{name}").results(Static)
        line = next(iter(lines), None)
        if line is None and text:
            line = Static(id=name, classes="readable quiet", markup=False)
            self.mount(line, after="#question")
        if line is not None:
            line.update(text)
            line.set_class(not text, "-empty")

    def _show_answers(self, walk: Walk) -> None:
        """Show the answers so far beside the question, where there are any and there is room for them."""
        beside = bool(walk.path) and self.app.size.width >= WIDE
        self.set_class(beside, "-beside")
        if not beside:
            return
        from guide.tui.answer_list import given_answers
        from guide.tui.widgets.answers_beside import AnswersBeside

        column = next(iter(self.query_children(AnswersBeside)), None)
        if column is None:
            column = AnswersBeside()
            # Below the footer, which may reach over it.
            self.mount(column, before=0)
        column.show(given_answers(walk, self.app.voice, self.app.notes))

    def _show_help(self, *, helping: bool) -> None:
        question = self.app.walk.question
        if helping and question is not None:
            voice = self.app.voice
            lines = [question.explained(voice)]
            if self.app.controller.interview is not None or voice == "they":
                # It is for whoever asks somebody else.
                lines.append(f"In an interview: {question.probe}")
            if self.has_class("-tiny"):
                # It takes the place of the question, of which not all may have been in view.
                lines.insert(0, question.asked(voice))
            text = linked_text("\n".join(lines))
            if self.query_children("#help"):
                self.query_one("#help-text", Static).update(text)
            else:
                words = Static(text, id="help-text", markup=False)
                self.mount(
                    VerticalScroll(words, id="help", classes="readable", can_focus=False), before="#choices"
                )
        self.set_class(helping, "-helping")

    def on_choices_chosen(self, event: Choices.Chosen) -> None:
        walk = self.app.walk
        if event.question == walk.current and offers(walk, event.question, event.option):
            self.app.perform(GiveAnswer(event.question, event.option))

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        if action == "scroll_help":
            return self.has_class("-helping")
        return super().check_action(action, parameters)

    def action_back(self) -> None:
        if self.has_class("-helping"):
            self._show_help(helping=False)
        elif self.app.walk.path:
            self.app.perform(TakeBack())
        else:
            self.app.go_home()

    def action_help(self) -> None:
        self._show_help(helping=not self.has_class("-helping"))

    def action_scroll_help(self, step: int) -> None:
        self.query_one("#help").scroll_relative(
            y=step * max(1, self.query_one("#help").size.height - 1), animate=False
        )

    def action_note(self) -> None:
        if (question := self.app.walk.current) is not None:
            self.app.open_note(question)
