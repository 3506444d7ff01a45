"""``guide records person``: everything that is held about a person, as a text, a page or data."""

from argparse import Namespace

from guide.cli.records.common import SHORT, complain_of_damaged, count_text, say
from guide.cli.records.persons import interviews_of, mention_lines, not_included
from guide.cli.records.records_command import Commands, add_command, read_text
from guide.cli.records.show import format_moment, interview_as_json, name_rules
from guide.common.dates import format_date_long, today
from guide.common.output import put_out
from guide.presenters.event_text import STATES, journal_section
from guide.presenters.interview_record import InterviewRecord, record_sections
from guide.presenters.person_report import (
    ELSEWHERE,
    PRIVATE_ENDS,
    HeldInterview,
    PersonReport,
    person_lines,
)
from guide.presenters.retention_text import kept_until_text
from guide.presenters.view_models import Line, Section, typed_line
from guide.reports.json_report import encode_json
from guide.reports.person_page import person_page
from guide.sessions.rule_versions import RuleVersions
from guide.storage import Store
from guide.storage.errors import skip_damaged
from guide.storage.event_store import load_entries, load_interview
from guide.storage.expiry import kept_until
from guide.storage.person_search import find_mentions, find_similar_names
from guide.storage.queries import Row


def add_parser(commands: Commands) -> None:
    """Add ``guide records person`` and its options to the parser of its group."""
    description = "give everything that is held about a person, as for a request under data protection law"
    parser = add_command(commands, "person", _run, description, only_reads=True)
    add = parser.add_argument
    add("name", type=read_text, metavar="NAME", help="the name or code; case and accents make no difference")
    forms = ("text", "html", "json")
    add("--as", dest="form", choices=forms, default="text", help=f"how to write it: {', '.join(forms)}")


def _run(store: Store, args: Namespace) -> int:
    """Print the report. An interview that is damaged is left out, and named on standard error."""
    rows = interviews_of(store, args.name)
    rules = RuleVersions(store)
    damaged: list[str] = []
    if args.json or args.form == "json":
        result = _as_json(store, rules, args.name, rows, damaged)
        put_out(f"{encode_json(result)}\n")
        return complain_of_damaged(damaged)
    report = _report(store, rules, args.name, rows, damaged)
    if args.form == "html":
        put_out(person_page(report))
    else:
        say(*person_lines(report))
    return complain_of_damaged(damaged)


def _as_json(
    store: Store, rules: RuleVersions, name: str, rows: tuple[Row, ...], damaged: list[str]
) -> dict[str, object]:
    records = []
    for row in rows:
        with skip_damaged(row.id, damaged.append):
            guide = rules(row.rules)
            title = guide.front.title if guide else None
            records.append({**interview_as_json(store, rules, row), "rules_title": title})
    similar = find_similar_names(store, name)
    mentions = find_mentions(store, name, [row.id for row in (*rows, *similar)])
    return {
        "person": name,
        "day": today().isoformat(),
        "store": str(store.path),
        "interviews": records,
        "alike": [row.id for row in similar],
        "mentioned": [{"id": mention.id, "fields": mention.fields} for mention in mentions],
    }


def _report(
    store: Store, rules: RuleVersions, name: str, rows: tuple[Row, ...], damaged: list[str]
) -> PersonReport:
    interviews = []
    for row in rows:
        with skip_damaged(row.id, damaged.append):
            interviews.append(_interview(store, rules, row))
    similar = find_similar_names(store, name)
    mentions = find_mentions(store, name, [row.id for row in (*rows, *similar)])
    return PersonReport(
        title=f"What is held about {name} on {format_date_long(today())}",
        about=(f"{count_text(len(rows))} in {store.path}.", PRIVATE_ENDS, ELSEWHERE),
        interviews=tuple(interviews),
        others=(*not_included(similar), *mention_lines(mentions)),
    )


def _interview(store: Store, rules: RuleVersions, row: Row) -> HeldInterview:
    """Return all that is held of one interview. Raises StoreError."""
    interview, entries = load_interview(store, row.id), load_entries(store, row.id)
    guide = rules(row.rules)
    head = (
        typed_line(row.person, "Name"),
        Line(STATES.get(row.state, row.state), "State"),
        Line(format_moment(row.opened), "Begun"),
        Line(format_moment(row.changed), "Last change"),
        Line(kept_until_text(kept_until(store, row), today()), "Time"),
        Line(name_rules(guide, row), "Rules"),
    )
    journal = tuple((entry.at, entry.event) for entry in entries)
    record = InterviewRecord(row.id, row.opened[:10], interview, guide, journal)
    dated = ((format_moment(at), event) for at, event in journal)
    sections = (
        Section("head", "This record", head),
        *record_sections(record, today()),
        journal_section(rules, dated, today()),
    )
    return HeldInterview(f"Interview {row.id[:SHORT]}, begun {row.opened[:10]}", sections)
