"""The command line: arguments, wiring, exit codes. What a command needs is imported when it runs."""

import gc
import os
import sys
from importlib import import_module
from pathlib import Path
from typing import TYPE_CHECKING, NoReturn

from guide.cli.commands import COMMANDS, DONE, INPUT_AT_FAULT, INTERRUPTED, OUR_FAILURE
from guide.common.output import OutputError, drop_output, guard_streams, put_out
from guide.common.terminal import can_draw, heed_signals

if TYPE_CHECKING:
    from argparse import Namespace
    from collections.abc import Mapping

    from guide.engine.recommendation import Recommendation
    from guide.ruleset.model import Case, Guide, Voice


def main() -> NoReturn:
    """Run the command line and leave with its exit code."""
    guard_streams()
    try:
        code = _run_to_the_end(sys.argv[1:])
    except KeyboardInterrupt:
        code = INTERRUPTED
    except BrokenPipeError:
        # Whoever read our output has left.
        drop_output()
        code = DONE
    except OutputError as error:
        _complain(str(error))
        drop_output()
        code = INPUT_AT_FAULT
    except Exception as error:
        code = _our_failure(error)
    sys.exit(code)


def _run_to_the_end(arguments: list[str]) -> int:
    """Until all is written, also what is told before leaving, such as --help."""
    try:
        code = run(arguments)
    except SystemExit as left:
        code = left.code if isinstance(left.code, int) else DONE
    sys.stdout.flush()
    return code


def run(arguments: list[str]) -> int:
    """The exit code of a command line."""
    from guide.ruleset.problems import RulesError

    # What is made while starting and while reading rules lives to the end. Looking for garbage among it would
    # cost a tenth of the start, and half of the time that a large guide takes.
    gc.disable()
    for stream in (sys.stdin, sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(errors="replace")
    try:
        if arguments and arguments[0] in COMMANDS:
            return int(import_module(f"guide.cli.{arguments[0]}").run(arguments[1:]))
        return _walk(arguments)
    except RulesError as error:
        from guide.common.text import escape_control_chars

        print(*(escape_control_chars(str(problem)) for problem in error.problems), sep="\n", file=sys.stderr)
        count = len(error.problems)
        print(f"The rules have {count} problem{'s'[: count != 1]}.", file=sys.stderr)
        return INPUT_AT_FAULT


def _walk(arguments: list[str]) -> int:
    from guide.cli.options import parser
    from guide.engine.walk import parse_answers
    from guide.ruleset.folder import open_with_texts

    chosen = parser().parse_args(arguments)
    if chosen.json_schema:
        from guide.reports.json_report import report_schema

        put_out(f"{report_schema()}\n")
        return DONE
    if chosen.report and (problem := _no_report(chosen.report)):
        _complain(problem)
        return INPUT_AT_FAULT
    guide, texts = open_with_texts(chosen.rules)
    try:
        answers = parse_answers(guide, chosen.answers)
    except ValueError as error:
        _complain(str(error))
        return INPUT_AT_FAULT
    if chosen.plain or not can_draw():
        return _plain(guide, texts, chosen, answers)
    return _app(guide, texts, chosen, answers)


def _plain(
    guide: "Guide", texts: "Mapping[str, bytes]", chosen: "Namespace", answers: "Mapping[str, str]"
) -> int:
    from guide.console import Conversation, InputEndedError

    gc.enable()
    # With --json, standard output belongs to the program that reads it.
    sink = sys.stderr if chosen.json else sys.stdout
    own = None
    # What comes from a pipe can come again.
    if sys.stdin.isatty() and not chosen.no_store:
        from guide.common.paths import store_path
        from guide.console.self_walk_saving import SelfWalkSaver

        own = SelfWalkSaver(store_path(chosen.store), guide, texts)
        heed_signals()
    talk = Conversation(guide, _voice(chosen), sys.stdin, sink, answers, own)
    try:
        recommendation = talk.run()
    except InputEndedError as ended:
        _say_no_report(chosen)
        if ended.by_choice or sys.stdin.isatty():
            return DONE
        print("\nThe answers ended before the last question.", file=sys.stderr)
        return INPUT_AT_FAULT
    return _hand_over(chosen, recommendation, talk.voice, talk.notes)


def _app(
    guide: "Guide", texts: "Mapping[str, bytes]", chosen: "Namespace", answers: "Mapping[str, str]"
) -> int:
    from guide.common.paths import store_path
    from guide.tui.app import GuideApp

    def cases(guide: "Guide") -> "tuple[Case, ...]":
        from guide.ruleset.folder import read_folder
        from guide.ruleset.parsing.loader import CASES_FILE, load_cases

        texts = read_folder(chosen.rules)
        return load_cases(texts, guide) if CASES_FILE in texts else ()

    reload = None
    if chosen.watch:
        from guide.ruleset.folder import open_guide
        from guide.tui.rules_watcher import watcher

        reload = watcher(chosen.rules, open_guide)
    at_once = chosen.voice is not None or bool(answers)
    app = GuideApp(
        guide,
        _voice(chosen),
        at_once=at_once,
        answers=answers,
        cases=cases,
        reload=reload,
        # Whoever writes rules tries them out.
        store_path=None if chosen.no_store or chosen.watch else store_path(chosen.store),
        texts=texts,
    )
    app.run(mouse=not chosen.no_mouse)
    if app.keeper.session is not None:
        from guide.tui.screens.interview.leaving import tell_on_leaving

        tell_on_leaving(app)
    if app.failure is not None:
        return _our_failure(app.failure)
    if app.recommendation is None:
        _say_no_report(chosen)
        return app.return_code or DONE
    return _hand_over(chosen, app.recommendation, app.voice, app.notes) or app.return_code or DONE


def _voice(chosen: "Namespace") -> "Voice":
    return "they" if chosen.voice == "someone" else "you"


def _hand_over(
    chosen: "Namespace", recommendation: "Recommendation", voice: "Voice", notes: "Mapping[str, str]"
) -> int:
    """What was asked for beyond the walk itself; the exit code."""
    if not chosen.json and not chosen.report:
        return DONE
    from guide.common.new_file import FileWriteError
    from guide.common.text import escape_control_chars
    from guide.reports import render
    from guide.reports.file import write_report

    if chosen.json:
        put_out(f"{render('.json', recommendation, voice, notes)}\n")
    if chosen.report:
        try:
            path = write_report(chosen.report, recommendation, voice, notes)
        except FileWriteError as error:
            _complain(str(error))
            return INPUT_AT_FAULT
        print(
            escape_control_chars(f"The report is in {path}."), file=sys.stderr if chosen.json else sys.stdout
        )
    return DONE


def _no_report(path: Path) -> str:
    """Why no report can be written there, as far as that is known before the walk; empty where it can."""
    from guide.common.new_file import FileWriteError
    from guide.reports.file import check_report

    try:
        check_report(path)
    except FileWriteError as error:
        return str(error)
    return ""


def _say_no_report(chosen: "Namespace") -> None:
    if chosen.report:
        _complain("The walk did not come to an end, so there is no report.")


def _complain(sentence: str) -> None:
    from guide.common.text import escape_control_chars

    print(escape_control_chars(sentence), file=sys.stderr)


def _our_failure(error: BaseException) -> int:
    """One sentence, without the error's message: that could hold what somebody answered."""
    if os.environ.get("GUIDE_DEBUG"):
        import traceback

        traceback.print_tb(error.__traceback__)
    trace = error.__traceback__
    while trace is not None and trace.tb_next is not None:
        trace = trace.tb_next
    where = (
        f" ({type(error).__name__} in {Path(trace.tb_frame.f_code.co_filename).name}, line {trace.tb_lineno})"
        if trace
        else ""
    )
    print(
        f"guide had to stop because of a fault of its own{where}. Set GUIDE_DEBUG=1 to see more.",
        file=sys.stderr,
    )
    return OUR_FAILURE
