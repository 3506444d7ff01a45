"""``guide records change``: another next step, owner, day of the review or response."""

from argparse import Namespace
from datetime import date
from typing import get_args

from msgspec.structs import replace

from guide.cli.commands import DONE
from guide.cli.records.common import load_with_row, print_result
from guide.cli.records.records_command import Commands, add_command, add_day, add_id, read_text
from guide.common.dates import format_date_long
from guide.common.suggestions import did_you_mean
from guide.interviews.changes import RecordChange
from guide.interviews.events import FollowUpAgreed, Responded, View
from guide.interviews.state import Interview
from guide.presenters.interview_facts import OWNER, REVIEW, STEP, response_lines
from guide.ruleset.model import Guide
from guide.sessions.record_changes import change_interview, check_change
from guide.sessions.replies import other_kinds
from guide.sessions.rule_versions import RuleVersions
from guide.storage import Store, StoreError

NOTHING_NAMED = "Say what it should be: --step, --owner, --review, --response, --prefers or --why."
NO_RESPONSE = "Nothing was said about the recommendation yet: say it with --response."
ONLY_PREFERRED = "A kind is preferred with “--response prefers” alone."


def add_parser(commands: Commands) -> None:
    """Add ``guide records change`` and its options to the parser of its group."""
    description = (
        "change what was agreed, or said about the recommendation; the journal keeps what was before"
    )
    parser = add_command(commands, "change", _run, description)
    add_id(parser)
    add = parser.add_argument
    add("--step", type=read_text, metavar="TEXT", help="the next step; an empty text takes it away")
    add("--owner", type=read_text, metavar="NAME", help="who does it")
    add_day(parser, "--review", "coming", "when to look at it again, such as 2027-03-31 or “in 6 weeks”")
    add("--response", choices=get_args(View), help="what the person says to the recommendation")
    add("--prefers", type=read_text, metavar="KIND", help="what they would prefer, by its id or its name")
    add("--why", type=read_text, metavar="TEXT", help="the reason for the response")
    # An empty day takes the review away, none at all leaves it.
    parser.set_defaults(review=None)


def _run(store: Store, args: Namespace) -> int:
    row, interview = load_with_row(store, args.id)
    guide = RuleVersions(store)(interview.rules)
    change = RecordChange(step=args.step, owner=args.owner, review=args.review)
    if any(value is not None for value in (args.response, args.prefers, args.why)):
        check_change(interview, replace(change, response=Responded("undecided")))
        change = replace(change, response=_response(args, interview, guide))
    if not change.agrees:
        raise StoreError(NOTHING_NAMED)
    after = change_interview(store, row.id, interview, change)
    arranged = after.arranged or FollowUpAgreed()
    day = format_date_long(date.fromisoformat(arranged.review)) if arranged.review else ""
    said = response_lines(guide, after.opened.voice, after.response)
    labelled = (
        *((line.lead, line.text) for line in said),
        *((STEP, arranged.step), (OWNER, arranged.owner), (REVIEW, day)),
    )
    lines = [f"{label}: {text}" for label, text in labelled if text]
    agreed = {"step": arranged.step, "owner": arranged.owner, "review": arranged.review or None}
    result = {"changed": after != interview, **agreed, "response": after.response}
    print_result(args, result, lines)
    return DONE


def _response(args: Namespace, interview: Interview, guide: Guide | None) -> Responded:
    """Return the response as it is to be. Another view keeps the reason, unless that is given, too."""
    old = interview.response
    view: View | None = args.response or (old.view if old else None)
    if args.prefers is not None and not args.response:
        view = "prefers"
    if view is None:
        raise StoreError(NO_RESPONSE)
    if args.prefers and view != "prefers":
        raise StoreError(ONLY_PREFERRED)
    kind = old.kind if old and view == "prefers" else ""
    if args.prefers is not None:
        kind = _find_kind(args.prefers, interview, guide)
    why = (old.why if old else "") if args.why is None else args.why.strip()
    return Responded(view, kind, why)


def _find_kind(text: str, interview: Interview, guide: Guide | None) -> str:
    """Return the id of a kind by its id or its name, "" for an empty text.

    Raises StoreError where there is none, or it is what was recommended.
    """
    name = text.strip().lower()
    if not name:
        return ""
    kinds = other_kinds(interview, guide) if guide else {}
    for kind, title in kinds.items():
        if name in (kind.lower(), title.lower()):
            return kind
    if not kinds:
        raise StoreError("The rules of this interview have nothing else that could be preferred.")
    raise StoreError(f"There is no “{text}” to prefer. {did_you_mean(text, kinds)}")
