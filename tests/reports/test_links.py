"""Sources with a web address: links wherever links can be, and the address in writing elsewhere."""

import json
from html.parser import HTMLParser

import pytest
from jsonschema import Draft202012Validator
from markdown_it import MarkdownIt

from guide.engine.recommendation import recommend
from guide.engine.walk import replay_answers
from guide.presenters.comparison import compare_kinds
from guide.reports import render
from guide.reports.comparison import comparison_markdown, comparison_table
from guide.reports.json_report import report_schema
from guide.ruleset.model import Guide
from tests.tiny import SOURCES, tiny

ADDRESSES = (
    "https://example.org/leaf?a=1&copy;=2&b=(3)#x_y_z",
    "https://example.org/~*'!$,/%22%3E@x",
)


class Links(HTMLParser):
    """The links of a page: their attributes, and what each shows."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.links: list[tuple[dict[str, str | None], str]] = []
        self._open: dict[str, str | None] | None = None
        self.feed(page)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self._open = dict(attrs) if tag == "a" else self._open

    def handle_data(self, data: str) -> None:
        if self._open is not None:
            self.links.append((self._open, data))

    def handle_endtag(self, tag: str) -> None:
        self._open = None if tag == "a" else self._open


def addressed(url: str) -> Guide:
    return tiny(sources=SOURCES.replace("note: Sells tea.", f'note: Sells tea., url: "{url}"'))


def report(form: str, url: str) -> str:
    walk = replay_answers(addressed(url), {"wish": "speed", "more": "no_more"})
    return render(form, recommend(walk), "you")


@pytest.mark.parametrize("url", ADDRESSES)
def test_a_page_links_to_the_source_and_shows_the_address_on_paper(url: str) -> None:
    assert Links(report(".html", url)).links == [({"href": url, "rel": "noopener noreferrer"}, url)]


@pytest.mark.parametrize("url", ADDRESSES)
def test_markdown_links_to_the_source(url: str) -> None:
    viewer = MarkdownIt("gfm-like", {"linkify": False, "html": True})
    for text in (report(".md", url), comparison_markdown.render(compare_kinds(addressed(url)))):
        ((attributes, shown),) = Links(viewer.render(text)).links
        assert shown == url
        # The viewer writes some characters of an address as their codes, which lead to the same page.
        assert attributes["href"] == url.replace("'", "%27").replace("%27", "'")


@pytest.mark.parametrize("url", ADDRESSES)
def test_text_has_the_address_in_angle_brackets(url: str) -> None:
    assert f"Sells tea. <{url}>\n" in report(".txt", url)
    table = comparison_table.render(compare_kinds(addressed(url)), 200)
    assert f"Sells tea. <{url}>\n" in table


@pytest.mark.parametrize("url", ADDRESSES)
def test_json_has_the_address_with_its_source_alone(url: str) -> None:
    document = json.loads(report(".json", url))
    assert document["sources"]["leaf"]["url"] == url
    assert "url" not in document["sources"]["own"]
    Draft202012Validator(json.loads(report_schema())).validate(document)


@pytest.mark.parametrize("form", [".html", ".md", ".txt"])
def test_where_no_source_has_an_address_nothing_is_linked(form: str) -> None:
    walk = replay_answers(tiny(), {"wish": "speed", "more": "no_more"})
    text = render(form, recommend(walk), "you")
    assert "http" not in text.replace("http-equiv", "").replace("http://www.w3.org", "")
    assert "<a " not in text
