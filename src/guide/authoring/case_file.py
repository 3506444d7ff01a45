"""Adds a case to the file of scenario cases, and leaves everything else in it as it is."""

import json
import re
from codecs import BOM_UTF8

from msgspec.structs import astuple

from guide.authoring.yaml_escapes import escape_for_yaml
from guide.ruleset.model import Case, Guide
from guide.ruleset.parsing.list_end import find_list_end
from guide.ruleset.parsing.loader import CASES_FILE, load_cases
from guide.ruleset.problems import Place, Problem, RulesError

_PLAIN = re.compile(r"[A-Za-z_][\w-]*")


def check_case_file(data: bytes, guide: Guide) -> None:
    """Raise RulesError where the cases in a file have problems, so that none can be added."""
    if data.removeprefix(BOM_UTF8).strip():
        _cases(data, guide)


def add_case(data: bytes, case: Case, guide: Guide) -> bytes:
    """The content of the file with a case behind those that it holds.

    It may be a list with dashes, at whatever indentation, or one in brackets, or nothing yet; comments, line
    ends and a closing ``...`` stay.

    Args:
        data: The content of the file so far.
        case: The case to add.
        guide: The guide that its ids belong to.

    Raises:
        RulesError: The file has problems of its own, or would not hold just one case more.
    """
    before = _cases(data, guide)
    mark = BOM_UTF8 if data.startswith(BOM_UTF8) else b""
    text = data.removeprefix(mark).decode()
    line_end = "\r\n" if "\r\n" in text else "\n"
    end = find_list_end(text)
    if end is None:
        raise _not_added("it is not a list of cases")
    head, tail = text[: end.offset], text[end.offset :]
    if end.style == "flow":
        added = f"{', ' if end.items else ''}{{{', '.join(_fields(case))}}}"
    else:
        indent = " " * end.column
        lines = [f"{indent}{'  ' if at else '- '}{field}" for at, field in enumerate(_fields(case))]
        begun = head and not head.endswith(("\n", "\r"))
        added = (line_end if begun else "") + "".join(f"{line}{line_end}" for line in lines)
    changed = mark + f"{head}{added}{tail}".encode()
    after = _cases(changed, guide)
    if [*map(_plain, after)] != [*map(_plain, before), _plain(case)]:
        raise _not_added("its last case ends in a way that another one cannot follow")
    return changed


def _plain(case: Case) -> tuple[object, ...]:
    about, answers, expect, companions = astuple(case)
    return about, dict(answers), expect, companions


def _cases(data: bytes, guide: Guide) -> tuple[Case, ...]:
    """The cases of a file, which may hold none. Raises RulesError."""
    try:
        return load_cases({CASES_FILE: data}, guide)
    except RulesError as error:
        if [problem.code for problem in error.problems] == ["empty"] or _holds_nothing(data, error):
            return ()
        raise


def _holds_nothing(data: bytes, error: RulesError) -> bool:
    """Whether a document is begun, and nothing is in it."""
    if any(problem.code != "type" for problem in error.problems):
        return False
    end = find_list_end(data.removeprefix(BOM_UTF8).decode())
    return end is not None and end.style == "empty"


def _not_added(why: str) -> RulesError:
    hint = "Write the case into the file by hand, or put a line break behind its last line."
    return RulesError([Problem("file", Place(CASES_FILE, 1, 1), f"no case can be added: {why}", hint)])


def _fields(case: Case) -> list[str]:
    answers = ", ".join(f"{_id(question)}: {_id(option)}" for question, option in case.answers.items())
    fields = [f"about: {_quoted(case.about)}", f"answers: {{{answers}}}", f"expect: {_id(case.expect)}"]
    return [*fields, f"companions: [{', '.join(map(_id, case.companions))}]"] if case.companions else fields


def _id(name: str) -> str:
    return name if _PLAIN.fullmatch(name) else _quoted(name)


def _quoted(text: str) -> str:
    """A text in double quotes, with escapes that both JSON and YAML know."""
    return escape_for_yaml(json.dumps(text, ensure_ascii=False))
