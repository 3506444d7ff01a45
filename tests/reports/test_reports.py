"""Reports in every format: what they hold, what they keep to themselves, and that text stays text."""

import json
import random
import re
import unicodedata
from collections.abc import Iterator
from functools import lru_cache
from html import unescape
from html.parser import HTMLParser
from typing import get_args
from xml.etree import ElementTree

import pytest
from jsonschema import Draft202012Validator
from markdown_it import MarkdownIt

from guide.common.text import escape_control_chars
from guide.engine.recommendation import Recommendation, recommend
from guide.engine.walk import replay_answers
from guide.presenters.explanation import explain
from guide.presenters.report import PRIVATE, build_report
from guide.presenters.view_models import (
    Stand,
)
from guide.reports import FORMATS, render
from guide.reports.charts import evidence_chart as stands
from guide.reports.charts import path_chart as road
from guide.reports.json_report import report_schema
from guide.ruleset.folder import open_guide, read_folder, shipped_rules
from guide.ruleset.model import Guide, Voice
from guide.ruleset.parsing.loader import CASES_FILE, load_cases
from tests.rewritten import rewritten
from tests.tiny import TREE, tiny

VOICES: tuple[Voice, ...] = get_args(Voice)
TINY = tiny()
WALKS = (
    {"wish": "calm", "heat": "less", "more": "later"},
    {"wish": "speed", "more": "stop"},
    {"wish": "speed", "more": "no_more"},
    {"wish": "pain"},
)
HOSTILE = {
    "markup": "[/x] [b]bold[/b]",
    "script": "<script>alert(1)</script>",
    "attribute": "\"><img src=x onerror=alert(1)> ' onload='x",
    "ends of elements": "</title></style></svg></main> ]]> --> <!-- &lt;b&gt; &amp;",
    "terminal": "\x1b[31mred\x1b[0m \x9b2J\x07\x08\x7f\x00",
    "turned round": "\u202eevil\u2066x \u202d",
    "right to left": "שלום עולם",
    "emphasis": "*a* _b_ __c__ **d** ~~e~~ `f` ``g`` $h$ ^i^ ==j==",
    "links": "[a](http://b) ![c](d) [e][f] <http://g> [^h] [i]: http://j www.k.org @l #1 :m:",
    "fence": "``` x",
    "tildes": "~~~ x",
    "dash": "- x",
    "plus": "+ x",
    "star": "* x",
    "number": "1. x",
    "bracket": "23) x",
    "heading": "# x #",
    "quote": "> x",
    "rule": "---",
    "underline": "===",
    "definition": ": x",
    "task": "[ ] x",
    "table": "a | b",
    "backslash": "\\ \\* \\",
    "code": "    x",
    "attributes": "{#id .class onclick=x}",
    "lines": "a\n\n# b\r\n\tc\u2028d\u2029e\x85f",
    "formula": '=HYPERLINK("http://x","y")',
    "word": "x" * 10_000,
    "wide": "漢" * 300,
    "controls of XML": "a\ufffe\uffffb",
}


@lru_cache(maxsize=1)
def spread() -> tuple[Recommendation, ...]:
    """The walks of the shipped guide's cases, and some at random."""
    guide = open_guide(shipped_rules())
    found = [replay_answers(guide, case.answers) for case in load_cases(read_folder(shipped_rules()), guide)]
    chance = random.Random(4)
    for _ in range(60):
        walk = replay_answers(guide)
        while walk.question is not None:
            walk = walk.answer(chance.choice(list(walk.question.options)))
        found.append(walk)
    return tuple(recommend(walk) for walk in found)


class Page(HTMLParser):
    """What a page says and is built of. ``outline`` leaves out what is drawn."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.outline: list[str] = []
        self.attributes: set[str] = set()
        self._said: list[str] = []
        self._inside: list[str] = []
        self.feed(page)
        self.close()

    @property
    def said(self) -> str:
        return " ".join("".join(self._said).split())

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.attributes |= {name for name, _ in attrs}
        if tag != "meta":
            self._inside.append(tag)
        if "svg" not in self._inside:
            self.outline.append(tag)

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.attributes |= {name for name, _ in attrs}
        if "svg" not in self._inside:
            self.outline.append(f"{tag}/")

    def handle_endtag(self, tag: str) -> None:
        assert self._inside.pop() == tag

    def handle_data(self, data: str) -> None:
        if "style" not in self._inside:
            self._said.append(f"{data} " if "svg" in self._inside else data)


# As the standard has it; and with tables, strikethrough and addresses that become links.
VIEWERS = (MarkdownIt("commonmark"), MarkdownIt("gfm-like"))


def outline(viewer: MarkdownIt, text: str) -> list[str]:
    flat = (part for token in viewer.parse(text) for part in (token, *(token.children or ())))
    # A line may come in several pieces of text.
    return [token.type for token in flat if token.type != "text"]


def said_in_markdown(text: str) -> str:
    parsed = VIEWERS[0].parse(text)
    inline = ("".join(part.content for part in token.children or ()) for token in parsed)
    return " ".join(" ".join(inline).split())


def as_shown(text: str) -> str:
    return " ".join(escape_control_chars(text).split())


def at_end(guide: Guide, answers: dict[str, str]) -> Recommendation:
    return recommend(replay_answers(guide, answers))


def texts_of(found: Recommendation, voice: Voice) -> Iterator[str]:
    words = explain(found, voice, {})
    yield from (words.title, words.because.text, words.clarity)
    yield from (stand.text for stand in words.stands)
    for section in words.sections:
        yield section.heading
        for line in section.lines:
            yield from (line.text, *line.cites)


@pytest.mark.parametrize("form", [".html", ".md", ".txt"])
def test_a_report_holds_all_that_the_explanation_says(form: str) -> None:
    for found in spread()[::4]:
        for voice in VOICES:
            report = render(form, found, voice)
            said = Page(report).said if form == ".html" else " ".join(report.split())
            if not found.end.private:
                assert [text for text in texts_of(found, voice) if " ".join(text.split()) not in said] == []


def test_nothing_is_said_in_two_sections() -> None:
    for found in spread()[::4]:
        report = build_report(found, "you")
        names = [section.name for section in (*report.summary, *report.rest)]
        assert sorted(names) == sorted(section.name for section in report.words.sections)
        assert [line.text for plan in report.plans for line in plan.lines] == [
            line.text for section in report.summary if section.name == "plan" for line in section.lines
        ]


@pytest.mark.parametrize("form", FORMATS)
def test_notes_stand_in_the_report(form: str) -> None:
    report = render(form, at_end(TINY, WALKS[0]), "you", {"heat": "at five o’clock", "gone": "not asked"})
    assert "at five o’clock" in report
    assert "not asked" not in report


@pytest.mark.parametrize("form", FORMATS)
def test_a_report_of_a_private_end_tells_nothing_of_the_walk(form: str, guide: Guide) -> None:
    walks = [
        {"first": "ill"},
        {"first": "fear"},
        {"first": "conduct", "besides": "stand"},
        {"first": "conduct", "besides": "nothing"},
        {"first": "none", "who": "several", "group": "sides"},
        {"first": "none", "who": "one", "topic": "people", "people": "both"},
    ]
    for voice in VOICES:
        kept: dict[str, set[str]] = {}
        for answers in walks:
            found = at_end(guide, answers)
            report = render(form, found, voice, dict.fromkeys(answers, "a secret"))
            assert found.end.private
            assert "a secret" not in report
            assert PRIVATE in report
            assert found.end.title in report
            assert all(line.says in report for line in found.end.plan.values())
            assert not [
                step for step in found.walk.path if found.walk.option_at(step).spoken(voice) in report
            ]
            kept.setdefault(found.outcome, set()).add(report)
        assert len(kept) == 3
        assert {len(reports) for reports in kept.values()} == {1}


@pytest.mark.parametrize("form", FORMATS)
def test_a_report_of_another_end_says_nothing_of_privacy(form: str) -> None:
    assert PRIVATE not in render(form, at_end(TINY, WALKS[0]), "you")


@pytest.mark.parametrize("name", HOSTILE)
def test_hostile_text_is_text_on_a_page(name: str) -> None:
    for answers in WALKS:
        plain, page = (Page(hostile(".html", text, answers)) for text in ("x", HOSTILE[name]))
        assert page.outline == plain.outline
        assert page.attributes <= plain.attributes
        assert as_shown(HOSTILE[name]) in page.said


@pytest.mark.parametrize("name", HOSTILE)
def test_hostile_text_is_text_in_markdown(name: str) -> None:
    for answers in WALKS:
        report = hostile(".md", HOSTILE[name], answers)
        plain = hostile(".md", "x", answers)
        assert all(outline(viewer, report) == outline(viewer, plain) for viewer in VIEWERS)
        shown = re.sub("[\ufffe\uffff]", "\ufffd", as_shown(HOSTILE[name]))
        assert shown in said_in_markdown(report)


@pytest.mark.parametrize("name", HOSTILE)
def test_hostile_text_comes_out_of_json_as_it_went_in(name: str) -> None:
    for answers in WALKS:
        found = json.loads(hostile(".json", HOSTILE[name], answers))
        assert found["title"] == HOSTILE[name]
        assert all(source["note"] == HOSTILE[name] for source in found["sources"].values())
        assert all(turn["note"] == HOSTILE[name] for turn in found["answers"])


@pytest.mark.parametrize("form", FORMATS)
def test_no_report_holds_a_character_that_acts(form: str) -> None:
    for text in HOSTILE.values():
        report = hostile(form, text, WALKS[0])
        acting = {char for char in report if unicodedata.category(char) == "Cc"} - {"\n", "\t"}
        assert acting == set()
        assert not set(report) & set("\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069")


def hostile(form: str, text: str, answers: dict[str, str]) -> str:
    return render(form, at_end(rewritten(TINY, text), answers), "they", dict.fromkeys(TINY.questions, text))


def test_the_json_keeps_to_its_schema() -> None:
    validator = Draft202012Validator(json.loads(report_schema()))
    Draft202012Validator.check_schema(validator.schema)
    for number, found in enumerate(spread()):
        report = json.loads(render(".json", found, VOICES[number % 2], {"ready": "A note."}))
        assert list(validator.iter_errors(report)) == []


def test_the_schema_refuses_what_is_no_report() -> None:
    validator = Draft202012Validator(json.loads(report_schema()))
    report = json.loads(render(".json", at_end(TINY, WALKS[0]), "you"))
    changes: list[dict[str, object]] = [{"voice": "we"}, {"tips": [{}]}, {"other": 1}, {"clarity": "clear"}]
    for wrong in changes:
        assert not validator.is_valid({**report, **wrong})
    assert not validator.is_valid({name: part for name, part in report.items() if name != "against"})


def test_a_whole_json() -> None:
    found = json.loads(render(".json", at_end(TINY, {"wish": "speed", "more": "stop"}), "you"))
    assert found["because"] == {"says": "You said so.", "sources": ["own"]}
    assert found["replaced"] == "espresso"
    assert found["decided_by"] == {"question": "more", "option": "stop", "said": "I changed my mind"}
    assert found["clarity"]["level"] == "clear"
    assert [other["id"] for other in found["others"]] == ["tea", "coffee"]
    assert found["tips"][0] == {
        "question": "wish",
        "option": "calm",
        "said": "Calm",
        "given": "speed",
        "possible": [{"outcome": "tea", "title": "Tea"}, {"outcome": "nothing", "title": "Nothing"}],
        "companions": [],
        "next": "heat",
    }


def test_the_pictures_take_their_colours_from_the_page() -> None:
    report = build_report(at_end(TINY, WALKS[0]), "you")
    for picture in (stands.evidence_svg(report.words.stands), road.path_svg(report)):
        svg = ElementTree.fromstring(picture)
        assert svg.attrib["role"] == "img"
        assert svg.attrib["viewBox"].startswith("0 0 360 ")
        assert [part.tag.rpartition("}")[2] for part in svg[:2]] == ["title", "desc"]
        colours = {
            part.attrib[name] for part in svg.iter() for name in ("fill", "stroke") if name in part.attrib
        }
        assert {colour for colour in colours if not colour.startswith("var(")} <= {"none", "currentColor"}


def test_the_picture_of_the_road_names_each_turn_and_the_other_answers() -> None:
    report = build_report(at_end(TINY, WALKS[0]), "you")
    assert (
        "\n".join(road.path_text(report))
        == """\
● What do you wish?
│ → Calm
├┈ ○○ two other answers
│
● How hot?
│ → Less
├┈ ○ one other answer
│
● Anything else?
│ → Something stronger afterwards
├┈ ○○ two other answers
│
▼
Recommended: Tea. Afterwards: Coffee"""
    )
    drawn = road.path_svg(report)
    assert drawn.count("<circle") == 3 + 5
    assert all(part in drawn for part in (">Less<", ">one other answer<", ">Afterwards: Coffee<"))


def test_the_picture_of_the_standings_has_a_block_for_each_statement() -> None:
    report = build_report(at_end(TINY, WALKS[0]), "you")
    shown = report.words.stands
    assert "\n".join(stands.evidence_text(shown)).splitlines()[:3] == [
        "● Tea (recommended)",
        "  for     ■ 1",
        "  against 0",
    ]
    blocks = sum(stand.pro + stand.con for stand in shown)
    frames = 2 * sum(stand.recommended for stand in shown)
    assert stands.evidence_svg(shown).count("<rect") == blocks + frames


def test_many_statements_are_drawn_as_one_bar() -> None:
    shown = (Stand("Much", 5_000, 1, True, ""), Stand("Little", 0, 5_000, False, ""))
    svg = stands.evidence_svg(shown)
    assert len(svg) < 5_000
    assert max(map(len, stands.evidence_text(shown))) < 60
    assert ">5000<" in svg


def test_a_summary_comes_first_with_lines_to_fill_in() -> None:
    report = render(".md", at_end(TINY, WALKS[0]), "you")
    summary, rest = report.split("\n---\n")
    assert [line for line in summary.splitlines() if line.startswith("#")] == [
        "# Recommended: Tea",
        "## Your plan",
        "### Tea",
        "### Coffee",
        "## What goes with it",
        "## What comes before all this, where it applies",
        "## Bear in mind",
        "## To fill in by hand",
    ]
    assert "- **First step** – Boil water. *(Leaf)*" in summary
    assert "\n- Name: ____________\n- Date: " in summary
    assert "## Why\n\n- **You said: “Calm”** – Tea is hot. *(Leaf)*" in rest


def test_a_page_needs_nothing_but_itself() -> None:
    page = unescape(render(".html", at_end(TINY, WALKS[0]), "you"))
    assert "default-src 'none'" in page
    assert not re.search(r"<(script|link|img|iframe|base|form)|\ssrc=|\shref=|url\(|@import|@font-face", page)


def test_an_unknown_form_is_a_mistake_of_the_caller() -> None:
    with pytest.raises(KeyError):
        render(".pdf", at_end(TINY, WALKS[0]), "you")


def test_the_cases_are_there() -> None:
    assert CASES_FILE in read_folder(shipped_rules())
    assert len({found.outcome for found in spread()}) == len(open_guide(shipped_rules()).outcomes)


def test_a_long_answer_is_cut_in_the_picture_alone() -> None:
    guide = tiny(tree=TREE.replace("say: Calm", f"say: {'Calm ' * 200}"))
    report = build_report(at_end(guide, WALKS[0]), "you")
    assert len(ElementTree.fromstring(road.path_svg(report)).findall("{*}text")) < 30
    assert "Calm " * 199 in Page(render(".html", at_end(guide, WALKS[0]), "you")).said


@pytest.mark.parametrize("form", [".html", ".md", ".txt"])
def test_every_report_begins_with_the_answer_and_keeps_the_order_of_the_screen(form: str) -> None:
    report = render(form, at_end(TINY, {"wish": "calm", "heat": "less", "more": "no_more"}), "you")
    said = Page(report).said if form == ".html" else " ".join(report.split())
    order = ("Tea", "It is clear", "It calms you.", "First step", "Your plan", "Why", "Why not the others")
    places = [said.index(part) for part in (*order, "What would change it", "Your answers", "Sources")]
    assert places == sorted(places)


@pytest.mark.parametrize("form", [".html", ".md", ".txt"])
def test_a_report_of_a_private_end_tells_what_to_do_before_all_else(form: str, guide: Guide) -> None:
    found = at_end(guide, {"first": "ill"})
    report = render(form, found, "you")
    said = Page(report).said if form == ".html" else report
    places = [said.index(line.says) for line in found.end.plan.values()]
    assert max(places) < min(said.index("private matter"), said.index("Bear in mind"))
