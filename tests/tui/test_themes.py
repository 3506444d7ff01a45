"""Colours: enough contrast in each theme, and no need of colour at all."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from textual.color import Color
from textual.pilot import Pilot
from textual.screen import ModalScreen
from textual.theme import Theme

from guide.tui.app import GuideApp
from guide.tui.themes import THEMES
from guide.tui.widgets.choices import Choices
from tests.tiny import load_tiny
from tests.tui.test_keys import SCREENS, keys
from tests.tui.test_palette import keep_ada

PAINTED = [theme for theme in THEMES if not theme.ansi]


def luminance(color: Color) -> float:
    """Relative luminance as WCAG 2 defines it."""
    parts = [
        part / 12.92 if part <= 0.03928 else ((part + 0.055) / 1.055) ** 2.4 for part in color.normalized
    ]
    return 0.2126 * parts[0] + 0.7152 * parts[1] + 0.0722 * parts[2]


def contrast(one: Color, other: Color) -> float:
    dark, light = sorted((luminance(one), luminance(other)))
    return (light + 0.05) / (dark + 0.05)


def painted_pairs(app: GuideApp) -> Iterator[tuple[str, Color, Color]]:
    """Every text on the screen with its colours, without what lies dimmed behind a card."""
    screen = app.screen
    shown = [widget.region for widget in screen.query(".card, KeyFooter, CommandInput, CommandList")]
    for y, row in enumerate(screen._compositor.render_strips()):
        x = 0
        for text, style, _ in row:
            middle = x + len(text) // 2
            x += len(text)
            if not any(map(str.isalnum, text)) or not style or not style.color:
                continue
            if isinstance(screen, ModalScreen) and not any(region.contains(middle, y) for region in shown):
                continue
            assert style.bgcolor is not None
            colors = [Color.from_rich_color(color) for color in (style.color, style.bgcolor)]
            yield text, *(reversed(colors) if style.reverse else colors)


@pytest.mark.parametrize("name", [*SCREENS, "trial", "records list", "record", "palette", "typed"])
@pytest.mark.parametrize("theme", PAINTED, ids=lambda theme: theme.name)
async def test_every_pair_that_is_painted_stands_out(theme: Theme, name: str, tmp_path: Path) -> None:
    """With the cursor and the pointer wherever they can be."""
    path = tmp_path / "store.db"
    keep_ada(path)
    steps = {
        **SCREENS,
        "trial": keys("1", "1", "2", "1", "3", "tab", "enter"),
        "palette": open_palette,
        "typed": keys("1", "n", *"a note"),
        "records list": open_records,
        "record": open_record,
    }
    app = GuideApp(load_tiny(), store_path=path)
    app.theme = theme.name
    async with app.run_test(size=(80, 24)) as pilot:
        await steps[name](pilot)
        await pilot.pause(0.1)
        pairs = list(painted_pairs(app))
        assert pairs
        for key in ("down", "tab", "down"):
            await pilot.press(key)
            pairs += painted_pairs(app)
        for row in range(0, 24, 2):
            await pilot.hover(offset=(8, row))
            await pilot.pause()
            pairs += painted_pairs(app)
        faint = {(text, one.hex, other.hex) for text, one, other in pairs if contrast(one, other) < 4.5}
        assert faint == set()


async def open_palette(pilot: Pilot[Any]) -> None:
    await pilot.press("ctrl+p")
    await pilot.pause(0.5)


async def open_records(pilot: Pilot[Any]) -> None:
    assert isinstance(pilot.app, GuideApp)
    pilot.app.open_records()
    await pilot.pause(0.1)


async def open_record(pilot: Pilot[Any]) -> None:
    await open_records(pilot)
    await pilot.press("enter")


async def test_one_key_goes_round_the_themes() -> None:
    app = GuideApp(load_tiny(), skip_home=True)
    async with app.run_test() as pilot:
        seen = [app.theme]
        for _ in THEMES:
            await pilot.press("t")
            seen.append(app.theme)
        assert seen[0] == seen[-1]
        assert set(seen) == {theme.name for theme in THEMES}


@pytest.mark.parametrize("name", SCREENS)
async def test_without_colour_nothing_is_painted_and_what_is_chosen_is_reversed(
    name: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("NO_COLOR", "1")
    app = GuideApp(load_tiny())
    async with app.run_test() as pilot:
        await SCREENS[name](pilot)
        await pilot.press("down")
        await pilot.pause()
        segments = [segment for row in app.screen._compositor.render_strips() for segment in row]
        colors = {
            color for _, style, _ in segments if style for color in (style.color, style.bgcolor) if color
        }
        assert all(color.is_default for color in colors), colors
        for choices in app.screen.query(Choices):
            (chosen,) = {
                text.strip()
                for text, style, _ in segments
                if style and style.reverse and text.strip()[:1].isdigit()
            }
            assert chosen.startswith(str((choices.highlighted or 0) + 1))


@pytest.mark.parametrize("name", [*SCREENS, "palette", "typed", "records list"])
async def test_with_sixteen_colours_the_cursor_can_be_read_and_seen(name: str, tmp_path: Path) -> None:
    """Bold black is grey in many terminals, and a pair that is turned around may be that of the text."""
    path = tmp_path / "store.db"
    keep_ada(path)
    steps = {
        **SCREENS,
        "palette": open_palette,
        "typed": keys("1", "n", *"a note"),
        "records list": open_records,
    }
    app = GuideApp(load_tiny(), store_path=path)
    app.theme = "guide-terminal"
    async with app.run_test(size=(80, 24)) as pilot:
        await steps[name](pilot)
        await pilot.pause(0.1)
        for key in ("down", "tab", "down"):
            styles = [
                (text, style)
                for row in app.screen._compositor.render_strips()
                for text, style, _ in row
                if style and style.color and style.bgcolor
            ]
            black = Color.parse("ansi_black").rich_color
            assert [text for text, style in styles if style.bold and style.color == black] == []
            turned = [style for _, style in styles if style.reverse and style.color != style.bgcolor]
            assert all(style.bgcolor and style.bgcolor != black for style in turned)
            assert black not in {style.color for style in turned}
            await pilot.press(key)
            await pilot.pause()


async def test_sixteen_colours_are_the_terminals_own() -> None:
    """The recommendation is bold in the terminal's own colour, the strongest that it has."""
    app = GuideApp(load_tiny(), skip_home=True)
    app.theme = "guide-terminal"
    async with app.run_test() as pilot:
        await pilot.press("1", "2", "1")
        assert app.recommendation is not None
        title = app.guide.outcomes[app.recommendation.outcome].title
        styles = [
            style
            for row in app.screen._compositor.render_strips()
            for text, style, _ in row
            if style and text.strip().casefold() == title.casefold()
        ]
        assert styles
        assert all(style.bold and style.color and style.color.is_default for style in styles)


def test_few_colours_are_seen_by_the_terminal(monkeypatch: pytest.MonkeyPatch) -> None:
    app = GuideApp(load_tiny())
    for system, theme in (
        ("standard", "terminal"),
        ("256", "dark"),
        ("truecolor", "dark"),
        (None, "terminal"),
    ):
        monkeypatch.setattr(type(app.console), "color_system", system)
        assert app.appearance.theme == f"guide-{theme}"


async def test_a_theme_of_the_environment_is_no_danger(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("TEXTUAL_THEME", "textual-ansi")
    app = GuideApp(load_tiny(), skip_home=True)
    assert app.theme.startswith("guide-")
