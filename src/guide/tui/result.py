"""The recommendation: what it is, in short; then why, the plan, and the rest."""

from typing import TYPE_CHECKING, ClassVar, cast

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical, VerticalScroll
from textual.content import Content
from textual.screen import Screen
from textual.widgets import Footer, Static

from guide.advice import Recommendation
from guide.explain import Line, explain, visible
from guide.tui.answers import AnswersScreen

if TYPE_CHECKING:
    from guide.tui.app import GuideApp


class ResultScreen(Screen[None]):
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("r", "restart", "Start again"),
        Binding("a", "answers", "Change an answer"),
        Binding("c", "compare", "Compare"),
        Binding("b,escape,backspace,left", "back", "Back"),
    ]

    def __init__(self, recommendation: Recommendation) -> None:
        super().__init__()
        self.recommendation = recommendation

    def compose(self) -> ComposeResult:
        app = cast("GuideApp", self.app)
        words = explain(self.recommendation, app.voice, app.notes)
        with VerticalScroll(id="result"):
            with Vertical(id="verdict"):
                yield Static(words.label, classes="quiet", markup=False)
                yield Static(visible(words.title), id="title", markup=False)
                yield Static(_shown(words.because), classes="said", markup=False)
            for section in words.sections:
                yield Static(section.heading, classes="heading", markup=False)
                for line in section.lines:
                    if line.lead:
                        yield Static(visible(line.lead), classes="lead", markup=False)
                    yield Static(_shown(line), classes="line", markup=False)
        yield Footer()

    def on_mount(self) -> None:
        self.query_one(VerticalScroll).focus()

    def on_screen_resume(self) -> None:
        cast("GuideApp", self.app).settle()

    def action_restart(self) -> None:
        cast("GuideApp", self.app).go_home()

    def action_answers(self) -> None:
        self.app.push_screen(AnswersScreen())

    def action_compare(self) -> None:
        from guide.tui.comparison import ComparisonScreen

        self.app.push_screen(ComparisonScreen())

    def action_back(self) -> None:
        app = cast("GuideApp", self.app)
        app.walk = app.walk.back()


def _shown(line: Line) -> Content:
    text = Content(visible(line.text))
    return text + Content.styled(f"  [{'; '.join(line.cites)}]", "$text-quiet") if line.cites else text
