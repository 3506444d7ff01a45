"""The guide as decision tables: others decide as the walk does."""

import json
from collections.abc import Callable, Iterator, Sequence
from itertools import combinations, pairwise
from pathlib import Path
from xml.etree import ElementTree
from xml.etree.ElementTree import Element

import msgspec
import pytest
import SpiffWorkflow.dmn.parser
from hypothesis import HealthCheck, given, settings
from lxml import etree

from guide.authoring.export.dmn_export import export_dmn
from guide.authoring.export.dmn_model import TooManyRulesError
from guide.authoring.export.dmn_names import Names
from guide.ruleset.model import Companion, Guide
from guide.ruleset.parsing.loader import load
from tests.authoring.test_export_sql import Row, diamonds, every_road, surveys, walked
from tests.dmn import DMN, Decided, Feelin, NoJavaScriptError, Spiff, feelin
from tests.examples import examples
from tests.tiny import MORE_TREE, TREE, texts, tiny

Engine = Callable[[str, Sequence[Row]], list[Decided]]
DI = {
    "dmndi": "https://www.omg.org/spec/DMN/20191111/DMNDI/",
    "dc": "http://www.omg.org/spec/DMN/20180521/DC/",
    "di": "http://www.omg.org/spec/DMN/20180521/DI/",
}
INSTEAD_TREE = (
    TREE.replace(
        "recommend: espresso, then: more",
        "recommend: espresso, add: {kind: tea, when: alongside}, then: more",
    )
    .replace(
        "say: No more pain, recommend: doctor",
        "say: No more pain, recommend: tea, instead: doctor, then: last",
    )
    .replace(
        "outcomes:",
        "  last:\n    ask: And now?\n    probe: Wait.\n    help: Say.\n    options:\n"
        "      a: {say: A, add: {kind: coffee, when: alongside}}\n      b: {say: B}\noutcomes:",
    )
)
"""Companions one behind the other, and a replacement that is followed by a question."""


@pytest.fixture(scope="module")
def javascript() -> Iterator[Feelin]:
    try:
        with feelin() as engine:
            yield engine
    except NoJavaScriptError as missing:
        pytest.skip(str(missing))


@pytest.fixture(scope="module", params=["feelin", "SpiffWorkflow"])
def engine(request: pytest.FixtureRequest) -> Engine:
    if request.param == "SpiffWorkflow":

        def by_spiff(document: str, rows: Sequence[Row]) -> list[Decided]:
            spiff = Spiff(document)
            return [spiff.decide(row) for row in rows]

        return by_spiff

    reader: Feelin = request.getfixturevalue("javascript")

    def by_feelin(document: str, rows: Sequence[Row]) -> list[Decided]:
        decided = reader.decide(document, rows)
        assert reader.told == []
        return decided

    return by_feelin


def expected(guide: Guide, row: Row) -> Decided:
    outcome, companions, _ = walked(guide, row)
    return {"outcome": outcome, "companions": companions} if outcome else {}


def compare(engine: Engine, guide: Guide, rows: Sequence[Row]) -> None:
    decided = engine(export_dmn(guide), rows)
    assert [
        (row, result) for row, result in zip(rows, decided, strict=True) if result != expected(guide, row)
    ] == []


def parsed(guide: Guide) -> Element:
    return ElementTree.fromstring(export_dmn(guide))


def test_others_decide_every_walk_of_the_shipped_guide_as_it_does(engine: Engine, guide: Guide) -> None:
    rows = list(every_road(guide))
    assert sum(bool(expected(guide, row)) for row in rows) > 489
    compare(engine, guide, rows)


@pytest.mark.parametrize("tree", [TREE, MORE_TREE, INSTEAD_TREE])
def test_others_decide_every_walk_of_a_small_guide(engine: Engine, tree: str) -> None:
    guide = tiny(tree=tree) if tree != INSTEAD_TREE else tiny_unchecked(tree)
    wrong = [
        {"wish": "speed", "more": "wrong"},
        {"wish": "pain", "more": "wrong"},
        {"wish": "Speed"},
        {"wish": ""},
    ]
    silent = [{"wish": "calm", "heat": "very", "more": nothing} for nothing in ("", None)]
    dormant = [{"wish": "pain", "heat": "very", "more": "later"}, {"wish": "speed", "heat": "very"}]
    compare(engine, guide, [*every_road(guide), *wrong, *silent, *dormant])


def tiny_unchecked(tree: str) -> Guide:
    """A tiny guide that has warnings, and nothing worse."""
    return load(texts(tree=tree))[0]


@settings(max_examples=examples(90), deadline=None, suppress_health_check=list(HealthCheck))
@given(surveys())
def test_others_decide_any_guide_as_it_does(engine: Engine, made: tuple[Guide, list[Row]]) -> None:
    guide, rows = made
    compare(engine, guide, rows)


def test_a_kind_that_is_added_twice_is_there_once(engine: Engine) -> None:
    guide = tiny(tree=MORE_TREE)
    coffee = Companion("coffee", "alongside")
    wish = guide.questions["wish"]
    options = {name: msgspec.structs.replace(option, add=coffee) for name, option in wish.options.items()}
    questions = {**guide.questions, "wish": msgspec.structs.replace(wish, options=options)}
    changed = msgspec.structs.replace(guide, questions=questions)
    compare(engine, changed, list(every_road(changed)))


def test_hostile_texts_stay_texts(engine: Engine) -> None:
    tree = TREE.replace("calm:", "'a \"b\" <c> \\ &':").replace("say: Speed", 'say: "<x>&\\a"')
    tree = (
        tree.replace("pain:", '"for, - null?":')
        .replace("tea:", "'t\\\"a':")
        .replace("recommend: tea", "recommend: 't\\\"a'")
    )
    hostile = tiny(tree=tree.replace("What do you wish?", "'<ask> \"&\"?'"))
    compare(engine, hostile, list(every_road(hostile)))


@pytest.mark.parametrize(
    "odd",
    [
        "a\tb",
        "a\nf",
        "\x85e",
        "a\x07\x07b12",
        "\ufffe1",
        "\\u0041",
        "a\u2028b",
        "\U0001f469",
        "a?b 'c",
        '"?a',
    ],
)
def test_an_id_with_a_sign_that_some_engine_would_take_for_another_is_read(engine: Engine, odd: str) -> None:
    guide = tiny()
    wish = guide.questions["wish"]
    options = {odd if name == "speed" else name: option for name, option in wish.options.items()}
    questions = {**guide.questions, "wish": msgspec.structs.replace(wish, options=options)}
    changed = msgspec.structs.replace(guide, questions=questions)
    compare(engine, changed, list(every_road(changed)))


def test_questions_named_like_keywords_are_read(engine: Engine) -> None:
    words = (
        "for",
        "not",
        "class",
        "3-d",
        "a b",
        "decided",
        "wish_result",
        "größe",
        "Жук",
        "null",
        "True",
        "date",
    )
    for word in words:
        for old in ("wish", "heat"):
            tree = TREE.replace(f"{old}:\n", f"{json.dumps(word)}:\n", 1).replace(
                f"start: {old}", f"start: {json.dumps(word)}"
            )
            guide = tiny(tree=tree.replace(f"then: {old}", f"then: {json.dumps(word)}"))
            compare(engine, guide, list(every_road(guide)))


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("topic", "topic"),
        ("first-step", "first_step"),
        ("2nd try", "q_2nd_try"),
        ("for", "q_for"),
        ("Class", "q_Class"),
        ("größe", "groe"),
        ("Жук", "q"),
        ("__x__", "x"),
    ],
)
def test_a_name_is_one_in_every_engine(text: str, name: str) -> None:
    assert Names().take(text) == name


def test_names_differ() -> None:
    names = Names()
    assert [names.take(text) for text in ("a b", "a-b", "A.B", "a_b_2")] == [
        "a_b",
        "a_b_2",
        "A_B_3",
        "a_b_2_2",
    ]


def test_a_decision_its_variable_and_its_result_have_one_name(guide: Guide) -> None:
    root = parsed(guide)
    elements = [*root.findall("dmn:decision", DMN), *root.findall("dmn:inputData", DMN)]
    for element in elements:
        variable = element.find("dmn:variable", DMN)
        assert variable is not None
        assert element.get("id") == element.get("name") == variable.get("name")
    for decision in root.findall("dmn:decision", DMN):
        outputs = [output.get("name") for output in decision.iterfind(".//dmn:output", DMN)]
        assert outputs in ([decision.get("name")], ["outcome", "companions"])
    assert {data.get("label") for data in root.findall("dmn:inputData", DMN)} == set(guide.questions)


def test_the_document_is_what_the_standard_says(guide: Guide) -> None:
    folder = Path(SpiffWorkflow.dmn.parser.__file__).parent / "schema"
    schema = etree.XMLSchema(etree.parse(str(folder / "DMN13.xsd")))
    schema.assertValid(etree.fromstring(export_dmn(guide).encode()))


def test_there_is_a_rule_for_each_option_however_many_walks_share_it(guide: Guide) -> None:
    def rules(drawn: Guide) -> int:
        return len(parsed(drawn).findall(".//dmn:rule", DMN))

    once, twice, four_times = (rules(diamonds(layers)) for layers in (50, 100, 200))
    assert four_times - twice == 2 * (twice - once)
    options = sum(len(question.options) for question in guide.questions.values())
    assert rules(guide) < 2 * options


def test_more_rules_than_anybody_keeps_are_told() -> None:
    more = tiny(tree=MORE_TREE)
    crowd = {f"t{number}": more.questions["more"].options["later"] for number in range(10_000)}
    crowded = msgspec.structs.replace(more.questions["more"], options=crowd)
    with pytest.raises(TooManyRulesError, match="would have 10,005 rules"):
        export_dmn(msgspec.structs.replace(more, questions={**more.questions, "more": crowded}))


def test_control_signs_do_not_spoil_the_document() -> None:
    front = msgspec.structs.replace(tiny().front, title="A bell \x07")
    tree = TREE.replace("calm:", '"\\a\\n":')
    assert ElementTree.fromstring(export_dmn(msgspec.structs.replace(tiny(tree=tree), front=front)))


def test_the_diagram_shows_each_table_and_answer_apart(guide: Guide) -> None:
    for drawn in (guide, tiny(), tiny(tree=MORE_TREE), diamonds(30)):
        root = parsed(drawn)
        shapes = {
            shape.get("dmnElementRef"): [float(bounds.get(key, "")) for key in ("x", "y", "width", "height")]
            for shape in root.iterfind(".//dmndi:DMNShape", DI)
            for bounds in shape.iterfind("dc:Bounds", DI)
        }
        named = [*root.findall("dmn:decision", DMN), *root.findall("dmn:inputData", DMN)]
        assert shapes.keys() == {element.get("id") for element in named}
        for one, two in combinations(shapes.values(), 2):
            assert (
                one[0] + one[2] <= two[0]
                or two[0] + two[2] <= one[0]
                or one[1] + one[3] <= two[1]
                or two[1] + two[3] <= one[1]
            )
        needs = {need.get("id") for need in root.iterfind(".//dmn:informationRequirement", DMN)}
        edges = {
            edge.get("dmnElementRef"): edge.findall("di:waypoint", DI)
            for edge in root.iterfind(".//dmndi:DMNEdge", DI)
        }
        assert edges.keys() == needs
        for points in edges.values():
            # From what is needed up to what needs it.
            heights = [float(point.get("y", "")) for point in points]
            assert all(lower >= upper for lower, upper in pairwise(heights))
