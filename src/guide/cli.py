"""The command line: arguments, wiring, exit codes. What a command needs is imported when it runs."""

import gc
import os
import sys
from pathlib import Path
from typing import TYPE_CHECKING, NoReturn

from guide import __version__

if TYPE_CHECKING:
    from argparse import ArgumentParser, Namespace
    from collections.abc import Mapping

    from guide.advice import Recommendation
    from guide.model import Case, Guide, Voice

DONE, INPUT_AT_FAULT, USAGE, OUR_FAILURE, INTERRUPTED = 0, 1, 2, 3, 130


def main() -> NoReturn:
    """Run the command line and leave with its exit code."""
    if sys.argv[1:] == ["--version"]:
        print(f"guide {__version__}")
        sys.exit(DONE)
    try:
        code = run(sys.argv[1:])
        sys.stdout.flush()
    except KeyboardInterrupt:
        code = INTERRUPTED
    except BrokenPipeError:
        # Whoever read our output has left. Python would complain once more when it closes the stream.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        code = DONE
    except Exception as error:
        code = _our_failure(error)
    sys.exit(code)


def run(arguments: list[str]) -> int:
    """The exit code of a command line."""
    from guide.problem import RulesError

    # What is made while starting and while reading rules lives to the end. Looking for garbage among it would
    # cost a tenth of the start, and half of the time that a large guide takes.
    gc.disable()
    for stream in (sys.stdin, sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(errors="replace")
    try:
        if arguments[:1] == ["rules"]:
            return _rules(arguments[1:])
        chosen = _parser().parse_args(arguments)
        guide = open_guide(chosen.rules)
    except RulesError as error:
        from guide.explain import visible

        print(*(visible(str(problem)) for problem in error.problems), sep="\n", file=sys.stderr)
        count = len(error.problems)
        print(f"The rules have {count} problem{'s'[: count != 1]}.", file=sys.stderr)
        return INPUT_AT_FAULT
    from guide.walk import answers_in

    try:
        answers = answers_in(guide, chosen.answers)
    except ValueError as error:
        print(error, file=sys.stderr)
        return INPUT_AT_FAULT
    if chosen.plain or not can_draw():
        return _plain(guide, chosen, answers)
    return _app(guide, chosen, answers)


def _rules(arguments: list[str]) -> int:
    from argparse import ArgumentParser

    from guide.rules_cli import add_commands

    parser = ArgumentParser(prog="guide rules", description="For whoever edits a guide.")
    add_commands(parser)
    chosen = parser.parse_args(arguments)
    return int(chosen.command(chosen))


def open_guide(folder: Path) -> "Guide":
    """The guide that lies in a folder. Raises RulesError."""
    from guide.check import check
    from guide.load import load
    from guide.problem import RulesError

    guide, where = load(read_folder(folder))
    if problems := check(guide, where):
        raise RulesError(problems)
    return guide


def read_folder(folder: Path) -> "Mapping[str, bytes]":
    """The YAML files of a folder by name. Raises RulesError where one cannot be read.

    Of a file that is too large no more is read than shows it.
    """
    from guide.located import SIZE_LIMIT
    from guide.problem import Place, Problem, RulesError

    try:
        paths = sorted(path for path in folder.iterdir() if path.suffix == ".yaml")
    except OSError as error:
        hint = "Name the folder that holds guide.yaml, behind --rules."
        why = f"this folder cannot be read: {error.strerror}"
        raise RulesError([Problem("folder", Place(str(folder), 1, 1), why, hint)]) from None
    texts, problems = {}, []
    for path in paths:
        try:
            with path.open("rb") as file:
                texts[path.name] = file.read(SIZE_LIMIT + 1)
        except OSError as error:
            problems.append(
                Problem("file", Place(path.name, 1, 1), f"this file cannot be read: {error.strerror}")
            )
    if problems:
        raise RulesError(problems)
    return texts


def shipped_rules() -> Path:
    """Where the guide that comes with the package lies: inside it, or beside its source."""
    here = Path(__file__).resolve()
    inside = here.parent / "rules"
    return inside if inside.is_dir() else here.parents[2] / "rules"


def can_draw() -> bool:
    """Whether the app can run on this terminal. A driver that is set by name brings its own screen."""
    if os.environ.get("TEXTUAL_DRIVER"):
        return True
    encoding = (getattr(sys.__stderr__, "encoding", None) or "").lower().replace("-", "")
    return (
        sys.stdin.isatty()
        and sys.stderr.isatty()
        and os.environ.get("TERM") not in ("dumb", "unknown")
        and encoding == "utf8"
    )


def _plain(guide: "Guide", chosen: "Namespace", answers: "Mapping[str, str]") -> int:
    from guide.plain import Conversation, EndedError

    gc.enable()
    # With --json, standard output belongs to the program that reads it.
    sink = sys.stderr if chosen.json else sys.stdout
    talk = Conversation(guide, _voice(chosen), sys.stdin, sink, answers)
    try:
        recommendation = talk.run()
    except EndedError as ended:
        if ended.by_choice or sys.stdin.isatty():
            return DONE
        print("\nThe answers ended before the last question.", file=sys.stderr)
        return INPUT_AT_FAULT
    if chosen.json:
        _print_json(recommendation, _voice(chosen), talk.notes)
    return DONE


def _app(guide: "Guide", chosen: "Namespace", answers: "Mapping[str, str]") -> int:
    from guide.tui.app import GuideApp

    def cases(guide: "Guide") -> "tuple[Case, ...]":
        from guide.load import CASES_FILE, load_cases

        texts = read_folder(chosen.rules)
        return load_cases(texts, guide) if CASES_FILE in texts else ()

    reload = None
    if chosen.watch:
        from guide.tui.watch import watcher

        reload = watcher(chosen.rules, open_guide)
    at_once = chosen.voice is not None or bool(answers)
    app = GuideApp(guide, _voice(chosen), at_once=at_once, answers=answers, cases=cases, reload=reload)
    app.run(mouse=not chosen.no_mouse)
    if app.failure is not None:
        return _our_failure(app.failure)
    if chosen.json and app.recommendation is not None:
        _print_json(app.recommendation, app.voice, app.notes)
    return app.return_code or DONE


def _voice(chosen: "Namespace") -> "Voice":
    return "they" if chosen.voice == "someone" else "you"


def _print_json(recommendation: "Recommendation", voice: "Voice", notes: "Mapping[str, str]") -> None:
    from guide.reports.as_json import render

    print(render(recommendation, voice, notes))


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


def _parser() -> "ArgumentParser":
    from argparse import ArgumentParser

    parser = ArgumentParser(
        prog="guide",
        description="A few plain questions, and a recommendation with its reasons and their sources.",
        epilog="“guide rules --help” tells what there is for whoever edits a guide. "
        "Without a terminal that can draw, the walk goes line by line by itself. "
        "Exit codes: 0 done, 1 the input is at fault, 2 usage, 3 a fault of ours, 130 interrupted.",
    )
    add = parser.add_argument
    add("--version", action="version", version=f"guide {__version__}")
    add("--plain", action="store_true", help="ask line by line, without drawing")
    add(
        "--for",
        dest="voice",
        choices=("me", "someone"),
        help="whom it is for; begins with the first question",
    )
    add("--answers", default="", metavar="ANSWERS", help="begin with these answers: question=option,...")
    add("--json", action="store_true", help="print the recommendation on standard output at the end")
    add("--rules", type=Path, default=shipped_rules(), metavar="FOLDER", help="use the guide in this folder")
    add("--watch", action="store_true", help="follow the rules as they are saved while the app runs")
    add("--no-mouse", action="store_true", help="leave the mouse to the terminal")
    return parser
