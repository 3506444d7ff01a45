"""Mermaid itself reads our flowcharts, and shows every text as it is."""

import shutil
from collections.abc import Callable, Iterator
from typing import Any

import pytest
from hypothesis import given, settings
from playwright.sync_api import sync_playwright

from guide.authoring.diagram import Marks, draw_mermaid
from guide.common.text import one_line
from guide.engine.walk import Step
from guide.ruleset.model import Guide
from tests.authoring.test_diagram import hostile, large
from tests.dmn import NoJavaScriptError, node_package
from tests.examples import examples
from tests.reports.test_html_in_browser import BROWSERS, QUIET
from tests.strategies import guides
from tests.tiny import MORE_TREE, tiny

DRAW = """async text => {
    await mermaid.parse(text);
    const { svg } = await mermaid.render("drawn", text);
    document.body.innerHTML = svg;
    const box = document.querySelector("svg").viewBox.baseVal;
    const labels = [...document.querySelectorAll(".nodeLabel")];
    return {
        nodes: labels.map(label => label.innerText.replace(/\\s+/g, " ").trim()),
        edges: document.querySelectorAll("path.flowchart-link").length,
        size: Math.min(...labels.map(label => parseFloat(getComputedStyle(label).fontSize))),
        width: box.width, height: box.height,
    };
}"""
Drawn = dict[str, Any]
Mermaid = Callable[[str], Drawn]


@pytest.fixture(scope="module")
def mermaid() -> Iterator[Mermaid]:
    try:
        script = node_package("mermaid") / "dist" / "mermaid.min.js"
    except NoJavaScriptError as missing:
        pytest.skip(str(missing))
    browser = next(filter(None, map(shutil.which, BROWSERS)), None)
    if browser is None:
        pytest.skip(f"none of {', '.join(BROWSERS)} is installed")
    with sync_playwright() as playwright:
        running = playwright.chromium.launch(executable_path=browser, args=list(QUIET))
        page = running.new_page()
        page.set_content("<body></body>")
        page.add_script_tag(path=script)
        page.evaluate("mermaid.initialize({ startOnLoad: false })")

        def draw(text: str) -> Drawn:
            drawn: Drawn = page.evaluate(DRAW, text)
            return drawn

        yield draw
        running.close()


def test_the_shipped_guide_is_drawn_at_a_size_that_can_be_read(mermaid: Mermaid, guide: Guide) -> None:
    drawn = mermaid(draw_mermaid(guide))
    assert len(drawn["nodes"]) == len(guide.questions) + 1
    assert drawn["size"] == 16
    assert max(drawn["width"], drawn["height"]) < 5_000
    for question in guide.questions.values():
        texts = [one_line(question.ask), *(one_line(option.say) for option in question.options.values())]
        assert any(all(text in node for text in texts) for node in drawn["nodes"])


def test_hostile_texts_are_shown_as_they_are(mermaid: Mermaid) -> None:
    shown = mermaid(draw_mermaid(hostile(), Marks(path=(Step('"]end', '"]end'),), covered={})))
    assert len(shown["nodes"]) == 2
    assert "<b> & \"q\" 'a' #35; [x](y) |p| `z` end; --> ]]>" in shown["nodes"][0]


def test_what_marks_a_walk_is_read(mermaid: Mermaid) -> None:
    guide = tiny(tree=MORE_TREE)
    path = (Step("wish", "calm"), Step("heat", "very"), Step("more", "later"))
    for marks in (Marks(path=path, covered={}), Marks(focus="heat"), Marks(focus="more")):
        assert mermaid(draw_mermaid(guide, marks))["nodes"]


def test_a_list_stays_the_text_that_it_is(mermaid: Mermaid) -> None:
    """Markdown would make a list of it, which Mermaid refuses to draw."""
    for text in ("1. First", "- Dash", "# Head", "**Bold** `code` <i>x</i>", "$$x$$", "$$$x$$$"):
        ask = text.replace('"', "")
        tree = MORE_TREE.replace("What do you wish?", f'"{ask}"').replace("say: Speed", f'say: "{ask}"')
        node = next(node for node in mermaid(draw_mermaid(tiny(tree=tree)))["nodes"] if "Calm" in node)
        assert node.startswith(text)
        assert f"2 {text} → Espresso" in node


@settings(max_examples=examples(30), deadline=None)
@given(guides())
def test_any_guide_is_read(mermaid: Mermaid, made: Guide) -> None:
    drawn = mermaid(draw_mermaid(made))
    leads = {
        (name, option.then)
        for name, question in made.questions.items()
        for option in question.options.values()
        if option.then
    }
    assert drawn["edges"] <= len(leads) + 1


def test_the_largest_that_mermaid_draws_by_itself_is_drawn(mermaid: Mermaid) -> None:
    assert len(mermaid(draw_mermaid(large(60, 4)))["nodes"]) == 60
