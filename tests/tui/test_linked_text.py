"""Addresses in texts of the rules are links in the app; nothing else in them is markup."""

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from guide.common.text import escape_control_chars
from guide.tui.app import GuideApp
from guide.tui.widgets.linked_text import linked_text
from tests.tiny import BRIEFING, GUIDE, KINDS, TREE, tiny
from tests.tui.test_app import running, shown

PAGE, MAIL = "https://example.org/a_(b)", "mailto:us@example.org"
WRITTEN = f"[/x] [b]no[/b] [our page]({PAGE}), us@example.org [link=x]"
SAID = f"[/x] [b]no[/b] our page ({PAGE}), us@example.org [link=x]"
LINKED = tiny(
    guide=GUIDE.replace("Two questions.", json.dumps(WRITTEN)) + BRIEFING,
    kinds=KINDS.replace("Boil water.", json.dumps(WRITTEN)),
    tree=TREE.replace("Take the first thing.", json.dumps(WRITTEN)).replace(
        "because: It calms you.", f"because: {json.dumps(WRITTEN)}"
    ),
)
TEA = {"wish": "calm", "heat": "very", "more": "no_more"}


def links(app: GuideApp) -> set[str | None]:
    """Where the links on the screen lead."""
    rows = app.screen._compositor.render_strips()
    return {segment.style.link for row in rows for segment in row if segment.style} - {None}


@pytest.mark.parametrize("place", ["home", "help", "result"])
async def test_addresses_on_a_screen_are_links(place: str) -> None:
    answers = TEA if place == "result" else {}
    async with running(LINKED, answers=answers, skip_home=place != "home", size=(120, 40)) as (app, pilot):
        if place == "help":
            await pilot.press("h")
        await pilot.pause()
        assert SAID in " ".join(shown(app).replace("█", " ").split())
        assert links(app) == {PAGE, MAIL}


async def test_a_note_holds_no_link() -> None:
    notes = {"heat": f"See {PAGE}"}
    async with running(answers={"wish": "calm"}, size=(120, 40)) as (app, pilot):
        app.replace_walk(app.walk, notes, "you")
        await pilot.pause()
        assert f"See {PAGE}" in shown(app)
        assert links(app) == set()


@given(st.text())
def test_any_text_stays_as_it_is(text: str) -> None:
    assert linked_text(text).plain == escape_control_chars(text)
    assert all(ord(char) > 31 for span in linked_text(f"{text}{PAGE}").spans for char in str(span.style))
