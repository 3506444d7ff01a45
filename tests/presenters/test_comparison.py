"""The kinds side by side: what is compared, and how each format writes it."""

import csv
import json
import re
from collections import Counter
from io import StringIO

import pytest
from hypothesis import given
from hypothesis import strategies as st
from markdown_it import MarkdownIt
from markdown_it.token import Token
from rich.cells import cell_len

from guide.common.csv_safety import escape_formula
from guide.common.text import escape_control_chars
from guide.engine.walk import replay_answers
from guide.presenters.comparison import DISAGREE, SILENT, Comparison, compare_kinds, touched_distinctions
from guide.reports.comparison import comparison_csv, comparison_markdown, comparison_table
from guide.reports.markdown_escape import escape_markdown
from guide.ruleset.model import Guide
from tests.strategies import walks
from tests.tiny import KINDS, SOURCES, tiny

TINY = tiny()
HEAT = "heat: {name: Hot or cold, poles: {hot: steaming, cold: with ice}"
DISPUTED = tiny(
    kinds=KINDS.replace(HEAT, f"{HEAT}, disputes: [{{kinds: [tea], treated: The guest decides.}}]")
)
HOSTILE = (
    "=HYPERLINK(\"ftp://a.example\") [/x] [red]a[/red] <b onclick='x'>b</b> <!-- | ` c `` *d* _e_ ~~f~~ "
    "\\ &amp; $g$ [h](ftp://i.example) www.j.example @k.example :m: \x1b[31m\r\x07\u202e \n# n\n| o |"
)


def hostile(text: str = HOSTILE) -> Guide:
    """The tiny guide with this text wherever a comparison could show it."""
    quoted = json.dumps(text)
    kinds = KINDS.replace(HEAT, f"{HEAT}, disputes: [{{kinds: [tea], treated: {quoted}}}]")
    for old in ("Hot or cold", "Tea is hot.", "Leaves in hot water.", "name: Tea"):
        assert old in kinds
        kinds = kinds.replace(old, f"name: {quoted}" if old.startswith("name") else quoted)
    sources = SOURCES.replace("short: Leaf", f"short: {quoted}").replace("Sells tea.", quoted)
    return tiny(kinds=kinds, sources=sources)


def cells(comparison: Comparison) -> dict[tuple[str, str], list[tuple[str, tuple[str, ...]]]]:
    return {
        (row.name, kind): [(line.text, line.cites) for line in cell.lines]
        for row in comparison.rows
        for kind, cell in zip(comparison.kinds, row.cells, strict=True)
    }


def test_each_cell_holds_what_is_said_and_by_whom() -> None:
    assert cells(compare_kinds(TINY)) == {
        ("In short", "Tea"): [("Leaves in hot water.", ())],
        ("In short", "Coffee"): [("Beans in hot water.", ())],
        ("What it is not for", "Tea"): [("People in a hurry.", ())],
        ("What it is not for", "Coffee"): [("The evening.", ())],
        ("Hot or cold", "Tea"): [("Tea is hot.", ("Leaf",)), ("Iced tea exists.", ("our view",))],
        ("Hot or cold", "Coffee"): [("Coffee is hot.", ("our view",))],
        ("The cup", "Tea"): [("A cup with a handle.", ("Leaf",))],
        ("The cup", "Coffee"): [],
    }


def test_every_claim_of_the_shipped_guide_occurs_once(guide: Guide) -> None:
    claims = Counter(
        (
            guide.distinctions[name].name,
            kind.name,
            claim.says,
            *(guide.sources[one].short for one in claim.sources),
        )
        for kind in guide.kinds.values()
        for name, said in kind.claims.items()
        for claim in said
    )
    comparison = compare_kinds(guide)
    found = Counter(
        (*where, text, *cites) for where, lines in cells(comparison).items() for text, cites in lines if cites
    )
    assert found == claims
    assert set(claims.values()) == {1}
    assert comparison.extent == f"On {len(guide.distinctions)} points."


def test_only_some_distinctions_come_in_the_order_of_the_guide(guide: Guide) -> None:
    first, second, *_, last = guide.distinctions
    comparison = compare_kinds(guide, [last, second, first])
    assert [row.distinction for row in comparison.rows] == [first, second, last]
    assert comparison.extent == f"On three of {len(guide.distinctions)} points."


def test_only_the_sources_that_are_cited_are_described() -> None:
    assert [line.lead for line in compare_kinds(TINY).sources] == ["Leaf", "our view"]
    assert [(line.lead, line.text) for line in compare_kinds(TINY, ["cup"]).sources] == [
        ("Leaf", "The leaf. Book, 1901. Sells tea.")
    ]
    assert compare_kinds(TINY, []).sources == ()


@pytest.mark.parametrize(
    ("answers", "found"),
    [({}, ()), ({"wish": "speed"}, ()), ({"wish": "calm"}, ("heat",)), ({"heat": "very"}, ())],
)
def test_a_walk_touches_what_its_answers_mean(answers: dict[str, str], found: tuple[str, ...]) -> None:
    assert touched_distinctions(replay_answers(TINY, answers)) == found


@given(st.data())
def test_any_walk_touches_what_its_answers_mean(guide: Guide, data: st.DataObject) -> None:
    walk = data.draw(walks(guide))
    assert set(touched_distinctions(walk)) == {
        name for step in walk.path for name in walk.option_at(step).means
    }


def test_where_documents_disagree_is_marked_with_how_it_is_treated() -> None:
    heat, cup = compare_kinds(DISPUTED, ["heat", "cup"]).rows
    assert [bool(cell.disputes) for cell in heat.cells] == [True, False]
    assert [(line.lead, line.text) for line in heat.disputes] == [
        ("The documents disagree about Tea.", "The guest decides.")
    ]
    assert cup.disputes == ()


def test_every_dispute_of_the_shipped_guide_is_told_once(guide: Guide) -> None:
    rows = [row for row in compare_kinds(guide).rows if row.distinction]
    for row in rows:
        disputes = guide.distinctions[row.distinction].disputes
        assert {line.text for line in row.disputes} == {dispute.treated for dispute in disputes}
        assert len(row.disputes) == len(disputes)
        for kind, cell in zip(guide.kinds, row.cells, strict=True):
            assert len(cell.disputes) == sum(kind in dispute.kinds for dispute in disputes)


TABLE = """\
The kinds of support side by side
On two points.

In short
 Tea                     │ Coffee
─────────────────────────┼────────────────────────
 Leaves in hot water.    │ Beans in hot water.

What it is not for
 Tea                     │ Coffee
─────────────────────────┼────────────────────────
 People in a hurry.      │ The evening.

Hot or cold
 ≠ Tea                   │ Coffee
─────────────────────────┼────────────────────────
 - Tea is hot. (Leaf)    │ - Coffee is hot. (our
 - Iced tea exists. (our │   view)
   view)                 │
≠ The documents disagree about Tea. The guest
  decides.

The cup
 Tea                     │ Coffee
─────────────────────────┼────────────────────────
 - A cup with a handle.  │ No document speaks of
   (Leaf)                │ it.

Sources
- Leaf: The leaf. Book, 1901. Sells tea.
- our view: What we think.
"""
STACKED = """\
The kinds of support side by side
On one of two points.

Hot or cold
  ≠ Tea
    - Tea is hot. (Leaf)
    - Iced tea exists. (our view)
  Coffee
    - Coffee is hot. (our view)
≠ The documents disagree about Tea. The guest
  decides.

Sources
- Leaf: The leaf. Book, 1901. Sells tea.
- our view: What we think.
"""
MARKDOWN = """\
# The kinds of support side by side

On one of two points.

## Hot or cold

| ≠ Tea | Coffee |
| --- | --- |
| Tea is hot. *(Leaf)* | Coffee is hot. *(our view)* |
| Iced tea exists. *(our view)* |  |

≠ **The documents disagree about Tea.** The guest decides.

## Sources

- **Leaf**: The leaf. Book, 1901. Sells tea.
- **our view**: What we think.
"""


def test_the_table_stands_side_by_side_where_there_is_room() -> None:
    assert comparison_table.render(compare_kinds(DISPUTED), 50) == TABLE


def test_the_table_is_stacked_where_there_is_not() -> None:
    assert comparison_table.render(compare_kinds(DISPUTED, ["heat"]), 49) == STACKED


def test_markdown_is_a_table_for_each_point() -> None:
    assert comparison_markdown.render(compare_kinds(DISPUTED, ["heat"])) == MARKDOWN


@pytest.mark.parametrize("width", [1, 20, 40, 80, 99, 100, 120, 1_000])
def test_the_table_keeps_to_the_width(guide: Guide, width: int) -> None:
    text = comparison_table.render(compare_kinds(guide), width)
    assert all(cell_len(line) <= max(width, 20) for line in text.splitlines())
    assert ("│" in text) == (width >= 100)
    assert text.count(SILENT[:10]) >= 20


def test_a_table_is_styled_only_on_demand(guide: Guide) -> None:
    comparison = compare_kinds(guide)
    plain = comparison_table.render(comparison, 120)
    styled = comparison_table.render(comparison, 120, styled=True)
    assert "\x1b" not in plain
    assert "\x1b[1m" in styled
    assert re.sub(r" +$", "", re.sub(r"\x1b\[[0-9;]*m", "", styled), flags=re.MULTILINE) == plain


def test_a_table_can_do_without_lines_drawn(guide: Guide) -> None:
    text = comparison_table.render(compare_kinds(guide), 120, ascii_only=True)
    assert text.replace(DISAGREE, "").isascii()
    assert "-+-" in text


def test_the_spreadsheet_has_a_row_for_each_statement(guide: Guide) -> None:
    comparison = compare_kinds(guide)
    headings, *rows = csv.reader(StringIO(comparison_csv.render(comparison)))
    assert headings == ["Point", "Kind", "What is said", "Who says so", "Where the documents disagree"]
    told = [(point, kind, says, sources) for point, kind, says, sources, _ in rows if says]
    assert told == [
        (*where, text, "; ".join(cites))
        for where, lines in cells(comparison).items()
        for text, cites in lines
    ]
    silent = {(point, kind) for point, kind, says, *_ in rows if not says}
    assert silent == {where for where, lines in cells(comparison).items() if not lines}


def test_the_spreadsheet_says_how_a_dispute_is_treated() -> None:
    rows = csv.DictReader(StringIO(comparison_csv.render(compare_kinds(DISPUTED, ["heat"]))))
    assert [(row["Kind"], row["Where the documents disagree"]) for row in rows] == [
        ("Tea", "The guest decides."),
        ("Tea", "The guest decides."),
        ("Coffee", ""),
    ]


def test_nothing_to_compare_is_no_crash() -> None:
    nothing = compare_kinds(TINY, [])
    assert (
        comparison_table.render(nothing, 80) == "The kinds of support side by side\nOn none of two points.\n"
    )
    assert "##" not in comparison_markdown.render(nothing)
    assert comparison_csv.render(nothing).count("\n") == 1


@pytest.mark.parametrize("text", ["=1+1", "+1", "-1", "@x", "\t=1", "\r=1"])
def test_a_formula_is_marked_as_text(text: str) -> None:
    assert escape_formula(text) == f"'{text}"


@pytest.mark.parametrize("text", ["", "1-1", "a=b", "’=1", "'=1"])
def test_a_text_stays_as_it_is(text: str) -> None:
    assert escape_formula(text) == text


def test_hostile_text_is_text_in_a_spreadsheet() -> None:
    written = comparison_csv.render(compare_kinds(hostile()))
    assert "\x1b" not in written
    rows = list(csv.reader(StringIO(written)))
    assert {len(row) for row in rows} == {5}
    found = [field for row in rows for field in row if "HYPERLINK" in field]
    assert len(found) >= 8
    assert set(found) == {f"'{escape_control_chars(HOSTILE)}"}


@pytest.mark.parametrize("width", [49, 50, 120])
def test_hostile_text_is_text_in_a_table(width: int) -> None:
    written = comparison_table.render(compare_kinds(hostile()), width)
    assert "\x1b" not in written
    assert "\r" not in written
    # Lines break where they must: only what stands in them counts.
    if width == 49:
        assert "".join(escape_control_chars(HOSTILE).split()) in "".join(written.split())
    for part in ("=HYPERLINK(", "[/x]", "[red]a[/red]", ":m:", "␛[31m"):
        assert part in written


def in_the_end(text: str) -> list[Token]:
    """What a reader of Markdown makes of it, with all that GitHub adds and HTML let through."""
    tokens = MarkdownIt("gfm-like", {"html": True}).parse(text)
    return [child for token in tokens for child in (token, *(token.children or ()))]


def test_hostile_text_is_text_in_markdown() -> None:
    tokens = in_the_end(comparison_markdown.render(compare_kinds(hostile())))
    assert not {token.type for token in tokens} & {
        "html_block",
        "html_inline",
        "link_open",
        "code_inline",
        "s_open",
    }
    shown = " ".join(escape_control_chars(HOSTILE).split())
    contents = [
        "".join(child.content for child in token.children or () if child.type == "text")
        for token in tokens
        if token.type == "inline"
    ]
    assert sum(shown in content for content in contents) >= 6
    assert [token.type for token in tokens].count("table_open") == 4


@given(st.text())
def test_any_text_is_text_in_markdown(text: str) -> None:
    tokens = in_the_end(f"| a |\n| --- |\n| x{escape_markdown(text)}x |\n")
    (cell,) = [token for token in tokens if token.type == "inline" and token.content != "a"]
    shown = "".join(child.content for child in cell.children or ())
    assert shown == f"x{' '.join(escape_control_chars(text).split())}x"
    assert {child.type for child in cell.children or ()} <= {"text"}
