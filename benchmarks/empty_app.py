"""The least that a Textual app with a list can be, to hold the guide against."""

import signal
import sys

from textual.app import App, ComposeResult
from textual.widgets import OptionList


class EmptyApp(App[None]):
    """A key puts other options in place, so that there is something to paint."""

    def compose(self) -> ComposeResult:
        yield OptionList("One thing to choose", "Another")

    def key_1(self) -> None:
        self.query_one(OptionList).set_options(["Something else", "More", "Most"])

    def key_b(self) -> None:
        self.query_one(OptionList).set_options(["One thing to choose", "Another"])


if __name__ == "__main__":
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(0))
    EmptyApp().run()
