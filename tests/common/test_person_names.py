"""One form of a name, whichever way it was typed; what is merely alike is told apart."""

from unicodedata import normalize

import pytest
from hypothesis import given
from hypothesis import strategies as st

from guide.common.person_names import alike, mentions, name_key

ANNA = "Anna Müller"


@pytest.mark.parametrize(
    "spelling",
    [
        "ANNA MÜLLER",
        normalize("NFD", ANNA),
        "  Anna   Müller\t",
        "Anna\u00a0Müller",
        "Anna\u2003Müller\n",
        "Ａｎｎａ　Ｍüｌｌｅｒ",
        "Anna Mü\u00adller",
        "\u200eAnna\u200b Müller\ufeff",
        "Anna Muller",
        "Ánna Mûller",
    ],
)
def test_one_name_has_one_form(spelling: str) -> None:
    assert name_key(spelling) == name_key(ANNA) == "anna muller"


def test_other_scripts_have_one_form_too() -> None:
    assert name_key("Straße") == name_key("STRASSE") == name_key("STRAẞE")
    assert name_key("ΟΔΥΣΣΕΥΣ") == name_key("Οδυσσευς")
    assert name_key("ｶﾞ") == name_key("ガ")
    assert name_key("한국") == name_key(normalize("NFD", "한국"))


@pytest.mark.parametrize(
    ("written", "typed"),
    [
        *(("Søren Kierkegård", "soren kierkegard"), ("Łukasz Wałęsa", "lukasz walesa"), ("Œuvre", "oeuvre")),
        *(("Þóra Guðmundsdóttir", "thora gudmundsdottir"), ("Işık İnan", "isik inan"), ("Đặng", "dang")),
        *(("Groß", "gross"), ("O’Brien", "o'brien"), ("Anna‑Lena", "anna-lena"), ("Ångström", "angstrom")),
        *(("Αθήνα", "αθηνα"), ("Ёлкин", "елкин"), ("Žižek", "zizek"), ("Nguyễn", "nguyen")),
    ],
)
def test_accents_make_no_difference(written: str, typed: str) -> None:
    assert name_key(written) == name_key(normalize("NFD", written)) == name_key(typed) == typed


def test_a_mark_that_makes_another_letter_does() -> None:
    assert name_key("かとう") != name_key("がとう")
    assert name_key("फल") != name_key("फ़ल")


@given(st.text() | st.text("aAäßøþıİ’œ\u0308\u0301\u200b\u00ad \u00a0ﬀŉ"))
def test_a_form_is_its_own_form(name: str) -> None:
    assert name_key(name_key(name)) == name_key(name)
    assert name_key(normalize("NFD", name)) == name_key(normalize("NFC", name)) == name_key(name)


@pytest.mark.parametrize(
    "other",
    [
        *("Anna Mueller", "Müller, Anna", "A. Müller", "Anne Müller", "Anna Müler", "Müller"),
        *("Anna-Maria Müller", "Anna Maria Müller", "Hanna Möller", "Dr. Anna Müller"),
    ],
)
def test_names_that_may_be_of_one_person_are_alike(other: str) -> None:
    one, two = name_key(ANNA), name_key(other)
    assert one != two
    assert alike(one, two)
    assert alike(two, one)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        (ANNA, "Bert Müller"),
        (ANNA, "Anna Schmidt"),
        (ANNA, ANNA),
        (ANNA, ""),
        ("Ada", "Ida"),
        ("E1001", "E1002"),
        ("P-17", "P-18"),
        ("Anna Anna", "Anna Müller"),
    ],
)
def test_others_are_not(one: str, other: str) -> None:
    assert not alike(name_key(one), name_key(other))


def test_apostrophes_and_hyphens_make_names_alike() -> None:
    assert alike(name_key("O'Brien"), name_key("O´Brien"))
    assert alike(name_key("O'Brien"), name_key("OBrien"))
    assert alike(name_key("Anna-Lena Ott"), name_key("Anna Lena Ott"))


def test_a_name_in_a_text_is_no_part_of_another_word() -> None:
    key = name_key("Ada")
    assert all(mentions(text, key) for text in ("Ada", "with ADA.", "“Ada”, not Adam", "Adam and Ada"))
    assert not any(mentions(text, key) for text in ("Adam", "Canada", "", "a da"))
    assert mentions("Talk to ANNA\n MU\u0308LLER!", name_key(ANNA))
    assert not mentions("anything", "")
