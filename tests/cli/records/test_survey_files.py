"""Survey files of form services and spreadsheets: what an import takes, what it leaves out and why; twice."""

import json
from collections.abc import Iterator
from typing import NamedTuple

import pytest

from guide.storage import Store
from guide.storage.event_store import load_interview
from guide.storage.transfer import list_ids
from tests.batch.test_surveys import INDEX, RULES, SURVEYS, TWO_ANSWERS, UNCLOSED
from tests.cli.records.conftest import Records

COMMENT = "no column is clearly that of the name: “Comment” (column A)"


class Taken(NamedTuple):
    """The name in each interview that is begun; why by row that is left out; and why no name was found."""

    names: list[str]
    why: dict[int, str] = {}
    unclear: str = ""


UNNAMED = Taken([""] * 3)
SEVERAL = Taken([""], {2: TWO_ANSWERS, 3: TWO_ANSWERS})
TAKEN: dict[str, Taken] = {
    "01_google.csv": Taken(["a@x.org"] * 3),
    "02_msforms.csv": UNNAMED,
    "02b_msforms_nbsp.csv": UNNAMED,
    "03_limesurvey_codes.csv": UNNAMED,
    "03b_limesurvey_code_and_text.csv": UNNAMED,
    "04_surveymonkey.csv": UNNAMED,
    "05_qualtrics.csv": UNNAMED,
    "06_excel.xlsx": UNNAMED,
    "07_semicolon.csv": UNNAMED,
    "08_unicode_text.txt": UNNAMED,
    "08b_utf16_nobom.csv": UNNAMED,
    "09_cp1252.csv": Taken(["Jörg Müller–Groß"] * 3),
    "09b_cp1252_semicolon.csv": Taken(["Jörg Müller"] * 3),
    "10_decimal_comma.csv": Taken([""] * 3, unclear="the name: “FTE” (column A)"),
    "11_dup_header.csv": Taken([""] * 3, unclear=f"{COMMENT}, “Comment” (column B)"),
    "11b_dup_question.csv": UNNAMED,
    "12_blank_lines.csv": UNNAMED,
    "13_quotes.csv": Taken([""] * 3, unclear=COMMENT),
    "13c_unclosed_quote.csv": Taken([""] * 2, {2: UNCLOSED}, COMMENT),
    "13d_min.csv": Taken([""], {2: UNCLOSED}, COMMENT),
    "14_trailing_space.csv": UNNAMED,
    "14b_inner_double_space.csv": UNNAMED,
    "15_typographic.csv": UNNAMED,
    "15b_dash.csv": UNNAMED,
    "15c_nbsp.csv": UNNAMED,
    "15d_case.csv": UNNAMED,
    "16_multi_semicolon.csv": SEVERAL,
    "16c_google_checkbox.csv": SEVERAL,
    "17_html.csv": UNNAMED,
    "19_option_index.csv": Taken([], {2: INDEX, 3: INDEX, 4: INDEX}),
    "21b_only_header.csv": Taken([]),
    "23_sep_line.csv": UNNAMED,
    "26_tab_in_csv_ext.csv": UNNAMED,
    "27_pipe.csv": UNNAMED,
    # What is not answered yet is asked in the talk.
    "29_ragged.csv": Taken(["B", "C"], {2: "This row has 7 cells where the head has 5"}),
    "30_nul.csv": Taken([""], {2: ", in “about”, holds a NUL"}),
    "31_formula.csv": Taken(['=HYPERLINK("http://x")']),
    "32.jsonl": Taken(
        [""],
        {2: "has 2 answers", 3: INDEX, 4: "This line is no JSON object.", 5: "This line is no JSON object."},
    ),
    "32b.jsonl": Taken([""], {1: "contradict each other, as answers"}),
    "33.json": Taken([""]),
    "40.csv": Taken([""]),
    "40b.csv": Taken([""], unclear="“Comment free” (column B)"),
    "41.csv": Taken([""]),
    "41b.csv": Taken([""], unclear="“Comment, if any, on this, that, or the other” (column A)"),
    "50_google_sections.csv": Taken([""] * 2),
}
REFUSED = {
    "20_no_header.csv": "its first row has answers, not headings",
    "21_empty.csv": "it is empty",
    "22_no_known_columns.csv": "The first row has “Name”, “Frage 1”",
    "34_ods.ods": "it is an archive (zip), or a workbook that is damaged",
}


def names_of(store: Store) -> Iterator[str]:
    return (load_interview(store, name).opened.person for name in list_ids(store))


def test_every_sample_is_in_the_table() -> None:
    names = {path.name for path in SURVEYS.iterdir() if path.is_file() and path.name != "README.md"}
    assert names == TAKEN.keys() | REFUSED.keys()


@pytest.mark.parametrize(("name", "expected"), TAKEN.items())
def test_what_is_taken_of_a_survey_file(told: Records, store: Store, name: str, expected: Taken) -> None:
    if name.endswith(".xlsx"):
        pytest.importorskip("python_calamine")
    line = ["import", SURVEYS / name, "--rules", RULES]
    if expected.unclear:
        unclear = told(*line)
        assert (unclear.code, list_ids(store)) == (1, ())
        assert expected.unclear in unclear.err
        line += ["--person", "none"]
    ran = told(*line, "--json")
    assert ran.code == bool(expected.why), ran.err
    result = json.loads(ran.out)
    left_out = {problem["row"]: problem["why"] for problem in result["not_understood"]}
    assert left_out.keys() == expected.why.keys()
    assert all(why in left_out[row] for row, why in expected.why.items())
    assert sorted(names_of(store)) == expected.names
    assert result["new"] == len(expected.names)
    # No row is dropped unsaid, and no column.
    assert len(result["rows"]) == len(expected.names)
    assert result["private"] == result["known"] == result["deleted"] == 0
    assert all(column["as"] for column in result["columns"])
    again = json.loads(told(*line, "--json").out)
    assert (again["new"], again["known"]) == (0, len(expected.names))
    assert {row["is"] for row in again["rows"]} <= {"known"}
    assert sorted(names_of(store)) == expected.names


@pytest.mark.parametrize(("name", "why"), REFUSED.items())
def test_what_is_no_table_of_answers_is_refused(told: Records, store: Store, name: str, why: str) -> None:
    ran = told("import", SURVEYS / name, "--rules", RULES)
    assert (ran.code, ran.out, list_ids(store)) == (1, "", ())
    assert f"{SURVEYS / name} cannot be imported: " in ran.err
    assert why in ran.err
    assert ran.err.endswith(" Nothing was changed.\n")
