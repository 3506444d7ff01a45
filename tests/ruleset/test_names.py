"""Names in braces: a guide that uses them is the one with the texts written out."""

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st
from msgspec import to_builtins
from msgspec.structs import replace

from guide.authoring.export.json_export import export_json
from guide.ruleset.model import Guide
from guide.ruleset.parsing.loader import GUIDE_FILES, load
from tests.tiny import BRIEFING, GUIDE, KINDS, tiny

NAMES = "names: {house: Blue House, team: your hosts}\n"


def text_of(written: str) -> str:
    """What a text of the first page says."""
    return tiny(guide=GUIDE.replace("Two questions.", json.dumps(written)) + NAMES).front.welcome


@pytest.mark.parametrize(
    ("written", "said"),
    [
        ("{Tea} or {coffee}?", "Tea or coffee?"),
        ("In {house}. {Team} ask.", "In Blue House. Your hosts ask."),
        ("It takes: {duration}", "It takes: A minute."),
        ("{{tea}} and {{{tea}}}", "{tea} and {tea}"),
        ("{ tea }", "tea"),
        ("a } alone, and { too", "a } alone, and { too"),
    ],
)
def test_names_are_put_in_place(written: str, said: str) -> None:
    assert text_of(written) == said


@pytest.mark.parametrize(
    ("name", "within"),
    [
        ("HR advice", "HR advice"),
        ("Peer Talk", "Peer Talk"),
        ('"{house} tea"', "Blue House tea"),
        ("Green tea", "green tea"),
    ],
)
def test_the_name_of_a_kind_begins_small_within_a_sentence(name: str, within: str) -> None:
    kinds = KINDS.replace("name: Tea", f"name: {name}").replace(
        "in_short: Leaves", 'in_short: "With {tea}, leaves'
    )
    kinds = kinds.replace("in hot water.\n    not_for: People", 'in hot water."\n    not_for: People')
    guide = tiny(guide=GUIDE + NAMES, kinds=kinds)
    assert guide.kinds["tea"].in_short == f"With {within}, leaves in hot water."


@given(st.lists(st.sampled_from(["tea", "Coffee", "house", "Team", "{", "}", " a", "."]), min_size=1))
def test_a_guide_with_names_equals_one_with_the_texts_written_out(parts: list[str]) -> None:
    said = {"tea": "tea", "Coffee": "Coffee", "house": "Blue House", "Team": "Your hosts"}
    written = "-" + "".join(f"{{{part}}}" if part in said else part * (1 + (part in "{}")) for part in parts)
    assert text_of(written) == "-" + "".join(said.get(part, part) for part in parts)


def test_names_can_stand_in_every_text_of_a_guide() -> None:
    whole = tiny(guide=GUIDE.replace("Two questions.", "Tea for Tea.") + BRIEFING)
    document = json.loads(export_json(whole).replace("Tea", "{Tea}"))
    document["kinds.yaml"]["kinds"]["tea"]["name"] = "Tea"
    document["guide.yaml"]["names"] = {}
    texts = {name: json.dumps(document[name]).encode() for name in GUIDE_FILES}
    assert sum(text.count(b"{Tea}") for text in texts.values()) >= 5
    assert everything(load(texts)[0]) == everything(whole)


def test_a_guide_without_names_keeps_its_braces() -> None:
    written = "{tea}, {duration} {{and}} {word} {"
    assert tiny(guide=GUIDE.replace("Two questions.", json.dumps(written))).front.welcome == written


def test_links_in_a_guide_are_written_out_also_where_a_name_is_the_address() -> None:
    written = "On [{house}]({page}), [x](y) and [z](javascript:z)."
    guide = tiny(
        guide=GUIDE.replace("Two questions.", json.dumps(written))
        + "names: {house: Us, page: https://a.b/c}\n"
    )
    assert guide.front.welcome == "On Us (https://a.b/c), [x](y) and [z](javascript:z)."


def test_an_export_is_the_same_guide_again() -> None:
    guide = tiny(guide=GUIDE.replace("Two questions.", '"{Tea} {{tea}} {{ }} [a](https://b.c)"') + NAMES)
    assert guide.front.welcome == "Tea {tea} { } a (https://b.c)"
    document = json.loads(export_json(guide))
    again, _ = load({name: json.dumps(document[name]).encode() for name in GUIDE_FILES})
    assert everything(again) == everything(guide)


def everything(guide: Guide) -> object:
    """All that a guide says, without its table of names: a value that can be compared."""
    return to_builtins(replace(guide, front=replace(guide.front, names=None)), enc_hook=dict)
