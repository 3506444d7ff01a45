"""The ways from one screen to another. Only this file imports the screens.

Screens that are not shown at the start are imported when they are opened: start-up is measured.
"""

from typing import Any, TypeVar

from textual.screen import Screen

from guide.engine.decision import more_options
from guide.engine.recommendation import recommend
from guide.engine.walk import Step
from guide.ruleset.problems import Problem
from guide.tui.base import AppBase
from guide.tui.screens.question import QuestionScreen
from guide.tui.screens.walk_screen import WalkScreen, offers

S = TypeVar("S", bound=Screen[Any])


class Navigation(AppBase):
    """Base class of the app that opens, stacks and closes screens. Only it imports their classes."""

    def first_screen(self, *, skip_home: bool) -> Screen[None]:
        """Make the first page, or with ``skip_home`` the screen of the first question."""
        if skip_home:
            return QuestionScreen()
        from guide.tui.screens.home import HomeScreen

        return HomeScreen()

    def show_current_step(self) -> None:
        screen = self.screen
        if not isinstance(screen, WalkScreen):
            return
        if self.walk.current is not None:
            self.open_question()
        elif isinstance(screen, QuestionScreen):
            self.push_screen(self.final_screen())
        elif screen.shown is not self.walk or (screen.final and self._awaits_confirmation):
            self.switch_screen(self.final_screen())

    def final_screen(self) -> Screen[None]:
        if self._awaits_confirmation:
            from guide.tui.screens.interview.confirm import ReadingScreen

            return ReadingScreen()
        from guide.tui.screens.result.screen import ResultScreen

        return ResultScreen(recommend(self.walk))

    def show_answers_again(self) -> None:
        from guide.tui.screens.interview.confirm import ReadingScreen

        self.switch_screen(ReadingScreen())

    @property
    def _awaits_confirmation(self) -> bool:
        return self.baseline_walk is None and self.controller.awaiting_confirmation

    def go_to_screen(self, kind: type[S]) -> S:
        if not any(isinstance(screen, kind) for screen in self.screen_stack):
            self.push_screen(kind())
        while not isinstance(screen := self.screen, kind):
            self.pop_screen()
        return screen

    def open_question(self) -> None:
        self.go_to_screen(QuestionScreen)

    def go_home(self) -> None:
        from guide.tui.leave_app import go_home

        go_home(self)

    def quit_or_ask(self) -> None:
        """Leave the app, once nothing is left to be asked before."""
        from guide.tui.leave_app import quit_app

        quit_app(self)

    def try_out(self, other: Step) -> None:
        if other.question in self.walk.answers and offers(self.walk, *other):
            self.baseline_walk = self.baseline_walk or self.walk
            self.walk = self.walk.revise(*other)

    def end_trial(self) -> None:
        from guide.tui.screens.result.screen import ResultScreen

        if self.baseline_walk is None:
            return
        tried = next((step for step in self.walk.path if step not in self.baseline_walk.path), None)
        self.walk, self.baseline_walk = self.baseline_walk, None
        if isinstance(self.screen, ResultScreen):
            self.screen.cursor = tried

    def open_answers(self) -> None:
        from guide.tui.screens.answers import AnswersScreen

        self.push_screen(AnswersScreen())

    def open_revision(self, question: str) -> None:
        from guide.tui.screens.answers import ReviseScreen

        self.push_screen(ReviseScreen(question))

    def open_addition(self) -> None:
        if self.guide.more and more_options(self.walk):
            self.open_revision(self.guide.more)

    def open_note(self, question: str) -> None:
        from guide.tui.screens.note import NoteScreen

        self.push_screen(NoteScreen(question))

    def open_comparison(self) -> None:
        from guide.tui.screens.comparison.screen import ComparisonScreen

        self.push_screen(ComparisonScreen())

    def open_explorer(self) -> None:
        from guide.tui.screens.explorer.screen import ExplorerScreen

        self.push_screen(ExplorerScreen())

    def open_records(self) -> None:
        from guide.sessions.legacy_journals import look_through
        from guide.sessions.rule_versions import RuleVersions
        from guide.storage import open_store
        from guide.tui.dialogs import report_errors
        from guide.tui.screens.records.list_screen import RecordsScreen

        if self.store_path is not None:
            with report_errors(self):
                store = open_store(self.store_path)
                look_through(store)
                library = RuleVersions(store, {self.controller.ruleset.digest: self.controller.guide})
                self.push_screen(RecordsScreen(store, library, self._resume_from_records))

    def _resume_from_records(self, name: str) -> None:
        from guide.tui.screens.home import HomeScreen

        self.go_to_screen(HomeScreen)
        self.resume(name)

    def open_interview(self) -> None:
        from guide.tui.screens.interview.flow import open_interview

        open_interview(self)

    def resume(self, name: str) -> None:
        from guide.tui.screens.interview.flow import resume

        resume(self, name)

    def choose_interview(self, interviews: list[tuple[str, str]]) -> None:
        from guide.tui.screens.interview.flow import choose_open

        choose_open(self, interviews)

    def ask_to_forget(self, name: str, text: str) -> None:
        from guide.tui.screens.interview.flow import ask_to_forget

        ask_to_forget(self, name, text)

    def close_interview(self) -> None:
        from guide.tui.screens.interview.flow import close

        close(self)

    def show_problems(self, problems: tuple[Problem, ...]) -> None:
        """Show these problems of the rules in place of earlier ones; without any, close their dialog."""
        from guide.tui.screens.rules_problems import ProblemsScreen

        if isinstance(self.screen, ProblemsScreen):
            self.screen.dismiss()
        if problems:
            self.push_screen(ProblemsScreen(problems))
