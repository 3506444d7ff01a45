"""Three themes, in which every text reaches a contrast of 4.5 to 1 (WCAG 2.2, AA)."""

from typing import Any

from textual.app import App
from textual.theme import Theme

DARK = Theme(
    name="guide-dark",
    dark=True,
    primary="#7fb4ff",
    secondary="#b9c7da",
    accent="#ffcf70",
    foreground="#e8ecf2",
    background="#14181f",
    surface="#14181f",
    panel="#232a35",
    warning="#ffcf70",
    error="#ff9a8f",
    success="#8fd6a4",
    variables={
        "block-cursor-foreground": "#10141a",
        "block-cursor-background": "#7fb4ff",
        "block-cursor-blurred-foreground": "#e8ecf2",
        "block-cursor-blurred-background": "#34507a",
        "footer-key-foreground": "#ffcf70",
        "footer-description-foreground": "#e8ecf2",
        "text-quiet": "#b9c7da",
    },
)
LIGHT = Theme(
    name="guide-light",
    dark=False,
    primary="#124a94",
    secondary="#3d4b5c",
    accent="#7a4300",
    foreground="#1b1f24",
    background="#ffffff",
    surface="#ffffff",
    panel="#e9edf2",
    warning="#7a4300",
    error="#9c1c10",
    success="#145a2a",
    variables={
        "block-cursor-foreground": "#ffffff",
        "block-cursor-background": "#124a94",
        "block-cursor-blurred-foreground": "#1b1f24",
        "block-cursor-blurred-background": "#c6d8f0",
        "footer-key-foreground": "#7a4300",
        "footer-description-foreground": "#1b1f24",
        "text-quiet": "#3d4b5c",
    },
)
CONTRAST = Theme(
    name="guide-contrast",
    dark=True,
    primary="#ffff00",
    secondary="#ffffff",
    accent="#00ffff",
    foreground="#ffffff",
    background="#000000",
    surface="#000000",
    panel="#000000",
    warning="#ffff00",
    error="#ff8080",
    success="#80ff80",
    variables={
        "block-cursor-foreground": "#000000",
        "block-cursor-background": "#ffff00",
        "block-cursor-blurred-foreground": "#000000",
        "block-cursor-blurred-background": "#ffffff",
        "footer-key-foreground": "#ffff00",
        "footer-description-foreground": "#ffffff",
        "text-quiet": "#ffffff",
    },
)
THEMES = (DARK, LIGHT, CONTRAST)
_NAMES = [theme.name for theme in THEMES]


def install_themes(app: App[Any]) -> None:
    """Register the themes with the app, and set the first unless one of them is set already."""
    for theme in THEMES:
        app.register_theme(theme)
    if app.theme not in _NAMES:
        app.theme = _NAMES[0]


def next_theme(theme: str) -> str:
    """The name of the theme after ``theme``; after the last one, that of the first."""
    return _NAMES[(_NAMES.index(theme) + 1) % len(_NAMES)]
