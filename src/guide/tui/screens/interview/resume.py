"""What was left is gone on with: under its own rules, or moved over to the present ones."""

from collections.abc import Mapping
from functools import partial
from typing import TYPE_CHECKING, ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import VerticalScroll
from textual.content import Content
from textual.screen import Screen
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
from guide.ruleset.problems import RulesError
from guide.sessions.session import Session, guide_texts, resume_session
from guide.storage import StoreError
from guide.storage import event_store as journal
from guide.storage.rule_texts import digest
from guide.tui.screens.interview.flow import take_up
from guide.tui.screens.interview.save_failure import save_or_show
from guide.tui.widgets.choices import Choices

if TYPE_CHECKING:
    from guide.tui.app import GuideApp


def go_on_with(app: "GuideApp", name: str) -> None:
    """With the interview, or the walk for oneself, that has this id."""
    keeper = app.keeper
    try:
        store = keeper.store()
        try:
            session = resume_session(store, name)
        except RulesError:
            session = Session(keeper.guide, journal.load_interview(store, name), store, name)
            if session.interview.finished is None:
                _offer(app, session, MOVE_OR_LEAVE)
            else:
                # What was confirmed under other rules stays under them.
                app.push_screen(MovingScreen(RULES_UNREADABLE, (), LEAVE))
            return
    except StoreError as error:
        app.notify(escape_control_chars(str(error)), markup=False)
        return
    if session.interview.finished is None and session.interview.rules != _present(app):
        _offer(app, session, MOVE_OR_STAY)
    else:
        take_up(app, session)


def _present(app: "GuideApp") -> str:
    return digest(guide_texts(app.keeper.texts))


def _offer(app: "GuideApp", session: Session, choices: Mapping[str, str]) -> None:
    """Where its own rules cannot be read, the session stands on the present ones, and can only move."""
    readable = choices is MOVE_OR_STAY
    new = app.keeper.guide
    voice = session.interview.opened.voice
    sections = migration_sections(session.moving(new), session.guide if readable else None, new, voice)
    told = RULES_DIFFER if readable else RULES_UNREADABLE
    app.push_screen(MovingScreen(told, sections, choices), partial(_decided, app, session))


def _decided(app: "GuideApp", session: Session, chosen: str | None) -> None:
    if chosen == "stay":
        take_up(app, session)
    elif chosen == "move":
        app.keeper.session = session
        save_or_show(app, partial(_move, app, session), partial(take_up, app, session))


def _move(app: "GuideApp", session: Session) -> None:
    session.move_to(app.keeper.guide, app.keeper.present_rules())


class MovingScreen(Screen[str]):
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
