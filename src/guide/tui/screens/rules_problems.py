"""A dialog with the problems of rules that were changed while the app runs."""

from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical, VerticalScroll
from textual.content import Content
from textual.widgets import Static

from guide.common.text import escape_control_chars
from guide.ruleset.problems import Problem
from guide.tui.base import DialogBase
from guide.tui.widgets.key_footer import KeyFooter

MOST = 100
"""So many problems are shown."""


class ProblemsScreen(DialogBase[None]):
    """Lists problems of the rules. The app closes it once the rules have none."""

    CSS = """
    ProblemsScreen VerticalScroll { height: auto; max-height: 100%; scrollbar-size-vertical: 1; }
    ProblemsScreen .quiet { margin: 1 0 0 0; }
    ProblemsScreen.-short .quiet { margin: 0; }
    """
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("enter,space", "leave", "Go on"),
        Binding("b,escape,backspace,left", "leave", "Back", show=False),
    ]

    def __init__(self, problems: tuple[Problem, ...]) -> None:
        super().__init__()
        self._problems = problems

    def compose(self) -> ComposeResult:
        count = len(self._problems)
        with Vertical(classes="card"):
            yield Static(
                f"The rules have {count} problem{'s'[: count != 1]}.", classes="heading", markup=False
            )
            with VerticalScroll():
                yield Static(Content("\n\n").join(map(_problem_content, self._problems[:MOST])), markup=False)
            yield Static("Until that is mended, the guide goes on as it was.", classes="quiet", markup=False)
        yield KeyFooter()

    def on_mount(self) -> None:
        self.query_one(VerticalScroll).focus()

    def action_leave(self) -> None:
        self.dismiss()


def _problem_content(problem: Problem) -> Content:
    """The problem as on the command line: its place first, what helps below."""
    first, *more = escape_control_chars(str(problem)).split("\n")
    place = escape_control_chars(str(problem.place))
    return Content.assemble(
        (place, "bold $accent"), first.removeprefix(place), *((f"\n{line}", "$text-quiet") for line in more)
    )
