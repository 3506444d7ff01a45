"""The report as a page, opened in a real browser: on a phone and on paper, in light and in dark."""

import io
import shutil
from collections.abc import Iterator, Mapping
from typing import Literal

import pypdf
import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Page, sync_playwright

from guide.engine.recommendation import recommend
from guide.engine.walk import parse_answers, replay_answers
from guide.presenters.interview_facts import MeetingFacts, agreement_form
from guide.reports import render
from guide.ruleset.model import Guide, Voice
from tests.rewritten import rewritten
from tests.tiny import tiny

BLANKS = tuple(line.lead for line in agreement_form(MeetingFacts()).lines)
BROWSERS = ("chromium", "chromium-browser", "google-chrome")
# Nothing but the page: no profile, no updates, no talk with anybody.
QUIET = (
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
)
WIDTHS = {"phone": 375, "paper": 794}
SCHEMES: tuple[Literal["light", "dark"], ...] = ("light", "dark")

REPORTS: Mapping[str, tuple[str, Voice]] = {
    "with a companion": ("first=none,who=one,topic=work,work=hard,ready=own,also=topics", "you"),
    "afterwards": ("first=none,who=one,topic=new,new=act,ready=own,also=role", "you"),
    "a signpost": ("first=none,who=one,topic=work,work=unsure,before=nearly,ready=pushed", "you"),
    "private": ("first=conduct,besides=stand", "you"),
    "of them": ("first=none,who=one,topic=clients,clients=next,path=which,ready=own,also=topics", "they"),
}
HOSTILE = (
    '<script>alert(1)</script>"><img src=http://x.example/y onerror=alert(2)> \x1b[31m\u202e'
    f"<style>@import 'http://x.example/z'</style>{'x' * 200}"
)
LONG = "x" * 10_000
CHECK = """axe.run(document, {resultTypes: ['violations']}).then(found =>
    found.violations.map(it => `${it.id}: ${it.help}: ${it.nodes.map(node => node.html).join(', ')}`))"""


# Not for longer than the module: while it is there, no other event loop can run.
@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    found = next(filter(None, map(shutil.which, BROWSERS)), None)
    if found is None:
        pytest.skip(f"none of {', '.join(BROWSERS)} is installed")
    with sync_playwright() as playwright:
        running = playwright.chromium.launch(executable_path=found, args=list(QUIET))
        yield running
        running.close()


@pytest.fixture(scope="module", params=[*REPORTS, "hostile"])
def report(request: pytest.FixtureRequest, guide: Guide) -> str:
    if request.param == "hostile":
        walk = replay_answers(rewritten(tiny(), HOSTILE), {"wish": "calm", "heat": "less", "more": "later"})
        return render(".html", recommend(walk), "you", dict.fromkeys(walk.answers, LONG))
    answers, voice = REPORTS[request.param]
    walk = replay_answers(guide, parse_answers(guide, answers))
    return render(".html", recommend(walk), voice, {"ready": "She said: only if it stays between us."})


@pytest.fixture(scope="module")
def page(browser: Browser, report: str, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Page]:
    """The report's page; whatever it asks for or complains about is an error in the end."""
    path = tmp_path_factory.mktemp("page") / "report.html"
    path.write_text(report, encoding="utf-8")
    opened = browser.new_page()
    heard: list[str] = []
    opened.on("request", lambda request: heard.append(request.url))
    opened.on("console", lambda message: heard.append(message.text))
    opened.on("pageerror", lambda error: heard.append(str(error)))
    opened.on("dialog", lambda dialog: heard.append(dialog.message))
    opened.goto(path.as_uri())
    yield opened
    opened.close()
    assert heard == [path.as_uri()]


def test_it_fits_and_everybody_can_use_it(page: Page) -> None:
    page.evaluate(Axe().axe_script)
    for width in WIDTHS.values():
        page.set_viewport_size({"width": width, "height": 800})
        assert page.evaluate("document.documentElement.scrollWidth") == width
        assert _outside(page) == []
        for scheme in SCHEMES:
            page.emulate_media(color_scheme=scheme)
            assert page.evaluate(CHECK) == []


def test_it_follows_light_and_dark(page: Page) -> None:
    lightness = {}
    for scheme in SCHEMES:
        page.emulate_media(color_scheme=scheme)
        lightness[scheme] = _lightness(page)
    assert lightness["light"] > 240
    assert lightness["dark"] < 40
    page.emulate_media(color_scheme="dark", media="print")
    assert _lightness(page) > 240
    page.emulate_media(color_scheme="light", media="null")


def test_the_pictures_hold_their_words(page: Page) -> None:
    page.set_viewport_size({"width": WIDTHS["phone"], "height": 800})
    for edges in page.evaluate(
        """[...document.querySelectorAll('svg')].map(svg => {
            const frame = svg.getBoundingClientRect();
            const words = [...svg.querySelectorAll('text')].map(text => text.getBoundingClientRect());
            return [frame.left - Math.min(...words.map(word => word.left)),
                    Math.max(...words.map(word => word.right)) - frame.right,
                    Math.max(...words.map(word => word.bottom)) - frame.bottom];
        })"""
    ):
        assert max(edges) <= 0


def test_the_summary_is_a_page_of_its_own_in_print(page: Page, request: pytest.FixtureRequest) -> None:
    if "hostile" in request.node.name:
        pytest.skip("its texts fill more than one page")
    rest = page.locator(".rest h2").all_inner_texts()
    paper = pypdf.PdfReader(io.BytesIO(page.pdf(prefer_css_page_size=True)))
    first, *others = (sheet.extract_text().splitlines() for sheet in paper.pages)
    assert {round(float(side)) for side in paper.pages[0].mediabox[2:]} == {595, 842}
    assert page.locator("h1").inner_text() in first
    assert all(blank in " ".join(first) for blank in BLANKS)
    assert rest[0] in others[0]
    assert not set(rest) & set(first)
    assert not any(line.startswith(BLANKS[1:]) for sheet in others for line in sheet)


def _outside(page: Page) -> list[str]:
    """The elements that reach beyond the window."""
    found: list[str] = page.evaluate(
        """[...document.querySelectorAll('body *')]
            .filter(element => element.getBoundingClientRect().right > innerWidth + 0.5)
            .map(element => element.outerHTML.slice(0, 80))"""
    )
    return found


def _lightness(page: Page) -> float:
    colour: str = page.evaluate("getComputedStyle(document.documentElement).backgroundColor")
    parts = [int(part) for part in colour.strip("rgb()").split(",")]
    return sum(parts) / len(parts)
