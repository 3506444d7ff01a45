"""``guide rules draw``: the tree as text, Mermaid, SVG or sheets to print."""

from argparse import Namespace

from guide.cli.commands import DONE, INPUT_AT_FAULT
from guide.cli.failures import complain
from guide.cli.rules.rules_command import Commands, add_command, load_guide_and_cases
from guide.common.output import put_out
from guide.common.suggestions import did_you_mean


def add_parser(commands: Commands) -> None:
    """Add ``guide rules draw`` and its options to the parser of its group."""
    parser = add_command(commands, "draw", _run, "draw the tree")
    parser.add_argument(
        "--as",
        dest="form",
        choices=("text", "mermaid", "svg", "pages"),
        default="text",
        help="how to draw it; pages: an HTML page to print on as many A3 sheets as it takes to read it",
    )
    parser.add_argument(
        "--walk",
        default="",
        metavar="ANSWERS",
        help="point out these answers: question=option,...",
    )
    parser.add_argument("--cases", action="store_true", help="show how many cases take each answer")
    parser.add_argument("--focus", metavar="QUESTION", help="draw the part around this question")


def _run(args: Namespace) -> int:
    from guide.authoring import diagram
    from guide.authoring.scenarios import measure_coverage, run_scenario
    from guide.engine.walk import parse_answers, replay_answers

    guide, cases = load_guide_and_cases(args.folder)
    if args.focus and args.focus not in guide.questions:
        complain(f"There is no question “{args.focus}”. {did_you_mean(args.focus, guide.questions)}")
        return INPUT_AT_FAULT
    try:
        path = replay_answers(guide, parse_answers(guide, args.walk)).path
    except ValueError as error:
        complain(str(error))
        return INPUT_AT_FAULT
    covered = (
        measure_coverage(guide, (run_scenario(guide, case) for case in cases)).answers if args.cases else None
    )
    marks = diagram.Marks(path=path, covered=covered, focus=args.focus)
    drawing = {
        "text": diagram.draw_text,
        "mermaid": diagram.draw_mermaid,
        "svg": diagram.draw_svg,
        "pages": diagram.draw_pages,
    }[args.form](guide, marks)
    if args.form == "text":
        print(drawing)
    else:
        put_out(f"{drawing}\n")
    if args.form == "mermaid" and diagram.exceeds_mermaid(drawing):
        complain(
            "Mermaid draws up to 50,000 characters and 500 arrows unless its page sets maxTextSize and"
            " maxEdges higher, and this is more. --focus draws a part."
        )
    return DONE
