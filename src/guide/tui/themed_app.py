"""The colours of the app: those of the settings, or those that suit the background of the terminal."""

from guide.common.text import escape_control_chars
from guide.tui.appearance import LABELS, Appearance
from guide.tui.base import AppBase
from guide.tui.terminal.background import BackgroundReported


class ThemedApp(AppBase):
    """An app whose theme is chosen, remembered, and follows the terminal where that is the choice.

    Attributes:
        appearance: What is chosen, and what is known of the terminal.
    """

    appearance: Appearance

    def follow_terminal(self) -> None:
        """Ask the terminal for its background, and show what is wrong with the settings.

        To be called once the first screen is painted, which does not wait for it.
        """
        if self.appearance.asks:
            self.ask_background()
        if self.appearance.problem:
            self.notify(escape_control_chars(self.appearance.problem), severity="warning", markup=False)

    def on_background_reported(self, event: BackgroundReported) -> None:
        """Remember the background, and take the theme that suits it."""
        self.appearance.note_background(event.brightness)
        self.theme = self.appearance.theme

    def action_next_theme(self) -> None:
        self.choose_theme(self.appearance.next_choice())

    def choose_theme(self, choice: str) -> None:
        """Take these colours and remember them. ``choice`` is a value of the setting ``theme``."""
        problem = self.appearance.choose(choice)
        self.theme = self.appearance.theme
        self.notify(escape_control_chars(problem or f"Colours: {LABELS[choice]}"), timeout=2, markup=False)
