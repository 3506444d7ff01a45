"""What screens know of the app: its state, and the ways from one screen to another.

Screens import this file, and neither the app nor ``navigation``, which import the screens.
"""

from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any, ClassVar, TypeVar

from textual import getters
from textual.binding import BindingType
from textual.reactive import var
from textual.screen import ModalScreen, Screen

from guide.engine.recommendation import Recommendation
from guide.engine.walk import Step, Walk
from guide.ruleset.model import NOTHING, Case, Guide, Voice
from guide.sessions.acts import Act
from guide.sessions.controller import InterviewController
from guide.tui.common_keys import COMMON_KEYS
from guide.tui.drafts import Drafts
from guide.tui.rules_watcher import Reloaded
from guide.tui.terminal.gated_app import GatedApp
from guide.tui.widgets.attached import SafeScreen

Result = TypeVar("Result")
S = TypeVar("S", bound=Screen[Any])


class AppBase(GatedApp):
    """Base class of the app, with what screens may read and call.

    ``GuideApp`` sets the attributes; it and ``Navigation`` define the methods.

    Attributes:
        walk: The answers so far, and the rules to which they were given.
        baseline_walk: The walk to return to while another answer is tried out; None while none is.
        notes: Notes by question id.
        open_sections: Ids of the sections that are open on the result; None until one is opened or closed.
        settled_result: The finished walk that was last saved or copied, or asked about before it was left.
        last_result: What was recommended when the app was left from there, if it may stay in the terminal.
        asks_to_save: Whether leaving a result that was not saved asks once.
        taken_back: The last answer that was taken back, which its question shows under the cursor.
        voice: Whether questions speak to the person or about them.
        store_path: The file of the records; None where nothing is stored.
        controller: Saves the interview or the walk for oneself.
        drafts: Texts that were typed into forms that were left.
        cases: Reads the scenario cases of a guide. May raise RulesError.
        reload: Returns the changed rules, or None where nothing changed since the last call. It is None
            itself where the files of the rules are not watched.
    """

    walk: var[Walk] = var[Walk](None, init=False, always_update=True)  # type: ignore[arg-type]
    baseline_walk: var[Walk | None] = var[Walk | None](None, init=False)
    notes: var[Mapping[str, str]] = var[Mapping[str, str]](NOTHING, init=False)
    open_sections: frozenset[str] | None = None
    taken_back: Step | None = None
    settled_result: Walk | None = None
    last_result: Recommendation | None = None
    asks_to_save: bool = True
    voice: Voice
    store_path: Path | None
    controller: InterviewController
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
        """Replace the walk, the notes and the voice. Nothing is saved."""
        raise NotImplementedError

    def perform(self, act: Act) -> None:
        """Do this in the walk, and show where it leads; saved, unless another answer is only tried."""
        raise NotImplementedError

    def try_out(self, other: Step) -> None:
        """Try another answer to a question of the walk.

        ``end_trial`` returns to the walk before the first trial.
        """
        raise NotImplementedError

    def end_trial(self) -> None:
        """Return to the walk that was left to try another answer; does nothing where none was."""
        raise NotImplementedError

    def show_current_step(self) -> None:
        """Show the question that the walk has come to, or its result.

        A screen on top that shows no step of the walk stays on top.
        """
        raise NotImplementedError

    def final_screen(self) -> Screen[None]:
        """Make the screen for the end of the walk: the result; in an interview, first its confirmation."""
        raise NotImplementedError

    def show_answers_again(self) -> None:
        """Replace the recommendation of an interview by its answers, to be read and confirmed again."""
        raise NotImplementedError

    def go_to_screen(self, kind: type[S]) -> S:
        """Return to the screen of this class, closing those above it; open a new one where there is none."""
        raise NotImplementedError

    def go_home(self) -> None:
        """Go back to the first page, from a result that was not saved after a question.

        What was saved of the walk stays saved.
        """
        raise NotImplementedError

    def open_question(self) -> None:
        """Return to the question of the walk, or open it where it is not among the open screens."""
        raise NotImplementedError

    def open_answers(self) -> None:
        """Open the list of the answers so far, each of which can be changed."""
        raise NotImplementedError

    def open_revision(self, question: str) -> None:
        """Open a question of the walk again, to change its answer."""
        raise NotImplementedError

    def open_addition(self) -> None:
        """Open the question that is asked after the result, where the rules have one that can be answered."""
        raise NotImplementedError

    def open_note(self, question: str) -> None:
        """Open the note to a question, to write or change it."""
        raise NotImplementedError

    def open_comparison(self) -> None:
        """Show the kinds of help side by side."""
        raise NotImplementedError

    def open_explorer(self) -> None:
        """Show all questions, answers and outcomes as a tree."""
        raise NotImplementedError

    def open_records(self) -> None:
        """Open the list of stored interviews; where the store cannot be read, show why."""
        raise NotImplementedError

    def open_interview(self) -> None:
        """Open the form for the names of a new interview."""
        raise NotImplementedError

    def resume(self, name: str) -> None:
        """Go on with the stored interview, or walk for oneself, that has this id."""
        raise NotImplementedError

    def choose_interview(self, interviews: list[tuple[str, str]]) -> None:
        """Ask which of these interviews, given as id and text, to go on with."""
        raise NotImplementedError

    def ask_to_forget(self, name: str, text: str) -> None:
        """Ask whether to delete the stored walk for oneself with this id. ``text`` is the question."""
        raise NotImplementedError

    def action_show_keys(self) -> None:
        """Show all keys of the screen, or go back from them."""
        raise NotImplementedError

    def choose_theme(self, choice: str) -> None:
        """Take these colours, one of the settings' ``THEMES``, and remember them."""
        raise NotImplementedError

    def close_interview(self) -> None:
        """Ask for what is still open in the interview, such as the response; then show what was agreed."""
        raise NotImplementedError


class ScreenBase(SafeScreen[Result]):
    """Base class of screens: ``app`` has the type of the app."""

    app = getters.app(AppBase)

    def action_words(self, action: str) -> str:  # noqa: ARG002
        """Return what this action does now, where its binding cannot say it; else an empty text."""
        return ""


class DialogBase(ModalScreen[Result], SafeScreen[Result]):
    """Base class of dialogs, which are shown over another screen: ``app`` has the type of the app."""

    app = getters.app(AppBase)

    BINDINGS: ClassVar[list[BindingType]] = [*COMMON_KEYS]

    async def action_quit(self) -> None:
        await self.app.action_quit()
