"""The explorer: all questions, answers and outcomes as a tree, with details of the row at the cursor."""

from typing import ClassVar

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Container, Horizontal, VerticalScroll
from textual.widgets import Input, Static, Tree

from guide.engine.walk import Walk
from guide.presenters.view_models import Line, Section
from guide.ruleset.model import Guide
from guide.ruleset.problems import RulesError
from guide.tui.base import ScreenBase
from guide.tui.screens.explorer.details import CasesByNode, cases_by_node, details
from guide.tui.screens.explorer.outline import Node, Outline
from guide.tui.screens.explorer.tree import OutlineTree
from guide.tui.widgets.attached import is_attached
from guide.tui.widgets.key_footer import KeyFooter
from guide.tui.widgets.section_text import sections_content


class Search(Input):
    """The line to search in the tree. Enter goes to the next match."""

    BINDINGS: ClassVar[list[BindingType]] = [Binding("enter", "submit", "Next match")]


class ExplorerScreen(ScreenBase[None]):
    """Shows the tree of questions, and beside it the details of the row at the cursor."""

    CSS_PATH = "explorer.tcss"
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("b,escape,backspace", "back", "Back"),
        Binding("slash", "search", "Search"),
        Binding("g", "walk", "Answer from here"),
    ]

    def __init__(self) -> None:
        super().__init__()
        self._guide: Guide | None = None
        self._cases: CasesByNode = {}
        self._faults: tuple[Section, ...] = ()
        self._matches: list[Node] = []
        self._match = -1

    def compose(self) -> ComposeResult:
        with Horizontal(id="search"):
            yield Search(placeholder="Search", compact=True)
            yield Static(id="found", markup=False)
        with Container(id="both"):
            yield OutlineTree(Outline(self.app.guide), self.app.voice)
            with VerticalScroll(id="details"):
                yield Static(markup=False)
        yield KeyFooter()

    def on_mount(self) -> None:
        self.watch(self.app, "walk", self.show_guide)
        self.query_one(OutlineTree).focus()

    def show_guide(self, walk: Walk) -> None:
        """Show the rules of a walk. Rows stay expanded, and the cursor stays on its row."""
        if walk.guide is self._guide:
            return
        self._guide = walk.guide
        self._cases, self._faults = self._read_cases(walk.guide)
        branches = self.query_one(OutlineTree)
        if branches.outline.guide is not walk.guide:
            branches.show(Outline(walk.guide))
            self._look_for(self.query_one(Input).value)
        self.show_details()

    def _read_cases(self, guide: Guide) -> tuple[CasesByNode, tuple[Section, ...]]:
        """The cases by row, or a section on why they cannot be read."""
        try:
            return cases_by_node(self.app.cases(guide), guide), ()
        except RulesError as error:
            lines = tuple(Line(str(problem)) for problem in error.problems)
            return {}, (Section("faults", "The cases cannot be read", lines),)

    @on(Tree.NodeHighlighted)
    def show_details(self) -> None:
        """Show the details of the row at the cursor."""
        if not is_attached(self):
            return
        branches = self.query_one(OutlineTree)
        sections = details(branches.outline.guide, branches.node, self.app.voice, self._cases)
        self.query_one("#details Static", Static).update(sections_content((*sections, *self._faults)))
        self.query_one("#details").scroll_home(animate=False)

    def action_search(self) -> None:
        self.add_class("-searching")
        self.query_one(Input).focus()

    def on_input_changed(self, event: Input.Changed) -> None:
        self._look_for(event.value)

    def _look_for(self, text: str) -> None:
        self._matches = self.query_one(OutlineTree).outline.matches(text)
        self._match = -1
        count = len(self._matches)
        self._tell(f"{count} match{'es'[: 2 * (count != 1)]}" if text.strip() else "")

    def on_input_submitted(self) -> None:
        if self._matches:
            self._match = (self._match + 1) % len(self._matches)
            self.query_one(OutlineTree).go_to(self._matches[self._match])
            self._tell(f"{self._match + 1} of {len(self._matches)}")

    def _tell(self, text: str) -> None:
        self.query_one("#found", Static).update(text)

    def action_walk(self) -> None:
        """Begin a walk at the question of the cursor, with the answers on the shortest path to it."""
        branches = self.query_one(OutlineTree)
        app = self.app
        answers = branches.outline.answers_to(branches.node.question)
        self.dismiss()
        app.begin(app.voice, answers)

    def action_back(self) -> None:
        if self.has_class("-searching"):
            self.remove_class("-searching")
            self.query_one(OutlineTree).focus()
        else:
            self.dismiss()
