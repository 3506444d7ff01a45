"""One question, its answers, and what has been answered so far."""

from typing import TYPE_CHECKING, ClassVar, cast

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Horizontal, Vertical
from textual.screen import ModalScreen, Screen
from textual.widgets import Footer, OptionList, ProgressBar, Static

from guide.explain import answered, position, visible
from guide.model import Question
from guide.tui.choices import Choices
from guide.walk import Walk

if TYPE_CHECKING:
    from guide.tui.app import GuideApp


class QuestionScreen(Screen[None]):
    """The question at the end of the app's walk."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("b,escape,backspace,left", "back", "Back"),
        Binding("h,question_mark", "help", "Help"),
        Binding("a", "answers", "Answers"),
        Binding("n", "note", "Note"),
    ]

    @property
    def guide_app(self) -> "GuideApp":
        return cast("GuideApp", self.app)

    def compose(self) -> ComposeResult:
        with Horizontal(id="top"):
            yield Static(id="position", markup=False)
            yield ProgressBar(total=1.0, show_percentage=False, show_eta=False)
        yield Static(id="question", markup=False)
        yield Choices(id="choices", compact=True)
        with Vertical(id="help"):
            yield Static(id="help-text", classes="quiet", markup=False)
        yield Footer()

    def on_mount(self) -> None:
        self.watch(self.app, "walk", self.show_walk)
        self.query_one(Choices).focus()

    def show_walk(self, walk: Walk) -> None:
        question = walk.question
        if question is None:
            return
        voice = self.guide_app.voice
        self.query_one("#position", Static).update(position(walk))
        self.query_one(ProgressBar).update(progress=walk.progress)
        self.query_one("#question", Static).update(visible(question.asked(voice)))
        self.query_one(Choices).show(
            (name, option.spoken(voice)) for name, option in question.options.items()
        )
        self.query_one("#help-text", Static).update(visible(_explained(question, self.guide_app)))
        self.remove_class("-helping")

    def on_option_list_option_selected(self, event: OptionList.OptionSelected) -> None:
        self.guide_app.walk = self.guide_app.walk.answer(str(event.option_id))

    def action_back(self) -> None:
        if self.has_class("-helping"):
            self.remove_class("-helping")
        elif self.guide_app.walk.road:
            self.guide_app.walk = self.guide_app.walk.back()
        else:
            self.guide_app.go_home()

    def action_help(self) -> None:
        self.toggle_class("-helping")

    def action_answers(self) -> None:
        self.app.push_screen(AnswersScreen())

    def action_note(self) -> None:
        from guide.tui.note import NoteScreen

        self.app.push_screen(NoteScreen(str(self.guide_app.walk.at)))


def _explained(question: Question, app: "GuideApp") -> str:
    return f"{question.explained(app.voice)}\nIn an interview: {question.probe}"


class AnswersScreen(ModalScreen[None]):
    """The answers so far; choosing one asks its question again."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape,b,a,backspace,left", "leave", "Back"),
    ]

    def compose(self) -> ComposeResult:
        with Vertical(classes="card"):
            yield Static("Which answer would you change?", classes="heading", markup=False)
            yield Choices(compact=True)
        yield Footer()

    def on_mount(self) -> None:
        app = cast("GuideApp", self.app)
        lines = answered(app.walk, app.voice)
        choices = self.query_one(Choices)
        choices.show(
            (step.question, f"{line.lead}\n{line.text}")
            for step, line in zip(app.walk.road, lines, strict=True)
        )
        if not lines:
            self.query_one(".heading", Static).update("There are no answers yet.")
        choices.focus()

    def on_option_list_option_selected(self, event: OptionList.OptionSelected) -> None:
        self.app.switch_screen(ReviseScreen(str(event.option_id)))

    def action_leave(self) -> None:
        self.dismiss()


class ReviseScreen(ModalScreen[None]):
    """A question of the road once more, its present answer under the cursor."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape,b,backspace,left", "leave", "Leave it as it is"),
    ]

    def __init__(self, question: str) -> None:
        super().__init__()
        self._question = question

    def compose(self) -> ComposeResult:
        with Vertical(classes="card"):
            yield Static(classes="heading", markup=False)
            yield Choices(compact=True)
        yield Footer()

    def on_mount(self) -> None:
        app = cast("GuideApp", self.app)
        question = app.guide.questions[self._question]
        self.query_one(".heading", Static).update(visible(question.asked(app.voice)))
        choices = self.query_one(Choices)
        options = ((name, option.spoken(app.voice)) for name, option in question.options.items())
        choices.show(options, highlighted=app.walk.answers[self._question])
        choices.focus()

    async def on_option_list_option_selected(self, event: OptionList.OptionSelected) -> None:
        app = cast("GuideApp", self.app)
        await self.dismiss()
        app.walk = app.walk.revise(self._question, str(event.option_id))

    def action_leave(self) -> None:
        self.dismiss()
