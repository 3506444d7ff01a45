"""A footer that is drawn only when its keys change."""

from typing import Any

from textual.screen import Screen
from textual.widgets import Footer

from guide.tui.widgets.attached import is_attached


class KeyFooter(Footer):
    """A footer that is drawn again only when its keys change, not whenever the focus moves."""

    _shown: object = None

    def bindings_changed(self, screen: Screen[Any]) -> None:
        keys = [
            (key, active.binding.description, active.enabled)
            for key, active in screen.active_bindings.items()
            if active.binding.show
        ]
        # Without the focus of the terminal nothing would be made, and it is asked for again with it.
        if screen.app.app_focus and keys != self._shown:
            self._shown = keys
            super().bindings_changed(screen)


async def show_keys(screen: Screen[Any]) -> None:
    """Add a footer to the screen, if that is still there. To be called once the screen is painted."""
    if is_attached(screen):
        await screen.mount(KeyFooter())
        screen.refresh_bindings()
