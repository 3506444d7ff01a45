"""Sources with a web address: links wherever links can be, and the address in writing elsewhere."""

import html
import json
import re
from html.parser import HTMLParser

import pytest
from hypothesis import given
from hypothesis import strategies as st
from jsonschema import Draft202012Validator
from markdown_it import MarkdownIt

from guide.common.text_links import find_addresses, split_links, write_out_links
from guide.engine.recommendation import recommend
from guide.engine.walk import replay_answers
from guide.presenters.comparison import compare_kinds
from guide.reports import render
from guide.reports.comparison import comparison_markdown, comparison_table
from guide.reports.html_page import escape_with_anchors
from guide.reports.json_report import report_schema
from guide.reports.markdown_escape import escape_with_links
from guide.ruleset.model import Guide
from tests.tiny import SOURCES, TREE, tiny

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


LINKED = (
    "Read [our page](https://example.org/a_(b)?c=*d*&e) or ask x_y@c.example (see http://b.example/). [/x]"
)
SHOWN = "Read our page (https://example.org/a_(b)?c=*d*&e) or ask x_y@c.example (see http://b.example/). [/x]"
LEADS = [
    ("https://example.org/a_(b)?c=*d*&e", "https://example.org/a_(b)?c=*d*&e"),
    ("x_y@c.example", "mailto:x_y@c.example"),
    ("http://b.example/", "http://b.example/"),
]


def linked_report(form: str, text: str, note: str = "") -> str:
    tree = TREE.replace("because: It is fast.", f"because: {json.dumps(text)}")
    walk = replay_answers(tiny(tree=tree), {"wish": "speed", "more": "no_more"})
    return render(form, recommend(walk), "you", {"wish": note} if note else {})


def leads(page: str) -> list[tuple[str, str | None]]:
    """What each link of a page shows, and where it leads."""
    shown: dict[int, str] = {}
    found = Links(page).links
    for attributes, text in found:
        shown[id(attributes)] = shown.get(id(attributes), "") + text
    hrefs = {id(attributes): attributes["href"] for attributes, _ in found}
    return [(text, hrefs[link]) for link, text in shown.items()]


def test_addresses_in_a_text_of_the_rules_are_links_in_html_and_markdown() -> None:
    page = linked_report(".html", LINKED)
    assert leads(page) == LEADS
    assert "Read our page (<a " in page
    viewer = MarkdownIt("gfm-like", {"html": True})
    assert leads(viewer.render(linked_report(".md", LINKED))) == LEADS


@pytest.mark.parametrize("form", [".txt", ".json"])
def test_they_are_written_out_in_text_and_json(form: str) -> None:
    assert SHOWN in linked_report(form, LINKED)


@pytest.mark.parametrize("form", [".html", ".md"])
def test_a_note_holds_no_link(form: str) -> None:
    report = linked_report(form, "It is fast.", LINKED)
    page = MarkdownIt("gfm-like", {"html": True}).render(report) if form == ".md" else report
    assert Links(page).links == []


_PARTS = st.sampled_from(
    [
        *" .,()[]*_<>&'\"",
        "https://example.org",
        "http://a.b/c_d",
        "a@b.cd",
        "javascript:x",
        "[x](",
        "www.a.b",
        "://",
    ]
)


@given(st.lists(_PARTS).map("".join))
def test_whatever_stands_around_them_only_addresses_are_links_and_nothing_is_lost(text: str) -> None:
    links = [(text[at.start : at.end], at.href) for at in find_addresses(text) if at.href]
    assert "".join(part for part, _ in split_links(text)) == text
    assert all(href.startswith(("https://", "http://", "mailto:")) for _, href in links)
    viewer = MarkdownIt("gfm-like", {"html": True})
    for page in (escape_with_anchors(text), viewer.render(f"x{escape_with_links(text)}x")):
        assert leads(page) == links
    assert html.unescape(re.sub("<[^>]*>", "", escape_with_anchors(text))) == text


@given(st.lists(_PARTS).map("".join))
def test_links_are_written_out_once(text: str) -> None:
    assert write_out_links(write_out_links(text)) == write_out_links(text)
