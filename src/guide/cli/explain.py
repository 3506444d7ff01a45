"""``guide explain``: the explanation of answers, without a walk."""

import sys

from guide.cli.arguments import add_rules_option, voice_of
from guide.cli.commands import DONE, INPUT_AT_FAULT
from guide.cli.parser import CommandParser
from guide.common.output import put_out
from guide.common.text import escape_control_chars
from guide.engine.recommendation import recommend
from guide.engine.walk import Walk, parse_answers, replay_answers
from guide.presenters.explanation import answer_lines, explain
from guide.presenters.plain_text import explanation_lines, section_lines
from guide.presenters.view_models import (
    Section,
)
from guide.presenters.what_if import (
    open_sections,
)
from guide.reports import FORMATS, json_report, render
from guide.ruleset.folder import open_guide
from guide.ruleset.model import Voice

_SUFFIX_OF = {format_.label: suffix for suffix, format_ in FORMATS.items()}
_READABLE = ("text", "markdown")
"""The formats that read well on a terminal, which the help names first."""
_LABELS = (*_READABLE, *(label for label in _SUFFIX_OF if label not in _READABLE))


def run(arguments: list[str]) -> int:
    """Run ``guide explain`` with these arguments and return the exit code. Raises RulesError."""
    args = make_parser().parse_args(arguments)
    guide = open_guide(args.rules)
    try:
        walk = replay_answers(guide, parse_answers(guide, args.answers))
    except ValueError as error:
        print(error, file=sys.stderr)
        return INPUT_AT_FAULT
    voice = voice_of(args)
    if args.form == "text":
        lines = (
            explanation_lines(explain(recommend(walk), voice))
            if walk.current is None
            else section_lines(_so_far(walk, voice))
        )
        print(*map(escape_control_chars, lines), sep="\n")
    elif walk.current is None:
        put_out(f"{render(_SUFFIX_OF[args.form], recommend(walk), voice)}\n")
    elif args.form == "json":
        put_out(f"{json_report.render_unfinished(walk, voice)}\n")
    else:
        print(f"“{walk.current}” is not answered yet; a report needs all the answers.", file=sys.stderr)
        return INPUT_AT_FAULT
    return DONE


def _so_far(walk: Walk, voice: Voice) -> tuple[Section, ...]:
    """Return the sections for unfinished answers: given so far, still possible, asked next."""
    answers = (Section("answers", "So far", answer_lines(walk, voice)),) if walk.path else ()
    return (*answers, *open_sections(walk, voice))


def make_parser() -> CommandParser:
    """Return the parser of ``guide explain``."""
    parser = CommandParser(
        prog="guide explain",
        description="The full explanation of answers, without the questions. Unfinished answers tell what is "
        "still possible, and what is asked next.",
    )
    add = parser.add_argument
    add("--answers", default="", metavar="ANSWERS", help="question=option,... as in first=none,who=one")
    add("--for", dest="voice", choices=("me", "someone"), default="me", help="whom it speaks to, or of")
    add("--as", dest="form", choices=_LABELS, default="text", help="text, or a report")
    add_rules_option(parser)
    return parser
