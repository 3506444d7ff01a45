"""A case is added to whatever list of cases there is, and all else in the file stays."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from guide.authoring.case_file import add_case, check_case_file
from guide.ruleset.model import Case
from guide.ruleset.parsing.loader import load_cases
from guide.ruleset.problems import RulesError
from tests.tiny import tiny

GUIDE = tiny()
CASE = Case('A "guest": late', {"wish": "pain"}, "doctor")
OLD = "about: Haste., answers: {wish: speed, more: no_more}, expect: espresso"
BLOCK = "- about: Haste.\n  answers: {wish: speed, more: no_more}\n  expect: espresso\n"
INDENTED = "".join(f"    {line}\n" for line in BLOCK.splitlines())

FORMS = {
    "nothing": ("", 0),
    "a line break": ("\n", 0),
    "only a comment": ("# Cases.", 0),
    "a document without content": ("---\n", 0),
    "a document that is closed at once": ("---\n...\n", 0),
    "an empty list": ("[]\n", 0),
    "an empty list over two lines": ("[\n]", 0),
    "a list with dashes": (BLOCK, 1),
    "one without a last line break": (BLOCK.rstrip(), 1),
    "one that is indented": (INDENTED, 1),
    "one that is indented, without a last line break": (INDENTED.rstrip(), 1),
    "one with spaces at the end": (BLOCK + "  ", 1),
    "one that is closed": (BLOCK + "...\n", 1),
    "one that is closed without a line break": (BLOCK + "...", 1),
    "one that is begun and closed": ("---\n" + BLOCK + "... # the end\n# really\n", 1),
    "one with comments at the end": (BLOCK + "# more to come\n  # soon", 1),
    "one that is closed behind a comment": (BLOCK + "# soon\n...\n", 1),
    "one from Windows": (BLOCK.replace("\n", "\r\n"), 1),
    "one from Windows without a last line break": (BLOCK.replace("\n", "\r\n").rstrip(), 1),
    "one with a mark": ("\ufeff" + BLOCK, 1),
    "a list in brackets": (f"[{{{OLD}}}]\n", 1),
    "one with a last comma": (f"[{{{OLD}}},]", 1),
    "one over many lines": (f"[\n  {{{OLD}}}, # one\n  {{{OLD}}} # two, and [last]\n]\n", 2),
    "one that is closed as a document": (f"[{{{OLD}}}]\n...\n", 1),
    "tables in brackets behind dashes": (f"- {{{OLD}}}\n- {{{OLD}}}\n", 2),
    "a text over lines at the end": (
        "- answers: {wish: speed, more: no_more}\n  expect: espresso\n  about: |\n    Haste\n    and more\n",
        1,
    ),
    "a text of several lines, without a last line break": (
        "- answers: {wish: speed, more: no_more}\n  expect: espresso\n  about: >-\n    Haste\n    and more",
        1,
    ),
}


@pytest.mark.parametrize("form", FORMS)
def test_a_case_is_added_to(form: str) -> None:
    text, count = FORMS[form]
    data = text.encode()
    check_case_file(data, GUIDE)
    changed = add_case(data, CASE, GUIDE)
    cases = load_cases({"cases.yaml": changed}, GUIDE)
    assert len(cases) == count + 1
    assert (cases[-1].about, dict(cases[-1].answers), cases[-1].expect) == (
        CASE.about,
        dict(CASE.answers),
        CASE.expect,
    )
    old, new = data.splitlines(), changed.splitlines()
    assert [line for line in old if b"Haste" not in line and line.strip(b" []")] == [
        line for line in new if line in old and b"Haste" not in line and line.strip(b" []")
    ]
    assert (b"\r\n" in changed) == (b"\r\n" in data)
    assert b"\r\n" not in data or b"\n" not in changed.replace(b"\r\n", b"")
    again = add_case(changed, CASE, GUIDE)
    assert len(load_cases({"cases.yaml": again}, GUIDE)) == count + 2


@pytest.mark.parametrize(
    "text",
    [
        "about: x\n",
        "just words",
        "- about: x\n",
        BLOCK + "---\n" + BLOCK,
        BLOCK.replace("wish", "wsih"),
        "- 'a",
        "~",
    ],
)
def test_nothing_is_added_to_what_cannot_be_read(text: str) -> None:
    with pytest.raises(RulesError):
        add_case(text.encode(), CASE, GUIDE)


@given(st.text(min_size=1).filter(lambda text: bool(text.strip())))
def test_whatever_a_case_is_about_is_kept(about: str) -> None:
    case = Case(about, {"wish": "pain"}, "doctor")
    (read,) = load_cases({"cases.yaml": add_case(b"", case, GUIDE)}, GUIDE)
    assert read.about == about
