"""Names that look alike are known as such, and what is odd in one of them is said."""

import pytest

from guide.common.lookalikes import difference, odd_letter, skeleton
from guide.common.suggestions import did_you_mean


@pytest.mark.parametrize(
    "name",
    ["h\u043et", "hot\u200b", "\ufeffhot", "h\u03bft", "\uff48ot", "ho\u00adt"],
)
def test_what_looks_like_another_name_has_its_skeleton(name: str) -> None:
    assert name != "hot"
    assert skeleton(name) == "hot"
    assert did_you_mean(name, ["cold", "hot"]).startswith("It looks like “hot”, but ")
    assert difference(name, "hot")


@pytest.mark.parametrize("name", ["hot", "Größe", "été", "вопрос", "問い", "q-1_b", "ελληνικά", "Straße"])
def test_a_name_in_any_one_alphabet_is_not_odd(name: str) -> None:
    assert odd_letter(name) == ""


@pytest.mark.parametrize(
    ("name", "part"),
    [
        ("h\u043et", "U+043E"),
        ("hot\u200b", "U+200B"),
        ("cafe\u0301", "U+0301"),
        ("в\u043eпрoс", "U+006F"),
    ],
)
def test_what_is_odd_is_named_by_its_code(name: str, part: str) -> None:
    assert part in odd_letter(name)


def test_capitals_come_before_likeness() -> None:
    assert did_you_mean("TEA", ["teas", "tea"]) == "Did you mean “tea”? Capitals make another name."
