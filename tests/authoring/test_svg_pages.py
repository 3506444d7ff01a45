"""Sheets to print: as few as can be read, and nothing is missing on them."""

import io
import re
import shutil
from collections.abc import Iterator

import pypdf
import pytest
from hypothesis import given
from hypothesis import strategies as st
from playwright.sync_api import Page, sync_playwright

from guide.authoring.diagram import draw_pages
from guide.authoring.diagram.box_sizes import SMALL
from guide.authoring.diagram.svg_pages import choose_sheets
from guide.ruleset.model import Guide
from tests.authoring.test_diagram import hostile, large
from tests.reports.test_html_in_browser import BROWSERS, QUIET
from tests.tiny import tiny

POINT = 25.4 / 72
A3 = {420, 297}


@pytest.fixture(scope="module")
def page() -> Iterator[Page]:
    browser = next(filter(None, map(shutil.which, BROWSERS)), None)
    if browser is None:
        pytest.skip(f"none of {', '.join(BROWSERS)} is installed")
    with sync_playwright() as playwright:
        running = playwright.chromium.launch(executable_path=browser, args=list(QUIET))
        yield running.new_page()
        running.close()


def printed(page: Page, html: str) -> list[pypdf.PageObject]:
    page.set_content(html)
    document = page.pdf(prefer_css_page_size=True, print_background=True)
    return list(pypdf.PdfReader(io.BytesIO(document)).pages)


def words(text: str) -> set[str]:
    return set(re.findall(r"\w{4,}", text))


def test_the_shipped_guide_is_printed_on_four_sheets_of_a3(page: Page, guide: Guide) -> None:
    pages = printed(page, draw_pages(guide))
    assert len(pages) == 4
    for sheet in pages:
        assert {round(float(side) * POINT) for side in sheet.mediabox[2:]} == A3
    shown = words(" ".join(sheet.extract_text() for sheet in pages))
    for question in guide.questions.values():
        assert words(question.ask) <= shown
        for option in question.options.values():
            assert words(option.say) <= shown


@pytest.mark.parametrize("made", [tiny(), hostile(), large(60, 4)], ids=["tiny", "hostile", "large"])
def test_a_browser_prints_as_many_sheets_as_are_numbered(page: Page, made: Guide) -> None:
    html = draw_pages(made)
    assert len(printed(page, html)) == html.count("<section>")


@given(st.floats(900, 50_000), st.floats(100, 50_000))
def test_sheets_cover_the_picture_with_text_that_can_be_read(width: float, height: float) -> None:
    sheets = choose_sheets(width, height)
    across, down = sheets.inner
    assert SMALL * sheets.scale >= 6 * POINT - 1e-9
    assert width * sheets.scale <= sheets.columns * (across - 10) + 10 + 1e-6
    assert height * sheets.scale <= sheets.rows * (down - 10) + 10 + 1e-6
    assert {sheets.width, sheets.height} == A3


def test_a_small_picture_is_large_on_one_sheet() -> None:
    sheets = choose_sheets(900, 500)
    assert (sheets.columns, sheets.rows) == (1, 1)
    assert sheets.width == 420
    assert SMALL * sheets.scale == pytest.approx(12 * POINT)


def test_hostile_texts_are_only_text() -> None:
    html = draw_pages(hostile())
    assert "<script" not in html
    assert html.count("href=") == html.count("<section>")
    assert not re.search(r"[^\n\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]", html)
