"""Three themes, in which every text reaches a contrast of 4.5 to 1 (WCAG 2.2, AA), and one for 16 colours."""

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
TERMINAL = Theme(
    name="guide-terminal",
    ansi=True,
    dark=True,
    # The terminal's own pair of colours is the strongest that it has. Of the others, magenta stands out from
    # black and from white, and black on cyan can be read on any background.
    primary="ansi_default",
    secondary="ansi_default",
    accent="ansi_magenta",
    foreground="ansi_default",
    background="ansi_default",
    surface="ansi_default",
    panel="ansi_default",
    boost="ansi_default",
    warning="ansi_magenta",
    error="ansi_red",
    success="ansi_default",
    variables={
        "ansi-background": "ansi_black",
        "ansi-foreground": "ansi_white",
        "block-cursor-foreground": "ansi_black",
        "block-cursor-background": "ansi_cyan",
        # Many terminals paint bold black in grey.
        "block-cursor-text-style": "none",
        "block-cursor-blurred-foreground": "ansi_black",
        "block-cursor-blurred-background": "ansi_white",
        "border": "ansi_default",
        "border-blurred": "ansi_default",
        "footer-key-foreground": "ansi_magenta",
        "footer-description-foreground": "ansi_default",
        "input-cursor-foreground": "ansi_black",
        "input-cursor-background": "ansi_cyan",
        "input-selection-foreground": "ansi_black",
        "input-selection-background": "ansi_cyan",
        "scrollbar": "ansi_cyan",
        "scrollbar-hover": "ansi_cyan",
        "scrollbar-active": "ansi_cyan",
        "scrollbar-background": "ansi_default",
        "scrollbar-background-hover": "ansi_default",
        "scrollbar-background-active": "ansi_default",
        "text-quiet": "ansi_default",
    },
)
THEMES = (DARK, LIGHT, CONTRAST, TERMINAL)
_BY_SETTING = {theme.name.removeprefix("guide-"): theme.name for theme in THEMES}


def install_themes(app: App[Any]) -> None:
    """Register the themes with the app, and set the first."""
    for theme in THEMES:
        app.register_theme(theme)
    app.theme = DARK.name


def theme_name(setting: str) -> str:
    """The name of the theme for a setting other than ``follow``."""
    return _BY_SETTING[setting]
