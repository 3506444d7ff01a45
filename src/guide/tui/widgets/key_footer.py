"""A footer with the most useful keys of a screen, drawn only when they change."""

from typing import Any

from textual.app import ComposeResult
from textual.screen import Screen
from textual.widgets import Footer
from textual.widgets._footer import FooterKey

from guide.tui.key_list import FooterEntry, fit_footer, footer_keys
from guide.tui.widgets.attached import is_attached


class KeyFooter(Footer):
    """At most five keys; the last two show all keys and quit.

    It is made anew only for other keys: the focus moves far more often than they change.
    """

    DEFAULT_CSS = """
    KeyFooter { padding: 0 1; scrollbar-size: 0 0; }
    KeyFooter.-compact FooterKey { margin-right: 1; }
    KeyFooter.-apart FooterKey { margin-right: 2; }
    """

    _shown: object = None
    _entries: list[FooterEntry]
    _width = 0

    def __init__(self) -> None:
        super().__init__(compact=True, show_command_palette=False)
        self._entries = []

    def compose(self) -> ComposeResult:
        for entry in self._entries:
            key = FooterKey(
                entry.key, entry.display, entry.description, entry.action, disabled=not entry.enabled
            )
            yield key.data_bind(compact=Footer.compact)

    def bindings_changed(self, screen: Screen[Any]) -> None:
        entries, gap = fit_footer(footer_keys(screen), screen.size.width - 2)
        # Without the focus of the terminal nothing would be made, and it is asked for again with it.
        if screen.app.app_focus and (entries, gap) != self._shown:
            self._shown, self._entries = (entries, gap), entries
            self.set_class(gap > 1, "-apart")
            super().bindings_changed(screen)

    def on_resize(self) -> None:
        if is_attached(self) and self._width != (width := self.screen.size.width):
            self._width = width
            self.bindings_changed(self.screen)


async def show_keys(screen: Screen[Any]) -> None:
    """Add a footer to the screen, if that is still there. To be called once the screen is painted."""
    if is_attached(screen):
        await screen.mount(KeyFooter())
        screen.refresh_bindings()
