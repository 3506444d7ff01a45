"""The first page: what the program is for, and the ways to begin or go on."""

import os
from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical
from textual.widgets import Static

from guide.common.text import escape_control_chars
from guide.engine.walk import Walk
from guide.ruleset.model import Guide
from guide.tui.base import ScreenBase
from guide.tui.screens.home_choices import (
    FOR_INTERVIEWERS,
    Waiting,
    delete_text,
    interview_choices,
    own_choices,
)
from guide.tui.widgets.attached import is_attached
from guide.tui.widgets.choices import Choices
from guide.tui.widgets.key_footer import KeyFooter
from guide.tui.widgets.linked_text import linked_text


class HomeScreen(ScreenBase[None]):
    """The first page: choices for oneself or others, and apart from them those for interviewers.

    What waits in the store is read once the page is painted.
    """

    # The page stays at its beginning: the choices get the focus without it.
    AUTO_FOCUS = ""
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("x", "explore", "Explore", tooltip="Explore all questions and results"),
        Binding("c", "compare", "Compare", tooltip="Compare the kinds of support"),
    ]

    _guide: Guide | None = None
    _waiting = Waiting()

    def compose(self) -> ComposeResult:
        with Vertical(id="page", classes="readable"):
            yield Static(id="title", markup=False)
            yield Static(id="welcome", classes="said", markup=False)
            yield Choices(id="choices", compact=True)
            yield Static(id="terms", classes="quiet", markup=False)
        yield KeyFooter()

    def on_mount(self) -> None:
        self.watch(self.app, "walk", self.show_guide)
        self.query_one(Choices).focus(scroll_visible=False)

    def show_guide(self, walk: Walk) -> None:
        if walk.guide is self._guide:
            return
        self._guide = walk.guide
        front = walk.guide.front
        self.query_one("#title", Static).update(escape_control_chars(front.title))
        self.query_one("#welcome", Static).update(linked_text(front.welcome))
        self.query_one("#terms", Static).update(linked_text(f"{front.duration} {front.privacy}"))
        self._show_choices()

    def _show_choices(self) -> None:
        front = self.app.guide.front
        lines = [("you", front.start_you), ("they", front.start_they)]
        if self.app.controller.path is not None:
            lines += (*own_choices(self._waiting), *interview_choices(self._waiting))
        choices = self.query_one(Choices)
        choices.show(lines, choices.chosen, preset=True, headings={"interview": FOR_INTERVIEWERS})

    def on_screen_resume(self) -> None:
        self.refresh_offers()

    def refresh_offers(self) -> None:
        """Read anew what was left and can be gone on with."""
        # A look into the store takes longer than anybody should wait for the first page.
        if self.app.controller.path is not None:
            self.call_after_refresh(self.run_worker, self._read_offers, thread=True, exclusive=True)

    def _read_offers(self) -> None:
        controller = self.app.controller
        if controller.path is None or not os.access(controller.path, os.F_OK):
            return
        from guide.tui.screens.interview.home_offers import read_waiting

        self.app.call_from_thread(self._offer, read_waiting(controller.path))

    def _offer(self, found: Waiting) -> None:
        if is_attached(self) and found != self._waiting:
            self._waiting = found
            self._show_choices()

    def on_resize(self) -> None:
        self.call_after_refresh(self._bring_up)

    def on_option_list_option_highlighted(self) -> None:
        self.call_after_refresh(self._bring_up)

    def _bring_up(self) -> None:
        """Scroll the page to the choice under the cursor."""
        self.query_one(Choices).bring_into_view(self.query_one("#page"))

    def action_explore(self) -> None:
        self.app.open_explorer()

    def action_compare(self) -> None:
        self.app.open_comparison()

    def on_choices_chosen(self, event: Choices.Chosen) -> None:
        app, waiting = self.app, self._waiting
        match event.option:
            case "you" | "they":
                app.begin(event.option)
            case "interview":
                app.open_interview()
            case "records":
                app.open_records()
            case "open":
                app.choose_interview([*waiting.interviews])
            case "own":
                app.resume(waiting.own)
            case "forget":
                app.ask_to_forget(waiting.own, delete_text(waiting))
