"""Keys: every one is told, on every screen, and means the same everywhere."""

import importlib
import pkgutil
from collections import defaultdict
from collections.abc import Callable, Iterator
from typing import Any

import pytest
from rich.cells import cell_len
from textual.binding import Binding
from textual.dom import DOMNode
from textual.pilot import Pilot
from textual.widgets._footer import FooterKey

import guide.tui
from guide.tui.app import GuideApp
from guide.tui.dialogs import ChoiceDialog
from guide.tui.key_list import FooterEntry, active_bindings, describe, fit_footer, key_groups
from guide.tui.screens.all_keys import KeysScreen
from guide.tui.widgets.key_footer import KeyFooter
from tests.tiny import load_tiny
from tests.tui.test_app import shown

NARROW = (40, 24)


def classes_with_keys() -> Iterator[type[DOMNode]]:
    """Every class of ours that has bindings of its own: screens, widgets, the app."""
    for module in pkgutil.walk_packages(guide.tui.__path__, "guide.tui."):
        for thing in vars(importlib.import_module(module.name)).values():
            if isinstance(thing, type) and thing.__module__ == module.name and "BINDINGS" in vars(thing):
                yield thing


def own_bindings() -> Iterator[tuple[str, Binding]]:
    """The class, and each binding with a single key."""
    for node in classes_with_keys():
        for binding in Binding.make_bindings(vars(node)["BINDINGS"]):
            yield node.__name__, binding


SAME_MEANING = {
    "g": ({"Go on", "Answer from here", "Next step"}, "on to the questions, wherever one stands"),
    "n": ({"Note", "Notes"}, "in the dialog of a report, Ctrl-N puts all notes in or out"),
    "v": ({"Reviews", "Review held"}, "the list shows those that are due, a record that it was held"),
}
"""Letters with more than one description, and why they mean the same all the same."""
CLOSE = {"Back"}
"""The letter that opened a screen also closes it."""


def test_one_letter_has_one_meaning() -> None:
    meanings = defaultdict(lambda: defaultdict(set))  # type: ignore[var-annotated]
    for name, binding in own_bindings():
        if len(binding.key) == 1 and binding.key.isalpha():
            meanings[binding.key][binding.description].add(name)
    several = {
        key: {description: sorted(names) for description, names in found.items()}
        for key, found in meanings.items()
        if len(found.keys() - CLOSE) > 1 and not found.keys() - CLOSE <= SAME_MEANING.get(key, (set(), ""))[0]
    }
    assert several == {}


def test_every_key_says_what_it_does() -> None:
    assert [(name, binding.key) for name, binding in own_bindings() if not binding.description.strip()] == []


Steps = Callable[[Pilot[Any]], Any]


def keys(*names: str) -> Steps:
    async def press(pilot: Pilot[Any]) -> None:
        await pilot.press(*names)

    return press


SCREENS = {
    "home": keys(),
    "explorer": keys("x"),
    "comparison": keys("c"),
    "question": keys("1"),
    "help": keys("1", "h"),
    "answers": keys("1", "1", "a"),
    "note": keys("1", "n"),
    "revision": keys("1", "1", "a", "1"),
    "result": keys("1", "1", "2", "1"),
    "records": keys("down", "down", "down", "down", "enter"),
    "keys": keys("f1"),
}


@pytest.mark.parametrize("name", SCREENS)
async def test_the_footer_fits(name: str) -> None:
    """Forty columns are enough for it; it shows at most five keys, and how to see all of them and to quit."""
    app = GuideApp(load_tiny())
    async with app.run_test(size=NARROW) as pilot:
        await SCREENS[name](pilot)
        await pilot.pause()
        await pilot.pause()
        shown = [key for key in app.screen.query(FooterKey) if key.region]
        assert len(shown) <= 5
        assert max(key.region.right for key in shown) <= NARROW[0]
        assert all(key.region.width >= cell_len(f"{key.key_display} {key.description}") for key in shown)
        assert [key.action.rpartition(".")[2] for key in shown[-2:]] == ["show_keys", "quit"]


@pytest.mark.parametrize("name", SCREENS)
@pytest.mark.parametrize("size", [(80, 24), (40, 12), (20, 5)])
async def test_all_keys_of_a_screen_are_told(name: str, size: tuple[int, int]) -> None:
    app = GuideApp(load_tiny())
    async with app.run_test(size=size) as pilot:
        await SCREENS[name](pilot)
        below = app.screen
        active = active_bindings(below)
        groups = key_groups(below)
        await pilot.press("f1")
        if name == "keys":
            assert not isinstance(app.screen, KeysScreen)
            return
        assert isinstance(app.screen, KeysScreen)
        told = [line for group in groups for line in group.keys]
        assert all(keys and description for keys, description in told)
        # Digits are told from first to last.
        names = {name for keys, _ in told for name in keys.split(" ")}
        assert {key for key in active if len(key) == 1 and key.isalpha()} <= names
        for description in {describe(binding) for binding in active.values() if binding.binding.show}:
            assert description in {told for _, told in told} or description == "Select"
        await pilot.press("pagedown", "end", "j", "k", "f1")
        assert app.screen is below


async def test_a_field_takes_letters_and_f1_tells_its_keys() -> None:
    app = GuideApp(load_tiny())
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.press("1", "n", "question_mark", "q")
        await pilot.pause()
        form = app.screen
        assert [key.key_display for key in form.query(FooterKey)][-2:] == ["F1", "^Q"]
        await pilot.press("f1")
        assert isinstance(app.screen, KeysScreen)
        await pilot.press("escape")
        assert app.screen is form


def test_a_footer_drops_what_does_not_fit_but_never_the_last_two() -> None:
    entries = [FooterEntry(letter, letter, "Something long", f"do_{letter}", True) for letter in "abcdef"]
    entries += [
        FooterEntry("?", "?", "Keys", "app.show_keys", True),
        FooterEntry("q", "q", "Quit", "quit", True),
    ]
    assert [entry.key for entry in fit_footer(entries, 200)[0]] == ["a", "b", "c", "?", "q"]
    assert [entry.key for entry in fit_footer(entries, 40)[0]] == ["a", "?", "q"]
    assert [entry.key for entry in fit_footer(entries, 5)[0]] == ["?", "q"]
    entries[1] = entries[1]._replace(description="Short")
    assert [entry.key for entry in fit_footer(entries, 26)[0]] == ["b", "?", "q"]


async def test_every_screen_has_our_footer() -> None:
    app = GuideApp(load_tiny())
    async with app.run_test() as pilot:
        for name in ("f1", "f1"):
            await pilot.press(name)
            assert app.screen.query(KeyFooter)


async def test_only_numbers_that_are_keys_are_shown() -> None:
    app = GuideApp(load_tiny(), "you")
    async with app.run_test() as pilot:
        app.push_screen(
            ChoiceDialog("Which?", [(f"id {number}", f"Text {number}") for number in range(1, 12)])
        )
        await pilot.pause(0.1)
        assert "9 Text 9 " in shown(app)
        # “10” would choose the first.
        assert "0 Text 10" not in shown(app)
        assert "   Text 10" in shown(app)
