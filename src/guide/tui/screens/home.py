"""The first page: what the program is for, and the ways to begin or go on."""

import os
from typing import TYPE_CHECKING, ClassVar, cast

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical
from textual.widgets import Static

from guide.common.text import escape_control_chars
from guide.engine.walk import Walk
from guide.ruleset.model import Guide, Voice
from guide.tui.base import ScreenBase
from guide.tui.widgets.attached import is_attached
from guide.tui.widgets.choices import Choices
from guide.tui.widgets.key_footer import KeyFooter

if TYPE_CHECKING:
    from guide.tui.screens.interview.unfinished import Offer


class HomeScreen(ScreenBase[None]):
    """The first page. What was left and can be gone on with is read once the page is painted."""

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
        yield KeyFooter()

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
        app = self.app
        front = app.guide.front
        lines = [("you", front.start_you), ("they", front.start_they)]
        if app.keeper.path is not None:
            lines.append(("interview", "Start an interview"))
        if self._interviews:
            from guide.tui.screens.interview.unfinished import how_many

            lines.append(("open", how_many(len(self._interviews))))
        lines += ((f"{act} {name}", text) for act, name, text in self._waiting if act != "interview")
        choices = self.query_one(Choices)
        choices.show(lines, choices.chosen, preset=True)

    @property
    def _interviews(self) -> list[tuple[str, str]]:
        """Id and text of those that are open. They name people, so this page shows only their number."""
        return [(name, text) for act, name, text in self._waiting if act == "interview"]

    def on_screen_resume(self) -> None:
        self.refresh_offers()

    def refresh_offers(self) -> None:
        """Read anew what was left and can be gone on with."""
        # A look into the store takes longer than anybody should wait for the first page.
        if self.app.keeper.path is not None:
            self.call_after_refresh(self.run_worker, self._read_offers, thread=True, exclusive=True)

    def _read_offers(self) -> None:
        keeper = self.app.keeper
        if keeper.path is None or not os.access(keeper.path, os.F_OK):
            return
        from guide.tui.screens.interview.unfinished import unfinished_offers

        self.app.call_from_thread(self._offer, unfinished_offers(keeper.path))

    def _offer(self, found: "tuple[Offer, ...]") -> None:
        if is_attached(self) and found != self._waiting:
            self._waiting = found
            self._show_choices()

    def action_explore(self) -> None:
        self.app.open_explorer()

    def action_compare(self) -> None:
        self.app.open_comparison()

    def action_records(self) -> None:
        self.app.open_records()

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        if action == "records":
            return self.app.store_path is not None
        return super().check_action(action, parameters)

    def on_choices_chosen(self, event: Choices.Chosen) -> None:
        act, _, name = event.option.partition(" ")
        if act in ("you", "they"):
            self.app.begin(cast(Voice, act))
            return
        match act:
            case "open":
                self.app.choose_interview(self._interviews)
            case "forget":
                offers = (offer for offer in self._waiting if offer[:2] == (act, name))
                self.app.ask_to_forget(name, next((offer.told for offer in offers), ""))
            case _ if name:
                self.app.resume(name)
            case _:
                self.app.open_interview()
