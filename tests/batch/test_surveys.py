"""Survey files as form services and spreadsheets write them: rows in, decided, undecided and why."""

import csv
import io
import json
import random
import zipfile
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import NamedTuple

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from guide.batch.answer_reader import AnswerReader
from guide.batch.column_mapping import NOT_MAPPED
from guide.batch.csv_rows import column_letters
from guide.batch.headings import HeadingReader
from guide.batch.spelling import comparison_key
from guide.batch.survey_error import SurveyError
from guide.batch.survey_table import read_survey
from guide.cli import decide
from guide.cli.commands import DONE, INPUT_AT_FAULT
from guide.ruleset.folder import open_guide
from tests.batch.test_fuzz import told

SURVEYS = Path(__file__).parent / "surveys"
RULES = SURVEYS / "rules"
GUIDE = open_guide(RULES)
THREE = ["coaching-to-think", "group-supervision", "mentor-or-buddy"]
BASE = (SURVEYS / "07_semicolon.csv").read_text(encoding="utf-8")
ROWS = list(csv.reader(io.StringIO(BASE), delimiter=";"))
TWO_ANSWERS = "has 2 answers where one is needed: “"
UNCLOSED = "A cell begins with a quotation mark and does not end with one"
INDEX = "it may be the number of an answer in the form"


class Expected(NamedTuple):
    """What becomes of a file: outcomes, "" for rows that are not decided; why by row; and what is noted."""

    outcomes: list[str]
    why: dict[int, str] = {}
    notes: str = ""


DECIDED = Expected(THREE)
TABLE: dict[str, Expected] = {
    "01_google.csv": DECIDED,
    "02_msforms.csv": DECIDED,
    "02b_msforms_nbsp.csv": DECIDED,
    "03_limesurvey_codes.csv": DECIDED,
    "03b_limesurvey_code_and_text.csv": DECIDED,
    "04_surveymonkey.csv": Expected(THREE, notes="More headings below the first ones were left out (row 2)."),
    "05_qualtrics.csv": Expected(
        THREE, notes="More headings below the first ones were left out (rows 2, 3)."
    ),
    "06_excel.xlsx": DECIDED,
    "07_semicolon.csv": DECIDED,
    "08_unicode_text.txt": Expected(THREE, notes="The file was read as UTF-16."),
    "08b_utf16_nobom.csv": Expected(THREE, notes="The file was read as UTF-16."),
    "09_cp1252.csv": Expected(THREE, notes="The file was read as Windows-1252."),
    "09b_cp1252_semicolon.csv": Expected(THREE, notes="The file was read as Windows-1252."),
    "10_decimal_comma.csv": DECIDED,
    "11_dup_header.csv": DECIDED,
    "11b_dup_question.csv": DECIDED,
    "12_blank_lines.csv": DECIDED,
    "13_quotes.csv": DECIDED,
    "13c_unclosed_quote.csv": Expected(["", *["coaching-to-think"] * 2], {2: UNCLOSED}),
    "13d_min.csv": Expected(["", "coaching-to-think"], {2: UNCLOSED}),
    "14_trailing_space.csv": DECIDED,
    "14b_inner_double_space.csv": DECIDED,
    "15_typographic.csv": DECIDED,
    "15b_dash.csv": DECIDED,
    "15c_nbsp.csv": DECIDED,
    "15d_case.csv": DECIDED,
    # In the third row, the same answer stands twice.
    "16_multi_semicolon.csv": Expected(["", "", THREE[2]], {2: TWO_ANSWERS, 3: TWO_ANSWERS}),
    "16c_google_checkbox.csv": Expected(["", "", THREE[2]], {2: TWO_ANSWERS, 3: TWO_ANSWERS}),
    "17_html.csv": DECIDED,
    "19_option_index.csv": Expected(
        [""] * 3, {2: f"“1” is no answer to “about”; {INDEX}", 3: INDEX, 4: INDEX}
    ),
    "21b_only_header.csv": Expected([]),
    "23_sep_line.csv": DECIDED,
    "26_tab_in_csv_ext.csv": DECIDED,
    "27_pipe.csv": DECIDED,
    "29_ragged.csv": Expected(
        [""] * 3,
        {
            2: "This row has 7 cells where the head has 5",
            3: "“also” is not answered",
            4: "“about” is not answered",
        },
    ),
    "30_nul.csv": Expected(["", "coaching-to-think"], {2: "“mat␀ter”, in “about”, holds a NUL"}),
    "31_formula.csv": Expected(["coaching-to-think"]),
    "32.jsonl": Expected(
        ["coaching-to-think", "", "", "", ""],
        {
            2: "“about” has 2 answers where one is needed: matter, role.",
            3: INDEX,
            4: "This line is no JSON object.",
            5: "This line is no JSON object.",
        },
    ),
    "32b.jsonl": Expected(
        ["", "coaching-to-think"],
        {1: "“x” in “What is missing most?” and “view” in “lack” contradict each other, as answers"},
    ),
    "33.json": Expected(["coaching-to-think"]),
    "40.csv": Expected(
        [""], {2: "There is no column for “ready”."}, "“What is missing most? (one only)” is read as"
    ),
    "40b.csv": Expected(["coaching-to-think"]),
    "41.csv": Expected(["line-management"]),
    "41b.csv": Expected(["line-management"]),
    "50_google_sections.csv": Expected(["coaching-to-think", "mentoring"]),
}
NO_TABLE = {
    "20_no_header.csv": "its first row has answers, not headings",
    "21_empty.csv": "it is empty",
    "22_no_known_columns.csv": "The first row has “Name”, “Frage 1”",
    "34_ods.ods": "it is an archive (zip), or a workbook that is damaged",
}


def joined(rows: list[list[str]], delimiter: str = ",") -> str:
    out = io.StringIO()
    csv.writer(out, delimiter=delimiter, lineterminator="\n").writerows(rows)
    return out.getvalue()


def headed(change: Callable[[int, str], str]) -> str:
    return joined([[change(at, text) for at, text in enumerate(ROWS[0])], *ROWS[1:]])


def wrapped(before: list[list[str]], *, ids: bool = True) -> str:
    """The base below other rows, with a column that identifies people."""
    rows = [[*(["x"] if ids else []), *row] for row in ROWS]
    return joined([*before, *rows])


WIDTH = len(ROWS[0])
EXPANDED = [
    ["Respondent ID", "about", "", "lack", "", "ready", "also"],
    ["", "matter", "role", "view", "habit", "Response", "Response"],
    ["1", "matter", "", "", "view", "go", "none"],
    ["2", "", "", "view", "", "go", "none"],
]
MADE: dict[str, tuple[bytes, Expected]] = {
    "n/a for what was not asked": (
        joined([[text or "N/A" for text in row] for row in ROWS], ";").encode(),
        DECIDED,
    ),
    "expanded columns": (
        joined(EXPANDED).encode(),
        Expected(["coaching-to-think", ""], {4: "“about” is not answered"}, "left out (row 2)"),
    ),
    "qualtrics with numbers above the texts": (
        wrapped([["ID", *(f"QX_{at}" for at in range(WIDTH))]]).encode(),
        Expected(THREE, notes="What is above the headings was left out (row 1)."),
    ),
    "a title and a blank line above": (
        wrapped([["Our survey"], []]).encode(),
        Expected(THREE, notes="What is above the headings was left out (row 1)."),
    ),
    "blank lines above": (b"\n\n" + BASE.encode(), DECIDED),
    "utf-16 of the other end": (("\ufeff" + BASE).encode("utf-16-be"), Expected(THREE, notes="UTF-16")),
    "utf-16 of the other end without a mark": (BASE.encode("utf-16-be"), Expected(THREE, notes="UTF-16")),
    "pandas": (headed(lambda at, text: f"{text}.{at}" if at == 3 else text).encode(), DECIDED),
    "no final mark": (headed(lambda _, text: text.rstrip("?.")).encode(), DECIDED),
    "numbers": (headed(lambda at, text: f"{at + 1}. {text}").encode(), DECIDED),
    "codes": (headed(lambda at, text: f"Q{at + 1}: {text}").encode(), DECIDED),
    "asterisks": (headed(lambda _, text: f"{text} *").encode(), DECIDED),
    "asterisks before": (headed(lambda _, text: f"* {text}").encode(), DECIDED),
    "entities": (headed(lambda _, text: text.replace(" ", "&nbsp;")).encode(), DECIDED),
    "microsoft's number of a repeated heading": (
        headed(lambda at, text: f"{text}2" if at else text).encode(),
        DECIDED,
    ),
    "a trailing separator": (
        joined([ROWS[0], *([f"{text};" if text else "" for text in row] for row in ROWS[1:])]).encode(),
        DECIDED,
    ),
    "comments beside each question": (
        joined(
            [
                [name for text in ROWS[0] for name in (text, f"{text} [Comment]", f"{text} [Other]")],
                *(
                    [cell for text in row for cell in (text, "my words" if text else "", "")]
                    for row in ROWS[1:]
                ),
            ]
        ).encode(),
        DECIDED,
    ),
    "old macs": (BASE.replace("\n", "\r").encode(), DECIDED),
    "windows": (BASE.replace("\n", "\r\n").encode(), DECIDED),
    "nearly a text": (
        joined([ROWS[0], ["One thing to do beter, to change or decide", *ROWS[1][1:]]]).encode(),
        Expected([""], {2: "did you mean “One thing to do better, to change or to decide”?"}),
    ),
    "nearly an id": (
        b"about,lack,ready,also\nmater,view,go,none\n",
        Expected([""], {2: "“mater” is no answer to “about”; did you mean “matter”?"}),
    ),
    "no answer beside texts": (
        joined([ROWS[0], [*ROWS[1][:2], "xyz", *ROWS[1][3:]]]).encode(),
        Expected([""], {2: "possible: “A clear view: what I want, or which way to go”, “"}),
    ),
    "a contradiction": (
        b"about,lack,about.1,ready,also\nmatter,view,role,go,none\n",
        Expected(
            [""],
            {2: "“matter” in column A and “role” in column C contradict each other, as answers to “about”."},
        ),
    ),
    "ids of any case": (
        b'{"ABOUT": "Matter", "Lack": "VIEW", "ready": "Go", "also": "None"}\n',
        Expected(["coaching-to-think"]),
    ),
    "a department called like a question": (
        joined([["Team", *ROWS[0]], *(["Sales", *row] for row in ROWS[1:])]).encode(),
        Expected(THREE, notes="The column “Team” is not read as “team”"),
    ),
    "nearly a heading": (
        headed(lambda _, text: text.replace("you want one", "you like one")).encode(),
        Expected(
            [""] * 3,
            dict.fromkeys((2, 3, 4), "There is no column for “also”."),
            "The column “Would you like one more thing besides that?” is not read as a question; if it is",
        ),
    ),
}
FOREIGN = {
    "a.csv": (b"%PDF-1.7 ...", "it is a PDF document"),
    "b.csv": (b"\x89PNG\r\n\x1a\n", "it is a picture (PNG)"),
    "c.csv": (b"\xff\xd8\xff\xe0", "it is a picture (JPEG)"),
    "d.xls": (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "it is an old Office file (.xls)"),
    "e.xls": (
        b"\n <html><table><tr><td>about</td></tr></table>",
        "it is a page of HTML, whatever its name says",
    ),
    "f.csv": (b"\x1f\x8b\x08", "it is compressed (gzip)"),
    "g.xml": (b"<?xml version='1.0'?>", "it is XML"),
    "h.json": (b'[{"about": ', "it begins like a JSON array and is none"),
    "i.csv": (b"\n \n\n", "it is empty"),
    "j.csv": (b"\xef\xbb\xbf", "it is empty"),
    "k.json": (b"", "it is empty"),
}


def archive(**files: str) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as zipped:
        for name, text in files.items():
            # A fixed time: these bytes are in the names of tests, which every process has to find alike.
            zipped.writestr(zipfile.ZipInfo(name), text)
    return out.getvalue()


def decided(path: Path, *more: str) -> tuple[int, str, list[str]]:
    """The exit code, what is said, and the outcome of each row that comes out."""
    out = path.parent / "out"
    ran = told(decide.run, path, "--brief", "-o", out, "--force", "--rules", RULES, *more)
    if not out.exists():
        return ran.code, ran.err, []
    text = out.read_bytes().decode("utf-8-sig")
    if path.suffix == ".json":
        return ran.code, ran.err, [row["outcome"] for row in json.loads(text)]
    if text.startswith("{"):
        return ran.code, ran.err, [json.loads(line)["outcome"] for line in text.splitlines()]
    if text.startswith("sep="):
        text = text.partition("\n")[2]
    delimiter = max(",;\t|", key=text.partition("outcome")[0].count)
    delimiter = text[text.index("outcome") - 1]
    rows = list(csv.DictReader(io.StringIO(text, newline=""), delimiter=delimiter))
    return ran.code, ran.err, [row["outcome"] for row in rows]


def files() -> Iterator[tuple[str, bytes, Expected]]:
    for name, expected in TABLE.items():
        yield name, (SURVEYS / name).read_bytes(), expected
    for name, (data, expected) in MADE.items():
        yield f"{name}.{'jsonl' if data.startswith(b'{') else 'csv'}", data, expected


@pytest.mark.parametrize(("name", "data", "expected"), [pytest.param(*file, id=file[0]) for file in files()])
def test_what_becomes_of_a_survey_file(name: str, data: bytes, expected: Expected, tmp_path: Path) -> None:
    if name.endswith((".xlsx", ".ods")):
        pytest.importorskip("python_calamine")
    path = tmp_path / name.replace("/", "")
    path.write_bytes(data)
    code, said, outcomes = decided(path)
    assert (code, outcomes) == (DONE, expected.outcomes), said
    good = sum(map(bool, outcomes))
    assert f"{len(outcomes)} rows: {good} decided, {len(outcomes) - good} not." in said
    told_of = {
        int(line.split()[1].rstrip(":")): line for line in said.splitlines() if line.startswith("row ")
    }
    assert told_of.keys() == expected.why.keys()
    for row, why in expected.why.items():
        assert why in told_of[row]
    notes = [line for line in said.splitlines() if line.startswith("note: ")]
    assert (expected.notes in "".join(notes)) if expected.notes else not notes
    # An import reads the same table.
    table = read_survey(path, GUIDE)
    assert len(table.rows) == len(outcomes)
    assert {f"note: {remark}" for remark in table.remarks} == set(notes)
    assert {row.number for row in table.rows} >= expected.why.keys()


def test_every_sample_is_in_the_table() -> None:
    names = {path.name for path in SURVEYS.iterdir() if path.is_file() and path.name != "README.md"}
    assert names == TABLE.keys() | NO_TABLE.keys()


@pytest.mark.parametrize(("name", "why"), NO_TABLE.items())
def test_a_file_that_is_no_table_says_what_it_is(name: str, why: str, tmp_path: Path) -> None:
    path = tmp_path / name
    path.write_bytes((SURVEYS / name).read_bytes())
    code, said, outcomes = decided(path)
    assert (code, outcomes) == (INPUT_AT_FAULT, [])
    assert said.startswith(f"{path}: ")
    assert why in said


@pytest.mark.parametrize(
    ("name", "data", "why"),
    [
        *((name, *known) for name, known in FOREIGN.items()),
        ("z.numbers", archive(**{"Index/Document.iwa": ""}), "it is a document of Numbers or Pages"),
        ("z.docx", archive(**{"word/document.xml": ""}), "it is a Word document"),
        ("z.zip", archive(**{"answers.csv": "about"}), "it is an archive (zip)"),
    ],
)
def test_foreign_files_say_what_they_are(name: str, data: bytes, why: str, tmp_path: Path) -> None:
    path = tmp_path / name
    path.write_bytes(data)
    code, said, _ = decided(path)
    assert code == INPUT_AT_FAULT
    assert f"{path}: {why}" in said
    with pytest.raises(SurveyError, match=why.replace("(", r"\(").replace(")", r"\)")):
        read_survey(path, GUIDE)


def test_a_workbook_without_the_library_says_what_to_install(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(__import__("sys").modules, "python_calamine", None)
    path = tmp_path / "a.xlsx"
    path.write_bytes((SURVEYS / "06_excel.xlsx").read_bytes())
    code, said, _ = decided(path)
    assert code == INPUT_AT_FAULT
    assert "install guide[spreadsheets]" in said
    assert "“CSV UTF-8”" in said


def test_an_ods_is_read(tmp_path: Path) -> None:
    pytest.importorskip("python_calamine")
    path = tmp_path / "a.ods"
    path.write_bytes(
        ods([["Our survey"], [], ["about", "lack", "ready", "also"], ["matter", "view", "go", "none"]])
    )
    code, said, outcomes = decided(path)
    assert (code, outcomes) == (DONE, ["coaching-to-think"]), said
    assert [row.number for row in read_survey(path, GUIDE).rows] == [4]


def ods(rows: list[list[str]]) -> bytes:
    cells = "".join(
        "<table:table-row>"
        + "".join(
            f'<table:table-cell office:value-type="string"><text:p>{text}</text:p></table:table-cell>'
            for text in row or [""]
        )
        + "</table:table-row>"
        for row in rows
    )
    names = " ".join(
        f'xmlns:{name}="urn:oasis:names:tc:opendocument:xmlns:{name}:1.0"'
        for name in ("office", "table", "text")
    )
    content = (
        f'<?xml version="1.0"?><office:document-content {names}><office:body><office:spreadsheet>'
        f'<table:table table:name="A">{cells}</table:table>'
        "</office:spreadsheet></office:body></office:document-content>"
    )
    kind = "application/vnd.oasis.opendocument.spreadsheet"
    manifest = (
        '<?xml version="1.0"?>'
        '<manifest:manifest xmlns:manifest="urn:oasis:names:tc:opendocument:xmlns:manifest:1.0">'
        f'<manifest:file-entry manifest:full-path="/" manifest:media-type="{kind}"/></manifest:manifest>'
    )
    return archive(**{"mimetype": kind, "META-INF/manifest.xml": manifest, "content.xml": content})


def test_notes_are_columns_of_their_own(tmp_path: Path) -> None:
    path = tmp_path / "a.csv"
    path.write_text("about,about [Comment],lack.comment,lack,note: ready\nmatter,why,,view,soon\n")
    table = read_survey(path, GUIDE)
    assert table.questions == {"about": (0,), "lack": (3,)}
    assert table.notes == {"about": (1,), "lack": (2,), "ready": (4,)}
    assert table.texts(table.rows[0], "lack") == ("view",)


def test_a_delimiter_can_be_named(tmp_path: Path) -> None:
    path = tmp_path / "a.csv"
    path.write_text("about:lack:ready:also\nmatter:view:go:none\n")
    assert decided(path)[0] == INPUT_AT_FAULT
    assert decided(path, "--delimiter", ":")[2] == ["coaching-to-think"]


def test_columns_are_named_as_in_a_spreadsheet() -> None:
    assert [column_letters(place) for place in (0, 25, 26, 701, 702)] == ["A", "Z", "AA", "ZZ", "AAA"]


SPACES = [" ", "\u00a0", "  ", "\u2009", "\u202f", "\t"]


Change = Callable[[str, Callable[[list[str]], str]], str]
CHANGES: tuple[Change, ...] = (
    lambda text, pick: pick([text.upper(), text.lower(), text.title()]),
    lambda text, pick: text.replace(" ", pick(SPACES)),
    lambda text, pick: text.replace("-", pick(list("-–—−‑"))),
    lambda text, pick: text.replace("'", "’").replace(":", pick([" –", ":", " -", " —"])),
    lambda text, pick: pick(["“{}”", '"{}"', "„{}“", "«{}»", "<b>{}</b>", "<p>{}&nbsp;</p>"]).format(text),
    lambda text, _: text.rstrip("?.!"),
    lambda text, pick: text + pick([";", ",", " ", ".", "\ufeff", "\u200b", " ;"]),
    lambda text, _: f" {text}",
)
"""What forms, spreadsheets and word processors do to a text; the second argument picks one of several."""
HEADING_CHANGES: tuple[Change, ...] = (
    lambda text, pick: pick(["1. {}", "Q12 {}", "Q3: {}", "G01Q02. {}", "[Q7] {}", "12) {}"]).format(text),
    lambda text, pick: pick(["{} *", "* {}", "{}.1", "{} (2)", "{}2"]).format(text),
)
"""What they do to the headings of columns, besides."""


@st.composite
def as_a_form_writes(draw: st.DrawFn, text: str, changes: tuple[Change, ...]) -> tuple[str, bool]:
    """A changed text, and whether it has one change alone."""
    drawn = draw(st.lists(st.sampled_from(changes), max_size=4, unique=True))
    for change in drawn:
        text = change(text, lambda among: draw(st.sampled_from(among)))
    return text, len(drawn) < 2


def damage(text: str, seed: int) -> str:
    """A text with a few letters or words changed, which may be another one then."""
    rng = random.Random(seed)
    words = text.split()
    match seed % 4:
        case 0:
            words.pop(rng.randrange(len(words)))
        case 1:
            words.insert(rng.randrange(len(words) + 1), rng.choice(["not", "no", "never", "very", "or"]))
        case 2:
            rng.shuffle(words)
        case _:
            at = rng.randrange(len(text))
            return text[:at] + rng.choice("aeiou") + text[at + 1 :]
    return " ".join(words)


QUESTIONS = sorted(GUIDE.questions)
OPTIONS = [(name, key) for name in QUESTIONS for key in GUIDE.questions[name].options]
ANSWERS, HEADINGS = AnswerReader(GUIDE, NOT_MAPPED), HeadingReader(GUIDE, NOT_MAPPED)


@settings(deadline=None, max_examples=400)
@given(st.data(), st.sampled_from(OPTIONS))
def test_changed_answers_are_understood_or_told(data: st.DataObject, asked: tuple[str, str]) -> None:
    question, option = asked
    text, is_simple = data.draw(as_a_form_writes(GUIDE.questions[question].options[option].say, CHANGES))
    assert ANSWERS.read(question, text) in ((option,) if is_simple else (option, None))


@settings(deadline=None, max_examples=400)
@given(st.data(), st.sampled_from(QUESTIONS))
def test_changed_headings_are_understood_or_told(data: st.DataObject, question: str) -> None:
    changes = (*CHANGES, *HEADING_CHANGES)
    text, is_simple = data.draw(as_a_form_writes(GUIDE.questions[question].ask, changes))
    match = HEADINGS.match(text)
    assert (match and match.question) in ((question,) if is_simple else (question, None))


@settings(deadline=None, max_examples=400)
@given(st.sampled_from(OPTIONS), st.integers(0, 10_000))
@example(("before", "never"), 629)
def test_another_wording_is_never_taken_for_another_answer(asked: tuple[str, str], seed: int) -> None:
    """Only what has the words of an answer, in their order, is read as it."""
    question, option = asked
    text = damage(GUIDE.questions[question].options[option].say, seed)
    read = ANSWERS.read(question, text)
    if read is not None:
        chosen = GUIDE.questions[question].options[read]
        known = {*map(comparison_key, (chosen.say, chosen.say_about, read))}
        # The same answer twice is that answer, such as its id before its text.
        assert comparison_key(text) in known or ANSWERS.find_several(question, text) == (read,)
    heading = damage(GUIDE.questions[question].ask, seed)
    match = HEADINGS.match(heading)
    if match is not None and match.certain:
        asked_for = GUIDE.questions[match.question]
        known = {*map(comparison_key, (asked_for.ask, asked_for.ask_about, match.question))}
        assert any(comparison_key(heading).endswith(key) for key in known if key)
