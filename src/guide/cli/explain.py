"""``guide explain``: what answers come to, without walking."""

import sys
from argparse import ArgumentParser
from pathlib import Path

from guide.cli.commands import DONE, INPUT_AT_FAULT
from guide.common.output import put_out
from guide.common.text import visible
from guide.console import listed, told
from guide.engine.recommendation import recommend
from guide.engine.walk import Walk, answers_in, retrace
from guide.presenters.explanation import Section, answered, explain, still_open
from guide.reports import json as as_json
from guide.reports import render
from guide.ruleset.folder import open_guide, shipped_rules
from guide.ruleset.model import Voice

_SUFFIX = {"markdown": ".md", "html": ".html", "json": ".json"}


def run(arguments: list[str]) -> int:
    chosen = _parser().parse_args(arguments)
    guide = open_guide(chosen.rules)
    try:
        walk = retrace(guide, answers_in(guide, chosen.answers))
    except ValueError as error:
        print(error, file=sys.stderr)
        return INPUT_AT_FAULT
    voice: Voice = "they" if chosen.voice == "someone" else "you"
    if chosen.form == "text":
        lines = told(explain(recommend(walk), voice)) if walk.at is None else listed(_so_far(walk, voice))
        print(*map(visible, lines), sep="\n")
    elif walk.at is None:
        put_out(f"{render(_SUFFIX[chosen.form], recommend(walk), voice)}\n")
    elif chosen.form == "json":
        put_out(f"{as_json.unfinished(walk, voice)}\n")
    else:
        print(f"“{walk.at}” is not answered yet; only a finished walk makes a report.", file=sys.stderr)
        return INPUT_AT_FAULT
    return DONE


def _so_far(walk: Walk, voice: Voice) -> tuple[Section, ...]:
    """An unfinished walk: what was answered, what is still possible, and what is asked next."""
    given = (Section("answers", "So far", answered(walk, voice)),) if walk.road else ()
    return (*given, *still_open(walk, voice))


def _parser() -> ArgumentParser:
    parser = ArgumentParser(
        prog="guide explain",
        description="The full explanation of answers, without walking. Unfinished answers tell what is still "
        "possible, and what is asked next.",
    )
    add = parser.add_argument
    add("--answers", default="", metavar="ANSWERS", help="question=option,... as in first=none,who=one")
    add("--for", dest="voice", choices=("me", "someone"), default="me", help="whom it speaks to, or of")
    add("--as", dest="form", choices=("text", *_SUFFIX), default="text", help="text, or a report")
    add("--rules", type=Path, default=shipped_rules(), metavar="FOLDER", help="use the guide in this folder")
    return parser
