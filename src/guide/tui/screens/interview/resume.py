"""The screen before something is resumed: under its own rules, or moved to the present ones."""

from collections.abc import Mapping
from functools import partial
from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import VerticalScroll
from textual.content import Content
from textual.widgets import Footer, Static

from guide.common.text import escape_control_chars
from guide.presenters.explanation import Section
from guide.presenters.interview_prompts import (
    LEAVE,
    MOVE_OR_LEAVE,
    MOVE_OR_STAY,
    MOVING,
    RULES_DIFFER,
    RULES_UNREADABLE,
    migration_sections,
)
from guide.sessions.resume import (
    FinishedUnreadable,
    Ready,
    RulesChanged,
    RulesUnreadable,
    move_to_present,
    plan_resume,
)
from guide.sessions.session import Session
from guide.storage import StoreError
from guide.tui.base import AppBase, ScreenBase
from guide.tui.screens.interview.flow import take_up
from guide.tui.screens.interview.save_failure import save_or_show
from guide.tui.widgets.choices import Choices


def go_on_with(app: AppBase, name: str) -> None:
    """Resume the interview or the walk for oneself with this id."""
    controller = app.keeper
    try:
        plan = plan_resume(controller.store(), name, controller.guide, controller.texts)
    except StoreError as error:
        app.notify(escape_control_chars(str(error)), markup=False)
        return
    match plan:
        case Ready(session):
            take_up(app, session)
        case RulesChanged():
            _offer(app, plan, RULES_DIFFER, MOVE_OR_STAY)
        case RulesUnreadable():
            _offer(app, plan, RULES_UNREADABLE, MOVE_OR_LEAVE)
        case FinishedUnreadable():
            app.push_screen(MovingScreen(RULES_UNREADABLE, (), LEAVE))


def _offer(app: AppBase, plan: RulesChanged | RulesUnreadable, told: str, choices: Mapping[str, str]) -> None:
    voice = plan.session.interview.opened.voice
    sections = migration_sections(plan.moving, plan.old, app.keeper.guide, voice)
    app.push_screen(MovingScreen(told, sections, choices), partial(_decided, app, plan.session))


def _decided(app: AppBase, session: Session, chosen: str | None) -> None:
    controller = app.keeper
    if chosen == "stay":
        take_up(app, session)
    elif chosen == "move":
        controller.session = session
        move = partial(move_to_present, session, controller.guide, controller.texts)
        save_or_show(app, move, partial(take_up, app, session))


class MovingScreen(ScreenBase[str]):
    """Comes back with the choice; the first one changes nothing."""

    CSS_PATH = "interview.tcss"
    BINDINGS: ClassVar[list[BindingType]] = [Binding("escape,b", "leave", "Back")]

    def __init__(self, told: str, sections: tuple[Section, ...], choices: Mapping[str, str]) -> None:
        super().__init__(classes="form")
        self._told = told
        self._sections = sections
        self._choices = choices

    def compose(self) -> ComposeResult:
        with VerticalScroll(classes="card", can_focus=False):
            yield Static(self._told, classes="said", markup=False)
            if self._sections:
                yield Static(MOVING, classes="quiet", markup=False)
            for section in self._sections:
                yield Static(escape_control_chars(section.heading), classes="heading", markup=False)
                for line in section.lines:
                    lead = f"{escape_control_chars(line.lead)}\n" if line.lead else ""
                    yield Static(
                        Content.assemble((lead, "$text-quiet"), escape_control_chars(line.text)), markup=False
                    )
        yield Choices(compact=True)
        yield Footer()

    def on_mount(self) -> None:
        choices = self.query_one(Choices)
        choices.show(sorted(self._choices.items(), key=lambda choice: choice[0] == "move"), preset=True)
        choices.focus()

    def on_choices_chosen(self, event: Choices.Chosen) -> None:
        self.dismiss(event.option)

    def action_leave(self) -> None:
        self.dismiss("leave")
