"""The colours of the app: what is set, else what fits the terminal; and remembering both."""

import os
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING, Any

from guide.common.settings_file import THEMES, Settings, SettingsError, read_settings, write_setting
from guide.tui.themes import theme_name

if TYPE_CHECKING:
    from textual.app import App

FOLLOW = THEMES[0]
LABELS = {
    FOLLOW: "as the background of the terminal",
    "dark": "dark",
    "light": "light",
    "contrast": "high contrast",
    "terminal": "the sixteen of the terminal",
}
LIGHT_ENOUGH = 0.5
"""A background of at least this brightness, from 0 to 1, is light."""
FIRST_LIGHT = 7
"""In COLORFGBG, the number of white; 8 is dark grey, and those above are bright."""


class Appearance:
    """Which theme the app has.

    Attributes:
        choice: One of ``THEMES`` of the settings.
        problem: What is wrong with the file of settings, empty where nothing is.
    """

    def __init__(self, app: "App[Any]", path: Path | None, *, remember: bool) -> None:
        """The appearance as it was set.

        Args:
            app: The app, whose console knows the colours of the terminal.
            path: The file of settings; None reads and remembers nothing.
            remember: Whether a choice is written to the file.
        """
        self._app = app
        self._path = path
        self._remember = remember and path is not None
        settings = read_settings(path) if path is not None else Settings()
        self.choice, self.problem = settings.theme, settings.problem
        self._light = _is_light_by_environment()
        if self._light is None and path is not None:
            self._light = _read_background()

    @property
    def asks(self) -> bool:
        """Whether the background of the terminal matters."""
        return self.choice == FOLLOW and not self._has_few_colours

    @property
    def theme(self) -> str:
        """The name of the theme to show."""
        return self._resolve(self.choice)

    def choose(self, choice: str) -> str:
        """Take this choice and remember it. Returns a sentence on what goes wrong, else an empty text."""
        self.choice = choice
        if self._remember and self._path is not None:
            try:
                write_setting(self._path, "theme", choice)
            except SettingsError as error:
                return str(error)
        return ""

    def next_choice(self) -> str:
        """The choice after this one, leaving out one that would change nothing."""
        number = THEMES.index(self.choice)
        others = [*THEMES[number + 1 :], *THEMES[:number]]
        return next((other for other in others if self._resolve(other) != self.theme), others[0])

    def note_background(self, brightness: float) -> None:
        """Take the brightness of the background that the terminal told, and remember it."""
        light = brightness >= LIGHT_ENOUGH
        if light != self._light:
            self._light = light
            if self._path is not None:
                _write_background(light)

    @property
    def _has_few_colours(self) -> bool:
        return self._app.no_color or self._app.console.color_system in (None, "standard", "windows")

    def _resolve(self, choice: str) -> str:
        # Without colour, the colours of any other theme would be painted as greys.
        if self._app.no_color or (choice == FOLLOW and self._has_few_colours):
            return theme_name("terminal")
        if choice == FOLLOW:
            return theme_name("light" if self._light else "dark")
        return theme_name(choice)


def _is_light_by_environment() -> bool | None:
    """What COLORFGBG says, as some terminals set it: the numbers of foreground and background."""
    number = os.environ.get("COLORFGBG", "").rpartition(";")[2]
    if not number.isdecimal() or int(number) > 15:
        return None
    return int(number) >= FIRST_LIGHT and int(number) != FIRST_LIGHT + 1


def _remembered() -> Path | None:
    from guide.common.paths import cache_folder

    folder = cache_folder()
    return folder and folder / "background"


def _read_background() -> bool | None:
    path = _remembered()
    with suppress(OSError, ValueError):
        return {"light": True, "dark": False}.get(path.read_text(encoding="utf-8")) if path else None
    return None


def _write_background(light: bool) -> None:
    if (path := _remembered()) is not None:
        with suppress(OSError):
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text("light" if light else "dark", encoding="utf-8")
