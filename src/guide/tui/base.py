"""What screens know of the app: its state, and the ways from one screen to another.

Screens import this file, and neither the app nor ``navigation``, which import the screens.
"""

from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any, ClassVar, TypeVar

from textual import getters
from textual.binding import Binding, BindingType
from textual.reactive import var
from textual.screen import ModalScreen, Screen

from guide.engine.walk import Step, Walk
from guide.ruleset.model import NOTHING, Case, Guide, Voice
from guide.sessions.controller import InterviewController
from guide.tui.drafts import Drafts
from guide.tui.rules_watcher import Reloaded
from guide.tui.terminal.gated_app import GatedApp

Result = TypeVar("Result")
S = TypeVar("S", bound=Screen[Any])


COMMON_KEYS: tuple[BindingType, ...] = (
    Binding("question_mark,f1", "app.show_keys", "Keys", show=False),
    Binding("ctrl+p", "app.find", "Find", show=False, priority=True),
    Binding("t", "app.next_theme", "Colours", show=False),
    Binding("q", "quit", "Quit"),
)
"""Keys of every screen. Those of the app do not reach a dialog, which therefore has them once more."""


class AppBase(GatedApp):
    """The state that screens read and change. ``GuideApp`` sets it; ``Navigation`` has the methods.

    Attributes:
        walk: The answers so far, and the rules that they were given to.
        baseline_walk: The walk to come back to while another answer is tried; None while none is.
        notes: Notes by the id of their question.
        open_sections: Ids of the sections that are open on the result; None until one is opened or closed.
        taken_back: The answer from which somebody went back to its question.
        voice: Whom the questions speak to.
        store_path: The file of the records; None where nothing is kept.
        keeper: The interview, or walk for oneself, that is being saved.
        drafts: What was typed into forms that were left.
        cases: Reads the cases of a guide. May raise RulesError.
        reload: What the rules have become since it was last called, None where nothing changed. It is None
            itself where nobody watches the rules.
    """

    walk: var[Walk] = var[Walk](None, init=False, always_update=True)  # type: ignore[arg-type]
    baseline_walk: var[Walk | None] = var[Walk | None](None, init=False)
    notes: var[Mapping[str, str]] = var[Mapping[str, str]](NOTHING, init=False)
    open_sections: frozenset[str] | None = None
    taken_back: Step | None = None
    voice: Voice
    store_path: Path | None
    keeper: InterviewController
    drafts: Drafts
    cases: Callable[[Guide], tuple[Case, ...]]
    reload: Callable[[], Reloaded | None] | None

    @property
    def guide(self) -> Guide:
        return self.walk.guide

    def begin(self, voice: Voice, answers: Mapping[str, str] = NOTHING) -> None:
        """Begin a walk for oneself, with these answers given already."""
        raise NotImplementedError

    def replace_walk(self, walk: Walk, notes: Mapping[str, str], voice: Voice) -> None:
        """Put another walk in place of this one. Nothing is saved."""
        raise NotImplementedError

    def go_to(self, walk: Walk, notes: Mapping[str, str] | None = None) -> None:
        """Take a step in the walk, or change its notes; saved, unless another answer is only tried.

        Args:
            walk: The walk after the step.
            notes: All notes by question; None leaves them as they are.
        """
        raise NotImplementedError

    def try_out(self, other: Step) -> None:
        """Go on with another answer to a question of the walk.

        Whatever is tried after it, ``end_trial`` leads back to the walk before the first one.
        """
        raise NotImplementedError

    def end_trial(self) -> None:
        """Come back to the walk that was left to try another answer; nothing where none was."""
        raise NotImplementedError

    def show_current_step(self) -> None:
        """Show the question or the result that the walk has come to.

        A screen on top that shows no step of the walk stays there.
        """
        raise NotImplementedError

    def final_screen(self) -> Screen[None]:
        """A new screen for the end of the walk: of an interview, its answers until they are confirmed."""
        raise NotImplementedError

    def show_answers_again(self) -> None:
        """Put the answers of the interview in place of its recommendation."""
        raise NotImplementedError

    def go_to_screen(self, kind: type[S]) -> S:
        """Go back to the screen of this class, or on to a new one where there is none below."""
        raise NotImplementedError

    def go_home(self) -> None:
        """Go back to the first page. What was saved of the walk stays saved."""
        raise NotImplementedError

    def open_question(self) -> None:
        """Go back to the question of the walk, or open it where it is not there."""
        raise NotImplementedError

    def open_answers(self) -> None:
        """Show the answers so far, each of which can be changed."""
        raise NotImplementedError

    def open_revision(self, question: str) -> None:
        """Ask this question of the walk once more."""
        raise NotImplementedError

    def open_addition(self) -> None:
        """Ask what is to be added to the result, where the rules have something to add."""
        raise NotImplementedError

    def open_note(self, question: str) -> None:
        """Show the note to this question, to be changed."""
        raise NotImplementedError

    def open_comparison(self) -> None:
        """Show the kinds of help side by side."""
        raise NotImplementedError

    def open_explorer(self) -> None:
        """Show all questions, answers and outcomes as a tree."""
        raise NotImplementedError

    def open_records(self) -> None:
        """Show the interviews that are kept; where they cannot be read, say so."""
        raise NotImplementedError

    def open_interview(self) -> None:
        """Ask whom a new interview is with."""
        raise NotImplementedError

    def resume(self, name: str) -> None:
        """Go on with the interview, or walk for oneself, that has this id."""
        raise NotImplementedError

    def choose_interview(self, interviews: list[tuple[str, str]]) -> None:
        """Ask which of these interviews (id and text) to go on with."""
        raise NotImplementedError

    def ask_to_forget(self, name: str, text: str) -> None:
        """Ask whether the walk for oneself with this id is to be deleted. ``text`` is the question."""
        raise NotImplementedError

    def action_show_keys(self) -> None:
        """Show all keys of the screen, or go back from them."""
        raise NotImplementedError

    def choose_theme(self, choice: str) -> None:
        """Take these colours, one of the settings' ``THEMES``, and remember them."""
        raise NotImplementedError

    def close_interview(self) -> None:
        """Ask for what the interview still lacks, then show all that was said and agreed."""
        raise NotImplementedError


class ScreenBase(Screen[Result]):
    """A screen that knows the type of its app."""

    app = getters.app(AppBase)


class DialogBase(ModalScreen[Result]):
    """A screen over another one that knows the type of its app."""

    app = getters.app(AppBase)

    BINDINGS: ClassVar[list[BindingType]] = [*COMMON_KEYS]

    async def action_quit(self) -> None:
        await self.app.action_quit()
