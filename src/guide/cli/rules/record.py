"""``guide rules record``: a walk line by line that becomes a scenario test."""

import sys
from argparse import Namespace
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING

from guide.cli.commands import DONE, INPUT_AT_FAULT
from guide.cli.rules.rules_command import Commands, add_command
from guide.ruleset.folder import open_guide
from guide.ruleset.model import Case, Guide
from guide.ruleset.parsing.loader import CASES_FILE
from guide.ruleset.problems import Place, Problem, RulesError

if TYPE_CHECKING:
    from guide.engine.recommendation import Recommendation


def add_parser(commands: Commands) -> None:
    """Add ``guide rules record`` and its options to the parser of its group."""
    parser = add_command(commands, "record", _run, "answer the questions once, and keep that as a case")
    parser.add_argument(
        "--about", required=True, metavar="TEXT", help="what the case is about, in one sentence"
    )


def _run(args: Namespace) -> int:
    from guide.authoring.case_file import check_case_file
    from guide.console import Conversation, InputEndedError

    guide = open_guide(args.folder)
    path = args.folder / CASES_FILE
    check_case_file(path.read_bytes() if path.exists() else b"", guide)
    try:
        recommendation = Conversation(guide, "you", sys.stdin, sys.stdout).run()
    except InputEndedError:
        print("\nNothing was recorded.", file=sys.stderr)
        return INPUT_AT_FAULT
    _record(path, _case(recommendation, args.about), guide)
    print(f"\nRecorded in {path}.")
    return DONE


def _record(path: Path, case: Case, guide: Guide) -> None:
    """Add a case to the file. Where it cannot be read again as it was written, it stays as it was."""
    from guide.authoring.case_file import add_case, check_case_file

    # It is read again: the walk may have taken long, and the file may be open in an editor.
    before = path.read_bytes() if path.exists() else None
    changed = add_case(before or b"", case, guide)
    try:
        path.write_bytes(changed)
        check_case_file(path.read_bytes(), guide)
    except BaseException as error:
        _put_back(path, before)
        if isinstance(error, OSError):
            message = f"this file cannot be written: {error.strerror}"
            hint = "It is as it was before."
            raise RulesError([Problem("file", Place(str(path), 1, 1), message, hint)]) from None
        raise


def _put_back(path: Path, before: bytes | None) -> None:
    with suppress(OSError):
        if before is None:
            path.unlink(missing_ok=True)
        elif path.read_bytes() != before:
            path.write_bytes(before)


def _case(recommendation: "Recommendation", about: str) -> Case:
    return Case(
        about=about,
        answers={step.question: step.option for step in recommendation.walk.path},
        expect=recommendation.outcome,
        companions=tuple(companion.kind for companion in recommendation.companions),
    )
