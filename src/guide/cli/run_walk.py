"""``guide`` without a command: a walk in the app, or line by line, and what is handed over at its end."""

import gc
import sys
from argparse import Namespace
from collections.abc import Mapping
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING

from guide.cli.arguments import voice_of
from guide.cli.commands import DONE, INPUT_AT_FAULT
from guide.cli.failures import complain, report_own_failure
from guide.cli.options import make_parser
from guide.common.output import put_out
from guide.common.terminal import can_draw, interrupt_on_signals
from guide.engine.walk import parse_answers
from guide.ruleset.folder import LoadedGuide, load_folder
from guide.ruleset.model import Case, Guide, Voice

if TYPE_CHECKING:
    from guide.engine.recommendation import Recommendation


def run_walk(arguments: list[str]) -> int:
    """Run ``guide`` with these options and return the exit code. Raises RulesError."""
    args = make_parser().parse_args(arguments)
    if args.json_schema:
        from guide.reports.json_report import report_schema

        put_out(f"{report_schema()}\n")
        return DONE
    if args.report and (problem := _why_no_report(args.report)):
        complain(problem)
        return INPUT_AT_FAULT
    ruleset = load_folder(args.rules)
    try:
        answers = parse_answers(ruleset.guide, args.answers)
    except ValueError as error:
        complain(str(error))
        return INPUT_AT_FAULT
    plain = args.plain or not can_draw()
    # Answers that come from a pipe are not saved, and need no store.
    if (not plain or sys.stdin.isatty()) and not args.no_store and (problem := _why_locked(args)):
        complain(problem)
        complain("With --no-store, nothing is kept, and no passphrase is needed.")
        return INPUT_AT_FAULT
    if plain:
        return _run_plain(ruleset, args, answers)
    return _run_app(ruleset, args, answers)


def _why_locked(args: Namespace) -> str:
    """Get the passphrase of an encrypted store; return why it cannot be opened, else ""."""
    from guide.cli.unlock import unlock_store
    from guide.common.encrypted_file import read_salt
    from guide.common.paths import store_path

    path = store_path(args.store)
    if args.watch or not read_salt(path):
        return ""
    from guide.storage import StoreError

    try:
        unlock_store(path, args.passphrase_command)
    except StoreError as error:
        return str(error)
    return ""


def _run_plain(ruleset: LoadedGuide, args: Namespace, answers: Mapping[str, str]) -> int:
    from guide.console import Conversation, InputEndedError

    gc.enable()
    # With --json, standard output belongs to the program that reads it.
    sink = sys.stderr if args.json else sys.stdout
    saver = None
    # Answers that come from a pipe are not saved: they can come again.
    if sys.stdin.isatty() and not args.no_store:
        from guide.common.paths import store_path
        from guide.sessions.autosave import SelfWalkSaver

        saver = SelfWalkSaver(store_path(args.store), ruleset)
        interrupt_on_signals()
    conversation = Conversation(ruleset.guide, voice_of(args), sys.stdin, sink, answers, saver, _write_result)
    try:
        recommendation = conversation.run()
    except InputEndedError as ended:
        _complain_of_no_report(args)
        if ended.by_choice or sys.stdin.isatty():
            return DONE
        print("\nThe answers ended before the last question.", file=sys.stderr)
        return INPUT_AT_FAULT
    return _hand_over(args, recommendation, conversation.voice, conversation.notes)


def _write_result(name: str, recommendation: "Recommendation", voice: Voice, notes: Mapping[str, str]) -> str:
    """Write a report under a name that was typed; return a sentence on what became of it."""
    from guide.common.new_file import FileWriteError, typed_path
    from guide.reports.file import write_report

    try:
        return f"The report is in {write_report(typed_path(name), recommendation, voice, notes)}."
    except FileWriteError as error:
        return str(error)


def _run_app(ruleset: LoadedGuide, args: Namespace, answers: Mapping[str, str]) -> int:
    from guide.common.paths import settings_path, store_path
    from guide.tui.app import GuideApp

    def load_cases_of(guide: Guide) -> tuple[Case, ...]:
        from guide.ruleset.folder import read_folder
        from guide.ruleset.parsing.loader import CASES_FILE, load_cases

        texts = read_folder(args.rules)
        return load_cases(texts, guide) if CASES_FILE in texts else ()

    reload = None
    if args.watch:
        from guide.tui.rules_watcher import watcher

        reload = watcher(args.rules, load_folder)
    at_once = args.voice is not None or bool(answers)
    app = GuideApp(
        ruleset,
        voice_of(args),
        skip_home=at_once,
        answers=answers,
        cases=load_cases_of,
        reload=reload,
        # Whoever watches the rules writes them, and only tries them out.
        store_path=None if args.no_store or args.watch else store_path(args.store),
        asks_to_save=not (args.json or args.report or args.watch),
        settings=settings_path(),
    )
    app.run(mouse=not args.no_mouse)
    if app.controller.session is not None:
        from guide.tui.screens.interview.leaving import print_leaving_text

        print_leaving_text(app)
    if app.failure is not None:
        return report_own_failure(app.failure)
    if app.recommendation is None:
        _complain_of_no_report(args)
        return app.return_code or DONE
    if app.last_result is not None and not (args.json or args.report):
        _print_parting_lines(app.last_result, app.voice)
    return _hand_over(args, app.recommendation, app.voice, app.notes) or app.return_code or DONE


def _print_parting_lines(recommendation: "Recommendation", voice: Voice) -> None:
    from guide.common.text import one_line
    from guide.presenters.explanation import explain
    from guide.presenters.plain_text import parting_lines

    # The window may be gone.
    with suppress(OSError):
        for line in parting_lines(explain(recommendation, voice)):
            print(one_line(line))


def _hand_over(
    args: Namespace, recommendation: "Recommendation", voice: Voice, notes: Mapping[str, str]
) -> int:
    """Print and write what the options ask for beyond the walk itself, and return the exit code."""
    if not args.json and not args.report:
        return DONE
    from guide.common.new_file import FileWriteError
    from guide.common.text import escape_control_chars
    from guide.reports import render
    from guide.reports.file import write_report

    if args.json:
        put_out(f"{render('.json', recommendation, voice, notes)}\n")
    if args.report:
        try:
            path = write_report(args.report, recommendation, voice, notes)
        except FileWriteError as error:
            complain(str(error))
            return INPUT_AT_FAULT
        sink = sys.stderr if args.json else sys.stdout
        print(escape_control_chars(f"The report is in {path}."), file=sink)
    return DONE


def _why_no_report(path: Path) -> str:
    """Return why no report can be written there, as far as that is known before the walk; else ""."""
    from guide.common.new_file import FileWriteError
    from guide.reports.file import check_report

    try:
        check_report(path)
    except FileWriteError as error:
        return str(error)
    return ""


def _complain_of_no_report(args: Namespace) -> None:
    if args.report:
        complain("The questions were not all answered, so there is no report.")
