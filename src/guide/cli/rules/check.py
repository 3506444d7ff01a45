"""``guide rules check``: everything that is wrong with a guide."""

from argparse import Namespace
from collections.abc import Mapping
from pathlib import Path

from guide.cli.commands import DONE, INPUT_AT_FAULT
from guide.cli.rules.rules_command import Commands, add_command, count_noun, print_lines
from guide.common.output import put_out
from guide.ruleset.folder import read_files
from guide.ruleset.problems import Problem, RulesError


def add_parser(commands: Commands) -> None:
    """Add ``guide rules check`` and its options to the parser of its group."""
    parser = add_command(commands, "check", _run, "tell everything that is wrong with a guide")
    parser.add_argument(
        "--format", choices=("text", "json", "github"), default="text", help="how to write it"
    )
    parser.add_argument("--strict", action="store_true", help="warnings count as errors")


def _run(args: Namespace) -> int:
    from guide.authoring.problem_formats import problems_as_github, problems_as_json, problems_as_text

    texts, problems = find_problems(args.folder)
    if args.strict:
        problems = [problem._replace(level="error") for problem in problems]
    errors = sum(problem.level == "error" for problem in problems)
    match args.format:
        case "json":
            put_out(f"{problems_as_json(problems)}\n")
        case "github":
            put_out(f"{problems_as_github(problems, str(args.folder))}\n")
        case _:
            print_lines(*problems_as_text(problems, texts).splitlines())
            counts = f"{count_noun(errors, 'error')}, {count_noun(len(problems) - errors, 'warning')}"
            print(f"{args.folder}: {counts}." if problems else f"{args.folder}: nothing is wrong.")
    return INPUT_AT_FAULT if errors else DONE


def find_problems(folder: Path) -> tuple[Mapping[str, bytes], list[Problem]]:
    """Check the guide in a folder. Returns its files by name, and all problems in the order of their places.

    Where the folder cannot be read, there are no files. What does not depend on an error is checked too.
    """
    from guide.ruleset.checks.all_problems import find_all_problems

    try:
        texts, unreadable = read_files(folder)
    except RulesError as error:
        return {}, list(error.problems)
    named = {problem.place.file for problem in unreadable}
    problems = [
        problem
        for problem in find_all_problems(texts)
        if problem.code != "file" or problem.place.file not in named
    ]
    return texts, sorted([*problems, *unreadable], key=lambda problem: problem.place)
