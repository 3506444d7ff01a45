"""``guide records show``: all that is kept of an interview, or of a person."""

from argparse import Namespace
from collections.abc import Iterator

import msgspec

from guide.cli.commands import DONE
from guide.cli.records.common import complain_of_damaged, count_text, find_one, say
from guide.cli.records.persons import interviews_of, mention_lines, not_included
from guide.cli.records.records_command import Commands, add_command, add_id_or_person
from guide.common.dates import today
from guide.common.output import put_out
from guide.common.text import one_line
from guide.engine.recommendation import Recommendation, recommend
from guide.interviews.state import Interview
from guide.presenters.event_text import (
    NO_RULES,
    NOTHING_ELSE,
    STATES,
    fact_sections,
    journal_section,
    outcome_title,
    question_text,
    unasked_section,
)
from guide.presenters.explanation import answer_lines, explain
from guide.presenters.history import held_reviews, reviews_section
from guide.presenters.interview_facts import NAME, MeetingFacts, meeting_facts
from guide.presenters.interview_record import AS_READ
from guide.presenters.plain_text import explanation_lines, section_lines
from guide.presenters.report import build_report
from guide.presenters.retention_text import kept_until_text
from guide.presenters.view_models import Line, Section
from guide.reports.json_report import build_document, encode_json
from guide.ruleset.model import Guide
from guide.sessions.rule_versions import RuleVersions
from guide.storage import Store
from guide.storage.errors import skip_damaged
from guide.storage.event_store import load_entries, load_interview
from guide.storage.expiry import kept_until
from guide.storage.person_search import find_mentions, find_similar_names
from guide.storage.queries import DAMAGED, Row
from guide.storage.transfer import load_records

_CLOCK = len("10:11:12")


def add_parser(commands: Commands) -> None:
    """Add ``guide records show`` and its options to the parser of its group."""
    description = "show all that is stored of an interview or a person"
    add_id_or_person(add_command(commands, "show", _run, description, only_reads=True))


def _run(store: Store, args: Namespace) -> int:
    rules = RuleVersions(store)
    if args.person is not None:
        return _show_person(store, rules, args)
    row = find_one(store, args.id)
    if args.json:
        put_out(f"{encode_json(interview_as_json(store, rules, row))}\n")
    else:
        say(*_lines(store, rules, row))
    return DONE


def _show_person(store: Store, rules: RuleVersions, args: Namespace) -> int:
    """Show all interviews of a person. One that is damaged is left out, and named on standard error."""
    rows = interviews_of(store, args.person)
    damaged: list[str] = []
    results = []
    for row in rows:
        with skip_damaged(row.id, damaged.append):
            if args.json:
                results.append(interview_as_json(store, rules, row))
            else:
                say(*_lines(store, rules, row), "")
    if args.json:
        put_out(f"{encode_json(results)}\n")
    else:
        similar = find_similar_names(store, args.person)
        ids = [row.id for row in (*rows, *similar)]
        say(f"{count_text(len(rows))} of this person.", *not_included(similar))
        say(*mention_lines(find_mentions(store, args.person, ids)))
    return complain_of_damaged(damaged)


def _lines(store: Store, rules: RuleVersions, row: Row) -> Iterator[str]:
    """Return all that is kept of an interview as lines. Raises StoreError."""
    yield f"Interview {row.id}: {STATES.get(row.state, DAMAGED)}"
    if row.state == "private":
        yield f"In {row.changed}. {NOTHING_ELSE}"
        return
    here = today()
    entries = load_entries(store, row.id)
    dated = [(entry.at, entry.event) for entry in entries]
    interview = load_interview(store, row.id)
    guide = rules(row.rules)
    person = row.person or ("for oneself" if interview.opened.own else "")
    facts = (
        (NAME, person),
        ("Begun", format_moment(row.opened)),
        ("Last change", format_moment(row.changed)),
        ("Time", kept_until_text(kept_until(store, row), today())),
        ("Rules", name_rules(guide, row)),
    )
    yield from (f"{label}: {one_line(text)}" for label, text in facts if text)
    yield from section_lines(fact_sections(guide, interview, _meeting(row, interview)))
    if (reviews := reviews_section(held_reviews(dated), here)).lines:
        yield from section_lines([reviews])
    yield from _outcome_lines(guide, interview)
    if (unasked := unasked_section(guide, interview)).lines:
        yield from section_lines([unasked])
    moments = ((format_moment(at), event) for at, event in dated)
    yield from section_lines([journal_section(rules, moments, here)])


def _outcome_lines(guide: Guide | None, interview: Interview) -> Iterator[str]:
    """Return the recommendation with its whole explanation, or the answers so far and the next question."""
    voice = interview.opened.voice
    recommendation = recommendation_of(guide, interview)
    if recommendation:
        yield from ("",) if interview.opened.own else ("", f"{AS_READ}:")
        yield from explanation_lines(explain(recommendation, voice, interview.notes))
        return
    if interview.finished:
        yield from ("", f"Came to: {outcome_title(guide, interview.finished.outcome)}")
    if guide is None:
        yield NO_RULES
        return
    walk = interview.walk(guide)
    if walk.path:
        lines = tuple(_answers_with_notes(guide, interview))
        yield from section_lines([Section("answers", "Answers so far", lines)])
    if walk.current:
        question = Line(question_text(guide, walk.current, voice))
        yield from section_lines([Section("next", "Asked next", (question,))])


def _answers_with_notes(guide: Guide, interview: Interview) -> Iterator[Line]:
    walk = interview.walk(guide)
    for step, line in zip(walk.path, answer_lines(walk, interview.opened.voice), strict=True):
        yield line
        if step.question in interview.notes:
            yield Line(f"Note: {interview.notes[step.question]}")


def recommendation_of(guide: Guide | None, interview: Interview) -> Recommendation | None:
    """Return the recommendation of a finished interview by its own rules.

    None where it is not finished, its rules cannot be read (``guide`` is None), or its answers do not lead
    to an end.
    """
    if guide is None or interview.finished is None:
        return None
    walk = interview.walk(guide)
    return recommend(walk) if walk.current is None else None


def _meeting(row: Row, interview: Interview) -> MeetingFacts:
    return meeting_facts(interview, row.opened[:10])


def name_rules(guide: Guide | None, row: Row) -> str:
    """Return the title of the rules of an interview and the beginning of their digest."""
    return f"{guide.front.title} ({row.rules[:8]})" if guide else row.rules[:8]


def format_moment(at: str) -> str:
    """Return 2026-03-02T10:11:12+01:00 as “2026-03-02 10:11:12 UTC+01:00”, and a day as it is."""
    day, _, time = at.partition("T")
    if not time:
        return day
    clock, offset = time[:_CLOCK], time[_CLOCK:]
    return f"{day} {clock}{' UTC' if offset == '+00:00' else offset and f' UTC{offset}'}"


def interview_as_json(store: Store, rules: RuleVersions, row: Row) -> dict[str, object]:
    """Return the exported record with the interview and its report as an object. Raises StoreError."""
    (record,) = load_records(store, [row.id])
    result: dict[str, object] = {**msgspec.to_builtins(record), "rules": row.rules or None}
    result["kept_until"] = kept_until(store, row) or None
    if not record.journal:
        return {**result, "interview": None, "recommendation": None}
    interview = load_interview(store, row.id)
    recommendation = recommendation_of(rules(row.rules), interview)
    document = recommendation and build_document(
        build_report(recommendation, interview.opened.voice, interview.notes, _meeting(row, interview))
    )
    return {**result, "interview": interview, "recommendation": document}
