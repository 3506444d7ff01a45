"""``guide rules ...``: the commands for whoever edits a guide."""

import json
import re
import sys
from argparse import ArgumentParser, Namespace
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import TYPE_CHECKING

from guide.cli.commands import DONE, INPUT_AT_FAULT, USAGE
from guide.cli.rules.export import run_export
from guide.common.output import put_out
from guide.common.text import escape_control_chars
from guide.ruleset.folder import open_guide, read_folder, shipped_rules
from guide.ruleset.model import Case, Guide
from guide.ruleset.parsing.loader import CASES_FILE, load, load_cases
from guide.ruleset.problems import Problem, RulesError

if TYPE_CHECKING:
    from guide.engine.recommendation import Recommendation

Command = Callable[[Namespace], int]


def run(arguments: list[str]) -> int:
    parser = ArgumentParser(prog="guide rules", description="For whoever edits a guide.")
    _add_commands(parser)
    chosen = parser.parse_args(arguments)
    return int(chosen.command(chosen))


def _add_commands(parser: ArgumentParser) -> None:
    """Hang the commands below ``guide rules``; each leaves its function in ``command``."""
    commands = parser.add_subparsers(required=True, metavar="COMMAND")

    def command(name: str, run: Command, told: str, folder: bool = True) -> ArgumentParser:
        added = commands.add_parser(name, help=told, description=told)
        added.set_defaults(command=run)
        if folder:
            added.add_argument("folder", type=Path, nargs="?", default=shipped_rules(), metavar="FOLDER")
        return added

    check = command("check", _check, "tell everything that is wrong with a guide")
    check.add_argument("--format", choices=("text", "json", "github"), default="text")
    check.add_argument("--strict", action="store_true", help="warnings count as errors")
    explain = command("explain", _explain, "explain the code of a problem", folder=False)
    explain.add_argument("code", metavar="CODE")
    command("test", _test, "walk the cases, and tell what they do not touch")
    record = command("record", _record, "walk once, line by line, and keep the walk as a case")
    record.add_argument("--about", required=True, help="what the case is about, in one sentence")
    draw = command("draw", _draw, "draw the tree")
    draw.add_argument("--as", dest="form", choices=("text", "mermaid", "svg"), default="text")
    draw.add_argument(
        "--walk", default="", metavar="ANSWERS", help="point out this road: question=option,..."
    )
    draw.add_argument("--cases", action="store_true", help="show how many cases take each answer")
    draw.add_argument("--focus", metavar="QUESTION", help="draw the part around this question")
    schema = command("schema", _schema, "print the JSON Schema of a file, or write all of them", folder=False)
    schema.add_argument("file", nargs="?", metavar="FILE", help="such as tree.yaml")
    schema.add_argument("--write", type=Path, metavar="FOLDER", help="write the schemas of all files here")
    command("new", _new, "begin a guide of your own in a new folder")
    export = command("export", run_export, "write the guide for other programs, on standard output")
    export.add_argument("--to", dest="form", choices=("sql", "json", "dmn"), required=True)
    export.add_argument(
        "--table",
        default="answers",
        metavar="TABLE",
        help="with --to sql: the table of answers, a column a question",
    )
    diff = command("diff", _diff, "tell what differs between two guides", folder=False)
    diff.add_argument("old", type=Path, metavar="OLD")
    diff.add_argument("new", type=Path, metavar="NEW")


def _check(chosen: Namespace) -> int:
    from guide.authoring.problem_formats import problems_as_github, problems_as_json, problems_as_text

    texts, problems = problems_in(chosen.folder)
    if chosen.strict:
        problems = [problem._replace(level="error") for problem in problems]
    errors = sum(problem.level == "error" for problem in problems)
    match chosen.format:
        case "json":
            put_out(f"{problems_as_json(problems)}\n")
        case "github":
            put_out(f"{problems_as_github(problems, str(chosen.folder))}\n")
        case _:
            _say(*problems_as_text(problems, texts).splitlines())
            count = f"{_count(errors, 'error')}, {_count(len(problems) - errors, 'warning')}"
            print(f"{chosen.folder}: {count}." if problems else f"{chosen.folder}: nothing is wrong.")
    return INPUT_AT_FAULT if errors else DONE


def problems_in(folder: Path) -> tuple[Mapping[str, bytes], list[Problem]]:
    """A folder's texts, and everything that is wrong with them, by place."""
    from guide.ruleset.checks.structure import check
    from guide.ruleset.checks.warnings import find_warnings

    try:
        texts = read_folder(folder)
    except RulesError as error:
        return {}, list(error.problems)
    try:
        guide, where = load(texts)
    except RulesError as error:
        return texts, list(error.problems)
    problems = check(guide, where)
    if not any(problem.code == "cycle" for problem in problems):
        problems += find_warnings(guide, where)
    if CASES_FILE in texts:
        try:
            load_cases(texts, guide)
        except RulesError as error:
            problems += error.problems
    return texts, sorted(problems, key=lambda problem: problem.place)


def _explain(chosen: Namespace) -> int:
    manual = shipped_rules().joinpath("README.md").read_text(encoding="utf-8")
    found = re.search(rf"^### `{re.escape(chosen.code)}`\n(.*?)(?=^##|\Z)", manual, re.MULTILINE | re.DOTALL)
    if found is None:
        codes = ", ".join(re.findall(r"^### `([a-z-]+)`", manual, re.MULTILINE))
        print(f"There is no code “{chosen.code}”. There is: {codes}", file=sys.stderr)
        return USAGE
    print(f"{chosen.code}\n{found[1].rstrip()}")
    return DONE


def _test(chosen: Namespace) -> int:
    from guide.authoring.scenarios import failure_lines, measure_coverage, run_scenario

    guide, cases = _with_cases(chosen.folder)
    tried = [run_scenario(guide, case) for case in cases]
    failed = [one for one in tried if not one.passed]
    for one in failed:
        _say(*failure_lines(one), "")
    covered = measure_coverage(guide, tried)
    for what, counts in (("answer", covered.answers), ("outcome", covered.outcomes)):
        missed = [name for name, count in counts.items() if not count]
        print(f"{_count(len(counts) - len(missed), what)} of {len(counts)} in a case.")
        for name in missed:
            _say(f"  in no case: {name if isinstance(name, str) else '='.join(name)}")
    print(f"{len(tried) - len(failed)} passed, {len(failed)} failed")
    return INPUT_AT_FAULT if failed else DONE


def _record(chosen: Namespace) -> int:
    from guide.console import Conversation, InputEndedError

    guide = open_guide(chosen.folder)
    path = chosen.folder / CASES_FILE
    talk = Conversation(guide, "you", sys.stdin, sys.stdout)
    try:
        recommendation = talk.run()
    except InputEndedError:
        print("\nNothing was recorded.", file=sys.stderr)
        return INPUT_AT_FAULT
    with path.open("a+", encoding="utf-8", newline="\n") as file:
        file.seek(0)
        before = file.read()
        file.write(
            ("\n" if before and not before.endswith("\n") else "") + _as_case(recommendation, chosen.about)
        )
    print(f"\nRecorded in {path}.")
    return DONE


def _as_case(recommendation: "Recommendation", about: str) -> str:
    answers = ", ".join(f"{step.question}: {step.option}" for step in recommendation.walk.path)
    lines = [
        f"- about: {json.dumps(about, ensure_ascii=False)}",
        f"  answers: {{{answers}}}",
        f"  expect: {recommendation.outcome}",
    ]
    if recommendation.companions:
        lines.append(
            f"  companions: [{', '.join(companion.kind for companion in recommendation.companions)}]"
        )
    return "".join(f"{line}\n" for line in lines)


def _draw(chosen: Namespace) -> int:
    from guide.authoring import diagram as draw
    from guide.authoring.scenarios import measure_coverage, run_scenario
    from guide.engine.walk import parse_answers, replay_answers

    guide, cases = _with_cases(chosen.folder)
    if chosen.focus and chosen.focus not in guide.questions:
        print(f"There is no question “{chosen.focus}”.", file=sys.stderr)
        return INPUT_AT_FAULT
    try:
        path = replay_answers(guide, parse_answers(guide, chosen.walk)).path
    except ValueError as error:
        print(error, file=sys.stderr)
        return INPUT_AT_FAULT
    covered = (
        measure_coverage(guide, (run_scenario(guide, case) for case in cases)).answers
        if chosen.cases
        else None
    )
    marks = draw.Marks(path=path, covered=covered, focus=chosen.focus)
    form = {"text": draw.draw_text, "mermaid": draw.draw_mermaid, "svg": draw.draw_svg}[chosen.form]
    drawn = form(guide, marks)
    if chosen.form == "text":
        print(drawn)
    else:
        put_out(f"{drawn}\n")
    return DONE


def _schema(chosen: Namespace) -> int:
    from guide.authoring.json_schema import schema_json, schemas

    if chosen.write is not None:
        _write_schemas(chosen.write)
        return DONE
    if chosen.file not in schemas():
        print(f"Name one of {', '.join(schemas())}, or --write FOLDER.", file=sys.stderr)
        return USAGE
    put_out(schema_json(chosen.file))
    return DONE


def _write_schemas(folder: Path) -> None:
    from guide.authoring.json_schema import schema_json, schemas

    folder.mkdir(parents=True, exist_ok=True)
    for name in schemas():
        path = folder / name.replace(".yaml", ".json")
        path.write_text(schema_json(name), encoding="utf-8", newline="\n")


def _new(chosen: Namespace) -> int:
    from shutil import copytree

    if chosen.folder.exists():
        print(f"{chosen.folder} is already there; nothing was written.", file=sys.stderr)
        return INPUT_AT_FAULT
    copytree(Path(__file__).parents[2] / "authoring" / "starter", chosen.folder)
    _write_schemas(chosen.folder / "schema")
    print(f"{chosen.folder} holds a small guide that runs. Next:")
    for following in ("rules check", "rules test", "--rules"):
        print(f"  guide {following} {chosen.folder}")
    return DONE


def _diff(chosen: Namespace) -> int:
    from guide.authoring.diff import diff, diff_lines

    lines = list(diff_lines(diff(open_guide(chosen.old), open_guide(chosen.new))))
    _say(*lines or ["Nothing differs."])
    return DONE


def _with_cases(folder: Path) -> tuple[Guide, tuple[Case, ...]]:
    guide = open_guide(folder)
    texts = read_folder(folder)
    return guide, load_cases(texts, guide) if CASES_FILE in texts else ()


def _say(*lines: str) -> None:
    print(*map(escape_control_chars, lines), sep="\n")


def _count(number: int, what: str) -> str:
    return f"{number} {what}{'s'[: number != 1]}"
