"""``guide rules record``: a walk line by line that becomes a scenario test."""

import json
import sys
from argparse import Namespace
from typing import TYPE_CHECKING

from guide.cli.commands import DONE, INPUT_AT_FAULT
from guide.cli.rules.rules_command import Commands, add_command
from guide.ruleset.folder import open_guide
from guide.ruleset.parsing.loader import CASES_FILE

if TYPE_CHECKING:
    from guide.engine.recommendation import Recommendation


def add_parser(commands: Commands) -> None:
    """Add ``guide rules record`` and its options to the parser of its group."""
    parser = add_command(commands, "record", _run, "answer the questions once, and keep that as a case")
    parser.add_argument(
        "--about", required=True, metavar="TEXT", help="what the case is about, in one sentence"
    )


def _run(args: Namespace) -> int:
    from guide.console import Conversation, InputEndedError

    guide = open_guide(args.folder)
    path = args.folder / CASES_FILE
    try:
        recommendation = Conversation(guide, "you", sys.stdin, sys.stdout).run()
    except InputEndedError:
        print("\nNothing was recorded.", file=sys.stderr)
        return INPUT_AT_FAULT
    with path.open("a+", encoding="utf-8", newline="\n") as file:
        file.seek(0)
        before = file.read()
        line_break = "\n" if before and not before.endswith("\n") else ""
        file.write(line_break + _case_yaml(recommendation, args.about))
    print(f"\nRecorded in {path}.")
    return DONE


def _case_yaml(recommendation: "Recommendation", about: str) -> str:
    answers = ", ".join(f"{step.question}: {step.option}" for step in recommendation.walk.path)
    lines = [
        f"- about: {json.dumps(about, ensure_ascii=False)}",
        f"  answers: {{{answers}}}",
        f"  expect: {recommendation.outcome}",
    ]
    if recommendation.companions:
        kinds = ", ".join(companion.kind for companion in recommendation.companions)
        lines.append(f"  companions: [{kinds}]")
    return "".join(f"{line}\n" for line in lines)
