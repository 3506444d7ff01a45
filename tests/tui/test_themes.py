"""Colours: enough contrast in each theme, and no need of colour at all."""

import pytest
from textual.color import Color
from textual.theme import Theme

from guide.tui.app import GuideApp
from guide.tui.themes import THEMES
from guide.tui.widgets.choices import Choices
from tests.tiny import load_tiny

PAIRS = [
    ("foreground", "background"),
    ("primary", "background"),
    ("accent", "background"),
    ("text-quiet", "background"),
    ("success", "background"),
    ("warning", "background"),
    ("block-cursor-foreground", "block-cursor-background"),
    ("footer-key-foreground", "panel"),
    ("footer-description-foreground", "panel"),
]
PAINTED = [theme for theme in THEMES if not theme.ansi]
NAMES = ("primary", "accent", "success", "warning", "foreground", "background", "panel")


def luminance(color: Color) -> float:
    """Relative luminance as WCAG 2 defines it."""
    parts = [
        part / 12.92 if part <= 0.03928 else ((part + 0.055) / 1.055) ** 2.4 for part in color.normalized
    ]
    return 0.2126 * parts[0] + 0.7152 * parts[1] + 0.0722 * parts[2]


def contrast(one: Color, other: Color) -> float:
    dark, light = sorted((luminance(one), luminance(other)))
    return (light + 0.05) / (dark + 0.05)


@pytest.mark.parametrize("theme", PAINTED, ids=lambda theme: theme.name)
@pytest.mark.parametrize(("text", "ground"), PAIRS)
def test_every_text_stands_out(theme: Theme, text: str, ground: str) -> None:
    colors = {
        **theme.variables,
        **{name: getattr(theme, name) for name in NAMES},
    }
    assert contrast(Color.parse(colors[text]), Color.parse(colors[ground])) >= 4.5


@pytest.mark.parametrize("theme", PAINTED, ids=lambda theme: theme.name)
async def test_what_is_painted_stands_out(theme: Theme) -> None:
    app = GuideApp(load_tiny(), skip_home=True)
    app.theme = theme.name
    async with app.run_test() as pilot:
        for keys in ("h", "1", "a", "escape", "1", "1", "x", "down", "end"):
            await pilot.press(keys)
            if keys == "a":
                continue  # what lies behind a card is dimmed on purpose
            for row in app.screen._compositor.render_strips():
                for segment in row:
                    if any(map(str.isalnum, segment.text)) and segment.style and segment.style.color:
                        style = segment.style
                        assert style.bgcolor is not None
                        pair = [Color.from_rich_color(color) for color in (style.color, style.bgcolor)]
                        assert contrast(*pair) >= 4.5, (segment.text, pair)


async def test_one_key_goes_round_the_themes() -> None:
    app = GuideApp(load_tiny(), skip_home=True)
    async with app.run_test() as pilot:
        seen = [app.theme]
        for _ in THEMES:
            await pilot.press("t")
            seen.append(app.theme)
        assert seen[0] == seen[-1]
        assert set(seen) == {theme.name for theme in THEMES}


async def test_without_colour_the_cursor_is_reversed(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("NO_COLOR", "1")
    app = GuideApp(load_tiny(), skip_home=True)
    async with app.run_test() as pilot:
        await pilot.pause()
        style = app.screen.query_one(Choices).get_component_rich_style("option-list--option-highlighted")
        assert style.reverse


async def test_a_theme_of_the_environment_is_no_danger(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("TEXTUAL_THEME", "textual-ansi")
    app = GuideApp(load_tiny(), skip_home=True)
    assert app.theme.startswith("guide-")
