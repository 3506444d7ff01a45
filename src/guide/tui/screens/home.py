"""The first page: what this is, and one thing to press."""

import os
from typing import TYPE_CHECKING, ClassVar, cast

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical
from textual.screen import Screen
from textual.widgets import Footer, Static

from guide.common.text import escape_control_chars
from guide.engine.walk import Walk
from guide.ruleset.model import Guide, Voice
from guide.tui.widgets.attached import is_attached
from guide.tui.widgets.choices import Choices

if TYPE_CHECKING:
    from guide.tui.app import GuideApp
    from guide.tui.screens.interview.unfinished import Offer


class HomeScreen(Screen[None]):
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("e", "explore", "Explore"),
        Binding("c", "compare", "Compare"),
        Binding("o", "records", "Records"),
    ]

    _guide: Guide | None = None
    _waiting: "tuple[Offer, ...]" = ()

    def compose(self) -> ComposeResult:
        with Vertical(id="page"):
            yield Static(id="title", markup=False)
            yield Static(id="welcome", classes="said", markup=False)
            yield Choices(id="choices", compact=True)
            yield Static(id="terms", classes="quiet", markup=False)
        yield Footer()

    def on_mount(self) -> None:
        self.watch(self.app, "walk", self.show_guide)
        self.query_one(Choices).focus()

    def show_guide(self, walk: Walk) -> None:
        if walk.guide is self._guide:
            return
        self._guide = walk.guide
        front = walk.guide.front
        self.query_one("#title", Static).update(escape_control_chars(front.title))
        self.query_one("#welcome", Static).update(escape_control_chars(front.welcome))
        self.query_one("#terms", Static).update(escape_control_chars(f"{front.duration} {front.privacy}"))
        self._show_choices()

    def _show_choices(self) -> None:
        app = cast("GuideApp", self.app)
        front = app.guide.front
        lines = [("you", front.start_you), ("they", front.start_they)]
        if app.keeper.path is not None:
            lines.append(("interview", "Start an interview"))
        if self._interviews:
            from guide.tui.screens.interview.unfinished import how_many

            lines.append(("open", how_many(len(self._interviews))))
        lines += ((f"{act} {name}", told) for act, name, told in self._waiting if act != "interview")
        choices = self.query_one(Choices)
        choices.show(lines, choices.chosen, preset=True)

    @property
    def _interviews(self) -> list[tuple[str, str]]:
        """Named on a card of their own: here somebody else may look on."""
        return [(name, told) for act, name, told in self._waiting if act == "interview"]

    def on_screen_resume(self) -> None:
        self.look_again()

    def look_again(self) -> None:
        # A look into the store takes longer than anybody should wait for the first page.
        if cast("GuideApp", self.app).keeper.path is not None:
            self.call_after_refresh(self.run_worker, self._look, thread=True, exclusive=True)

    def _look(self) -> None:
        keeper = cast("GuideApp", self.app).keeper
        if keeper.path is None or not os.access(keeper.path, os.F_OK):
            return
        from guide.tui.screens.interview.unfinished import unfinished_offers

        self.app.call_from_thread(self._offer, unfinished_offers(keeper.path))

    def _offer(self, found: "tuple[Offer, ...]") -> None:
        if is_attached(self) and found != self._waiting:
            self._waiting = found
            self._show_choices()

    def action_explore(self) -> None:
        from guide.tui.screens.explorer.screen import ExplorerScreen

        self.app.push_screen(ExplorerScreen())

    def action_compare(self) -> None:
        from guide.tui.screens.comparison.screen import ComparisonScreen

        self.app.push_screen(ComparisonScreen())

    def action_records(self) -> None:
        from guide.sessions.legacy_journals import look_through
        from guide.sessions.rule_versions import RuleVersions
        from guide.sessions.start import save_rules
        from guide.storage import open_store
        from guide.tui.screens.records.cards import telling
        from guide.tui.screens.records.list_screen import RecordsScreen

        app = cast("GuideApp", self.app)
        if app.store_path is not None:
            with telling(self):
                store = open_store(app.store_path)
                look_through(store)
                library = RuleVersions(store, {save_rules(None, app.keeper.texts): app.keeper.guide})
                app.push_screen(RecordsScreen(store, library, self._resume))

    def _resume(self, name: str) -> None:
        """Leave the records for an interview that is to be gone on with."""
        from guide.tui.navigation import go_to_screen
        from guide.tui.screens.interview.resume import go_on_with

        app = cast("GuideApp", self.app)
        go_to_screen(app, HomeScreen)
        go_on_with(app, name)

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        if action == "records":
            return cast("GuideApp", self.app).store_path is not None
        return super().check_action(action, parameters)

    def on_choices_chosen(self, event: Choices.Chosen) -> None:
        app = cast("GuideApp", self.app)
        act, _, name = event.option.partition(" ")
        if act in ("you", "they"):
            app.begin(cast(Voice, act))
            return
        from guide.tui.screens.interview import flow

        match act:
            case "open":
                flow.choose_open(app, self._interviews)
            case "forget":
                told = next((offer.told for offer in self._waiting if offer[:2] == (act, name)), "")
                flow.ask_to_forget(app, name, told)
            case _:
                flow.choose(app, name)
