"""The keys that can be pressed now."""

from typing import Any

from textual.screen import Screen
from textual.widgets import Footer

from guide.tui.widgets.attached import is_attached


class KeyFooter(Footer):
    """Made anew only when other keys are to be shown: the focus moves far more often than they change."""

    _shown: object = None

    def bindings_changed(self, screen: Screen[Any]) -> None:
        shown = [
            (key, active.binding.description, active.enabled)
            for key, active in screen.active_bindings.items()
            if active.binding.show
        ]
        # Without the focus of the terminal nothing would be made, and it is asked for again with it.
        if screen.app.app_focus and shown != self._shown:
            self._shown = shown
            super().bindings_changed(screen)


async def show_keys(screen: Screen[Any]) -> None:
    """Worth showing, but not worth waiting for: to be called once the rest of the screen is there."""
    if is_attached(screen):
        await screen.mount(KeyFooter())
        screen.refresh_bindings()
