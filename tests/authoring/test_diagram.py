"""Drawings: nothing left out, nothing twice, nothing that breaks the format, and a picture one can read."""

import re
import time
from collections import Counter
from collections.abc import Callable, Iterator, Mapping
from itertools import combinations
from random import Random
from types import MappingProxyType
from xml.etree import ElementTree

import pytest
from msgspec.structs import replace

from guide.authoring.diagram import Marks, draw_mermaid, draw_pages, draw_svg, draw_text, exceeds_mermaid
from guide.authoring.diagram.box_sizes import SMALL
from guide.engine.walk import Step
from guide.ruleset.graph import topological_order
from guide.ruleset.model import Companion, Guide, Kind, Option, Outcome, Question
from tests.machine import slowness
from tests.tiny import MORE_TREE, TREE, tiny

SVG = "{http://www.w3.org/2000/svg}"
DRAWERS = (draw_text, draw_mermaid, draw_svg, draw_pages)
each = pytest.mark.parametrize("draw", DRAWERS)
Drawer = Callable[..., str]
HOSTILE = (
    "<b> & \"q\" 'a' #35; [x](y) |p| `z` end;\n--> ]]> "
    "\x00\x1b[31m\x7f\x85\ud800\ufffe \u202e style:#x; {} \\"
)


@pytest.fixture(scope="module")
def tea() -> Guide:
    return tiny()


def said(guide: Guide) -> Iterator[tuple[str, str, Option]]:
    for question in topological_order(guide):
        for name, option in guide.questions[question].options.items():
            yield question, name, option


def tree(svg: str) -> ElementTree.Element:
    return ElementTree.fromstring(svg)


def titles(svg: str, kind: str) -> list[str]:
    groups = [group for group in tree(svg).iter(f"{SVG}g") if group.get("class") == kind]
    return [group.findtext(f"{SVG}title") or "" for group in groups]


def boxes(svg: str, kind: str = "box") -> list[tuple[float, ...]]:
    """Left, top, right and bottom of the rectangles of a class."""
    found = [rect for rect in tree(svg).iter(f"{SVG}rect") if rect.get("class") == kind]
    sizes = [tuple(float(rect.get(name, "0")) for name in ("x", "y", "width", "height")) for rect in found]
    return [(x, y, x + width, y + height) for x, y, width, height in sizes]


def decoded(mermaid: str) -> str:
    return re.sub(r"#(\d+);", lambda code: chr(int(code[1])), mermaid)


def made(questions: Mapping[str, Question], outcomes: int, kinds: int = 0) -> Guide:
    """A guide as large as is wanted, with ``HOSTILE`` as the name of every kind."""
    a_kind = Kind(HOSTILE, "", "", {}, {})
    return Guide(
        front=replace(tiny().front, title=HOSTILE),
        sources={},
        distinctions={},
        headings={},
        kinds={f"k{number}": a_kind for number in range(kinds)},
        start=next(iter(questions)),
        questions=MappingProxyType(dict(questions)),
        outcomes={
            f"o{number}": Outcome(f"End {number}", "", (), kinds=(f"k{number % kinds}",) if kinds else ())
            for number in range(outcomes)
        },
    )


def large(count: int, ahead: int, seed: int = 1) -> Guide:
    """Questions with four options each, that lead up to ``ahead`` questions on."""
    random = Random(seed)
    questions = {}
    for number in range(count):
        thens = [number + 1, *(number + random.randint(1, ahead) for _ in range(3))]
        questions[f"q{number}"] = Question(
            f"Question {number}, and what it asks of whoever reads it?",
            "",
            "",
            {
                f"a{place}": Option(
                    f"Answer {place} to question {number}, in so many words",
                    recommend=f"o{random.randrange(40)}",
                    then=f"q{then}" if then < count else None,
                )
                for place, then in enumerate(thens)
            },
        )
    return made(questions, 40)


def hostile() -> Guide:
    option = Option(HOSTILE, add=Companion("k0", "alongside"))
    ids = ('"]end', "a<b\n")
    start = Question(HOSTILE, "", "", {ids[0]: replace(option, recommend="o0", then=ids[1]), ids[1]: option})
    guide = made({ids[0]: start, ids[1]: replace(start, options={"x": option})}, 1, 1)
    return replace(guide, outcomes={"o0": replace(guide.outcomes["o0"], title=HOSTILE)})


@pytest.mark.parametrize("draw", [lambda guide: draw_text(guide), lambda guide: decoded(draw_mermaid(guide))])
def test_a_text_has_each_question_once_and_every_option(draw: Callable[[Guide], str], guide: Guide) -> None:
    drawn = draw(guide)
    asked = Counter(guide.questions[name].ask for name in topological_order(guide))
    for ask, times in asked.items():
        heads = [
            line for line in drawn.splitlines() if line.endswith(f": {ask}") or f'["<b>{ask}</b>' in line
        ]
        assert len(heads) == times
    for _, _, option in said(guide):
        assert option.say in drawn


def test_the_picture_has_each_question_every_option_and_the_outcomes_beside_them(guide: Guide) -> None:
    svg = draw_svg(guide)
    asked = [title.partition(": ")[2] for title in titles(svg, "question")]
    assert sorted(asked) == sorted(guide.questions[name].ask for name in topological_order(guide))
    assert sorted(titles(svg, "row")) == sorted(option.say for _, _, option in said(guide))
    ends = {
        name: f"{end.title} (private: not kept)" if end.private else end.title
        for name, end in guide.outcomes.items()
    }
    recommended = [ends[option.recommend] for _, _, option in said(guide) if option.recommend]
    replacing = [ends[option.instead] for _, _, option in said(guide) if option.instead]
    outcomes = [*recommended, *(f"instead: {title}" for title in replacing)]
    assert sorted(titles(svg, "outcome")) == sorted(outcomes)


@pytest.mark.parametrize(
    "draw",
    [
        lambda guide: draw_text(guide),
        lambda guide: decoded(draw_mermaid(guide)),
        lambda guide: "\n".join(titles(draw_svg(guide), "outcome")),
        lambda guide: draw_pages(guide).replace("&#160;", " "),
    ],
    ids=["text", "mermaid", "svg", "pages"],
)
def test_an_end_that_keeps_nothing_is_marked_and_no_other(draw: Callable[[Guide], str]) -> None:
    drawn = draw(tiny())
    assert drawn.count("(private: not kept)") >= 1
    assert "A doctor (private: not kept)" in drawn
    assert "Tea (private" not in drawn
    assert "private" not in draw(tiny(tree=TREE.replace("private: true, ", "")))


@pytest.mark.parametrize("draw", [draw_svg, draw_pages, draw_mermaid])
def test_pictures_show_no_ids(draw: Drawer) -> None:
    more = Question("More?", "", "", {"zz1": Option("Later", add=Companion("k0", "afterwards"))})
    options = {"zz2": Option("On", recommend="o0", then="zz5"), "zz3": Option("Off", recommend="o0")}
    last = Question("And now?", "", "", {"zz6": Option("So"), "zz7": Option("Not", instead="o1")})
    guide = made({"zz4": Question("Ask?", "", "", options), "zz5": last, "zz8": more}, 2, 1)
    guide = replace(guide, more="zz8")
    drawn = draw(guide, Marks(path=(Step("zz4", "zz2"), Step("zz5", "zz6")), covered={}))
    assert "And now?" in drawn
    assert not re.search(r"zz\d", drawn)


def test_every_text_of_the_picture_is_at_least_as_large_as_the_pages_reckon(guide: Guide) -> None:
    sizes = [float(text.get("font-size", "0")) for text in tree(draw_svg(guide)).iter(f"{SVG}text")]
    assert min(sizes) == SMALL


def test_the_picture_writes_every_word_out(guide: Guide) -> None:
    words = Counter(" ".join(text.text or "" for text in tree(draw_svg(guide)).iter(f"{SVG}text")).split())
    wanted = Counter(" ".join(option.say for _, _, option in said(guide)).split())
    assert not wanted - words


@each
def test_every_outcome_that_is_reached_is_named(draw: Drawer, guide: Guide) -> None:
    drawn = decoded(draw(guide))
    for _, _, option in said(guide):
        for name in (option.recommend, option.instead):
            assert not name or guide.outcomes[name].title in drawn


def test_the_text_refers_to_a_shared_question_after_writing_it_out(tea: Guide) -> None:
    assert (
        draw_text(tea)
        == """\
wish: What do you wish?
├─ calm: Calm
│  → heat: How hot?
│  ├─ very: Very
│  │  = Tea
│  │  → more: Anything else?
│  │  ├─ no_more: No more
│  │  ├─ later: Something stronger afterwards
│  │  │  + Coffee, afterwards
│  │  └─ stop: I changed my mind
│  │     = instead: Nothing
│  └─ less: Less
│     = Tea
│     → more, above
├─ speed: Speed
│  = Espresso
│  → more, above
└─ pain: No more pain
   = A doctor (private: not kept)\
"""
    )


@each
def test_the_voice_chooses_the_words(draw: Drawer, tea: Guide) -> None:
    assert "What do they wish?" in draw(tea, voice="they")
    assert "What do you wish?" not in draw(tea, voice="they")


def test_hostile_text_leaves_the_picture_well_formed() -> None:
    svg = draw_svg(hostile(), Marks(covered={}))
    assert tree(svg).tag == f"{SVG}svg"
    assert "<b> & \"q\" 'a'" in (tree(svg).findtext(f"{SVG}title") or "")
    assert not re.search(r"[^\n\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]", svg)
    assert "<script" not in svg
    assert "href" not in svg
    assert "url(" not in svg


def test_hostile_text_cannot_leave_its_mermaid_label() -> None:
    """Only ids, arrows and classes stand outside of the quotes, and letters, codes and our tags within."""
    mermaid = draw_mermaid(hostile(), Marks(path=(Step('"]end', '"]end'),), covered={}))
    for line in mermaid.partition("flowchart TD\n")[2].splitlines():
        labels = re.findall(r'"([^"]*)"', line)
        assert line.count('"') == 2 * len(labels)
        assert all(re.fullmatch(r"(?:[\w ,?]|#\d+;|</?[bu]>|<w?br/>)*", label) for label in labels)
        outside = re.sub(r'"[^"]*"', "", line).strip()
        assert any(
            re.fullmatch(shape, outside)
            for shape in (
                r"q\d+\[\]:::\w+",
                r"q\d+ (-->|==>)\|\| q\d+",
                r"classDef \w+ [\w#:,-]+",
            )
        )


def test_hostile_text_keeps_its_line_and_does_not_act_on_a_terminal() -> None:
    text = draw_text(hostile())
    assert not re.search(r"[\x00-\x09\x0b-\x1f\x7f-\x9f\u202e\ud800-\udfff]", text)
    assert all(re.match(r"[│├└ ]*(?:[─=+→] |\S)", line) for line in text.splitlines())


ROAD = (Step("wish", "calm"), Step("heat", "less"), Step("more", "stop"))


def test_the_text_marks_the_road_and_counts_the_cases(tea: Guide) -> None:
    covered = {("wish", "calm"): 3, ("heat", "less"): 1}
    lines = draw_text(tea, Marks(path=ROAD, covered=covered)).splitlines()
    assert {line.partition("* ")[2] for line in lines if "* " in line} == {
        "calm: Calm (3 cases)",
        "less: Less (1 case)",
        "stop: I changed my mind (no case)",
    }
    assert "├─ speed: Speed (no case)" in lines
    assert "case" not in draw_text(tea)


def test_mermaid_draws_the_road_thick_and_its_answers_underlined(tea: Guide) -> None:
    drawn = draw_mermaid(tea, Marks(path=ROAD))
    assert drawn.count("==>") == len(ROAD) - 1
    assert drawn.count("<u>") == drawn.count(":::road") == len(ROAD)
    assert not re.search("==>|<u>|:::road", draw_mermaid(tea))


def test_mermaid_has_one_arrow_for_all_answers_that_lead_to_the_same_question(tea: Guide) -> None:
    lines = [line.strip() for line in draw_mermaid(tea).splitlines() if "-->" in line]
    assert lines == ['q1 -->|"1"| q2', 'q1 -->|"2"| q3', 'q2 -->|"1, 2"| q3']


def test_a_part_numbers_the_answers_as_the_whole_does(guide: Guide) -> None:
    whole, part = (draw_mermaid(guide, Marks(focus=focus)) for focus in (None, "learn"))
    rows = set(re.findall(r"(?:<br/>)(<b>\d+</b> .*?)(?=<br/>|\"\])", part))
    assert len(rows) > 5
    assert all(row in whole for row in rows)


def test_what_mermaid_draws_only_where_it_is_told_to_is_known(guide: Guide) -> None:
    assert not exceeds_mermaid(draw_mermaid(guide))
    assert exceeds_mermaid(draw_mermaid(large(300, 8)))


def test_the_picture_draws_the_road_thick_and_the_rest_paler(tea: Guide) -> None:
    svg = draw_svg(tea, Marks(path=ROAD))
    roads = [path for path in tree(svg).iter(f"{SVG}path") if path.get("class") == "road"]
    assert len(roads) == len(ROAD) - 1
    others = [path for path in tree(svg).iter(f"{SVG}path") if path.get("stroke-opacity")]
    assert {path.get("stroke-opacity") for path in others} == {"0.25"}
    assert len(boxes(svg, "road")) == len(ROAD)
    assert 'class="road"' not in draw_svg(tea)


def test_the_picture_notes_cases_and_companions(tea: Guide) -> None:
    texts = [
        text.text for text in tree(draw_svg(tea, Marks(covered={("more", "later"): 2}))).iter(f"{SVG}text")
    ]
    assert "2 cases" in texts
    assert texts.count("no case") == 7
    assert "+ Coffee, afterwards" in texts


@each
def test_a_focus_leaves_the_rest_out(draw: Drawer, tea: Guide) -> None:
    drawn = decoded(draw(tea, Marks(focus="heat")))
    for shown in ("What do you wish?", "Calm", "How hot?", "Anything else?", "Tea"):
        assert shown in drawn
    for left_out in ("Speed", "Espresso", "No more pain", "A doctor"):
        assert left_out not in drawn


@each
def test_a_focus_that_is_no_question_is_refused(draw: Drawer, tea: Guide) -> None:
    with pytest.raises(KeyError):
        draw(tea, Marks(focus="nowhere"))


@each
def test_the_same_guide_is_drawn_the_same(draw: Drawer, guide: Guide) -> None:
    assert draw(guide) == draw(replace(guide))


def overlapping(found: list[tuple[float, ...]]) -> list[tuple[tuple[float, ...], tuple[float, ...]]]:
    return [
        (one, two)
        for one, two in combinations(found, 2)
        if one[0] < two[2] and two[0] < one[2] and one[1] < two[3] and two[1] < one[3]
    ]


@pytest.mark.parametrize("marks", [Marks(), Marks(covered={}), Marks(focus="ready")])
def test_boxes_stand_apart_within_the_picture(marks: Marks, guide: Guide) -> None:
    svg = draw_svg(guide, marks)
    found = boxes(svg)
    assert len(found) == len(titles(svg, "question"))
    assert not overlapping(found)
    assert not overlapping(found + boxes(svg, "label"))
    _, _, width, height = (float(part) for part in tree(svg).get("viewBox", "").split())
    for left, top, right, bottom in found:
        assert left >= 0
        assert top >= 0
        assert right <= width
        assert bottom <= height


def test_every_question_stands_right_of_all_that_lead_to_it(guide: Guide) -> None:
    svg = draw_svg(guide)
    asked = [title.partition(": ")[2] for title in titles(svg, "question")]
    left = dict(zip(asked, (box[0] for box in boxes(svg)), strict=True))
    for question, _, option in said(guide):
        if option.then:
            assert left[guide.questions[question].ask] < left[guide.questions[option.then].ask]


def luminance(colour: str) -> float:
    parts = [int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5)]
    red, green, blue = (x / 12.92 if x <= 0.04045 else ((x + 0.055) / 1.055) ** 2.4 for x in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one: str, two: str) -> float:
    light, dark = sorted((luminance(one), luminance(two)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


def grounds(root: ElementTree.Element) -> Iterator[tuple[str, str]]:
    """The colour of every text, with that of the rectangle it stands on."""
    drawn: list[tuple[float, float, float, float, str]] = []
    for element in next(
        group for group in root.iter(f"{SVG}g") if group.get("transform", "").endswith("0)")
    ).iter():
        fill = element.get("fill", "none")
        if element.tag == f"{SVG}rect" and fill != "none":
            x, y, wide, high = (float(element.get(name, "0")) for name in ("x", "y", "width", "height"))
            drawn.append((x, y, x + wide, y + high, fill))
        elif element.tag == f"{SVG}text":
            x, y = float(element.get("x", "0")), float(element.get("y", "0"))
            under = (box[4] for box in reversed(drawn) if box[0] <= x <= box[2] and box[1] <= y <= box[3])
            yield fill, next(under, "#ffffff")


@pytest.mark.parametrize("road", [(), (Step("ready", "go"), Step("also", "role"))])
def test_all_text_can_be_read_on_its_ground(road: tuple[Step, ...], guide: Guide) -> None:
    root = tree(draw_svg(guide, Marks(path=road, covered=dict.fromkeys([*road, ("about", "role")], 2))))
    for text, ground in set(grounds(root)):
        assert contrast(text, ground) >= 4.5, (text, ground)
    for group in root.iter(f"{SVG}g"):
        if group.get("class") == "question":
            head = next(group.iter(f"{SVG}path")).get("fill", "")
            for element in group.findall(f"{SVG}text"):
                assert contrast(element.get("fill", ""), head) >= 4.5


@pytest.mark.parametrize(("count", "ahead"), [(300, 8), (300, 40), (300, 300)])
@each
def test_three_hundred_questions_take_less_than_two_seconds(draw: Drawer, count: int, ahead: int) -> None:
    guide = large(count, ahead)
    start = time.process_time()
    drawn = draw(guide)
    assert time.process_time() - start < 2 * slowness()
    assert f"Question {count - 1}, and" in decoded(drawn)


def test_a_deep_guide_needs_no_deep_stack() -> None:
    options = {"a": Option("On"), "b": Option("End", recommend="o0")}
    questions = {
        f"q{number}": Question(
            "Ask?", "", "", {**options, "a": Option("On", then=f"q{number + 1}" if number < 2999 else None)}
        )
        for number in range(3000)
    }
    guide = made(questions, 1)
    for draw in DRAWERS:
        assert draw(guide)


def test_a_single_question_can_be_drawn() -> None:
    guide = made({"q": Question("Ask?", "", "", {"a": Option("Yes"), "b": Option("No")})}, 0)
    for draw in DRAWERS:
        assert "Yes" in draw(guide)


MORE = tiny(tree=MORE_TREE)
ADDED = Marks(path=(Step("wish", "calm"), Step("heat", "very"), Step("more", "later")))


def test_what_is_asked_after_the_result_is_told_apart() -> None:
    text = draw_text(MORE)
    assert text.index("= A doctor") < text.index("after the result: more: One more thing?")
    assert [line for line in draw_mermaid(MORE).splitlines() if "after the result" in line] == [
        '    result -.->|"after the result"| q3',
    ]
    assert titles(draw_svg(MORE), "question")[-1] == "Question 3, after the result: One more thing?"


def test_the_road_goes_on_from_the_result_to_what_was_added() -> None:
    assert '    result ==>|"after the result"| q3' in draw_mermaid(MORE, ADDED).splitlines()
    roads = {
        marks: draw_svg(MORE, marks).count('class="road"') for marks in (ADDED, Marks(path=ADDED.path[:2]))
    }
    assert list(roads.values()) == [4, 3]


@each
def test_what_is_asked_after_the_result_can_be_drawn_alone_or_be_left_out(draw: Drawer) -> None:
    assert "One more thing?" in decoded(draw(MORE, Marks(focus="more")))
    assert "How hot?" not in draw(MORE, Marks(focus="more"))
    assert "One more thing?" not in draw(MORE, Marks(focus="heat"))
