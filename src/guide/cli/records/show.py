"""``guide records show`` and ``report``."""

from argparse import Namespace
from collections.abc import Iterator

import msgspec

from guide.cli.commands import DONE
from guide.cli.records.common import complain_of_damaged, count_text, one, print_result, say
from guide.cli.records.persons import elsewhere, not_included, of_person
from guide.common.new_file import FileWriteError, check_new, write_new
from guide.common.output import put_out
from guide.common.text import one_line
from guide.console import explanation_lines, section_lines
from guide.engine.recommendation import Recommendation, recommend
from guide.interviews.events import Interview
from guide.presenters.event_text import (
    NO_RULES,
    NOTHING_ELSE,
    STATES,
    about,
    aside,
    journal,
    question_text,
    title,
)
from guide.presenters.explanation import Line, Section, answer_lines, explain
from guide.presenters.interview_facts import NAME, MeetingFacts, meeting
from guide.presenters.interview_prompts import NOTES_OUT
from guide.presenters.report import build_report
from guide.reports import FORMATS, SUFFIXES, render
from guide.reports.json_report import document, encode_json
from guide.ruleset.model import Guide
from guide.sessions.rule_versions import RuleVersions
from guide.storage import DamagedError, Store, StoreError
from guide.storage.event_store import entries, interview
from guide.storage.person_search import mentioned, of_alike
from guide.storage.queries import DAMAGED, Row
from guide.storage.transfer import records

NO_REPORT = "This interview is not finished; only a finished one has a report."


def show(store: Store, chosen: Namespace) -> int:
    library = RuleVersions(store)
    if chosen.person is None:
        row = one(store, chosen.id)
        if chosen.json:
            put_out(f"{encode_json(_as_json(store, library, row))}\n")
        else:
            say(*_shown(store, library, row))
        return DONE
    return _show_person(store, library, chosen)


def _show_person(store: Store, library: RuleVersions, chosen: Namespace) -> int:
    """All interviews of a person; one that is damaged keeps none of the others from being shown."""
    rows = of_person(store, chosen.person)
    damaged: list[str] = []
    found = []
    for row in rows:
        try:
            if chosen.json:
                found.append(_as_json(store, library, row))
            else:
                say(*_shown(store, library, row), "")
        except DamagedError:
            raise
        except StoreError:
            damaged.append(row.id)
    if chosen.json:
        put_out(f"{encode_json(found)}\n")
    else:
        near = of_alike(store, chosen.person)
        told = [row.id for row in (*rows, *near)]
        say(f"{count_text(len(rows))} of this person.", *not_included(near))
        say(*elsewhere(mentioned(store, chosen.person, told)))
    return complain_of_damaged(damaged)


def run_report(store: Store, chosen: Namespace) -> int:
    form = chosen.file.suffix.lower()
    row = one(store, chosen.id)
    if form not in FORMATS:
        raise FileWriteError(f"A report is a file that ends in {SUFFIXES}; {chosen.file} does not.")
    check_new(chosen.file)
    if row.state == "private":
        raise StoreError(f"{NOTHING_ELSE} So there is no report.")
    held = interview(store, row.id)
    guide = RuleVersions(store)(row.rules)
    found = _recommended(guide, held)
    if found is None:
        raise StoreError(NO_REPORT if guide else f"{NO_RULES} There is no report without them.")
    # Notes to a walk for oneself are one's own.
    with_notes = True if chosen.notes is None and held.opened.own else chosen.notes
    text = render(form, found, held.opened.voice, held.notes, _meeting(row, held), with_notes)
    path = write_new(chosen.file, text)
    left_out = held.notes and not with_notes and form != ".json"
    told = f"The report is in {path}.{f' {NOTES_OUT} To take them in: --notes.' if left_out else ''}"
    print_result(chosen, {"file": str(path)}, [told])
    return DONE


def _shown(store: Store, library: RuleVersions, row: Row) -> Iterator[str]:
    yield f"Interview {row.id}: {STATES.get(row.state, DAMAGED)}"
    if row.state == "private":
        yield f"In {row.changed}. {NOTHING_ELSE}"
        return
    kept = entries(store, row.id)
    held = interview(store, row.id)
    guide = library(row.rules)
    facts = [(NAME, row.person or ("for oneself" if held.opened.own else "")), ("Begun", _moment(row.opened))]
    facts += [("Last change", _moment(row.changed)), ("Rules", _rules(guide, row))]
    yield from (f"{lead}: {one_line(text)}" for lead, text in facts if text)
    yield from section_lines(about(guide, held, _meeting(row, held)))
    yield from _outcome(guide, held)
    if (left := aside(guide, held)).lines:
        yield from section_lines([left])
    yield from section_lines([journal(library, ((_moment(entry.at), entry.event) for entry in kept))])


def _outcome(guide: Guide | None, held: Interview) -> Iterator[str]:
    """The recommendation with its whole explanation, or the answers so far and what is asked next."""
    voice = held.opened.voice
    found = _recommended(guide, held)
    if found:
        yield ""
        yield from explanation_lines(explain(found, voice, held.notes))
        return
    if held.finished:
        yield from ("", f"Came to: {title(guide, held.finished.outcome)}")
    if guide is None:
        yield NO_RULES
        return
    walk = held.walk(guide)
    if walk.path:
        yield from section_lines([Section("answers", "Answers so far", tuple(_with_notes(guide, held)))])
    if walk.current:
        yield from section_lines(
            [Section("next", "Asked next", (Line(question_text(guide, walk.current, voice)),))]
        )


def _with_notes(guide: Guide, held: Interview) -> Iterator[Line]:
    walk = held.walk(guide)
    for step, line in zip(walk.path, answer_lines(walk, held.opened.voice), strict=True):
        yield line
        if step.question in held.notes:
            yield Line(f"Note: {held.notes[step.question]}")


def _recommended(guide: Guide | None, held: Interview) -> Recommendation | None:
    """What a finished interview came to, by its own rules."""
    if guide is None or held.finished is None:
        return None
    walk = held.walk(guide)
    return recommend(walk) if walk.current is None else None


def _meeting(row: Row, held: Interview) -> MeetingFacts:
    return meeting(held, row.opened[:10])


def _rules(guide: Guide | None, row: Row) -> str:
    return f"{guide.front.title} ({row.rules[:8]})" if guide else row.rules[:8]


def _moment(at: str) -> str:
    """2026-03-02T10:11:12+01:00 in the way one writes it."""
    day, _, time = at.partition("T")
    if not time:
        return day
    clock, offset = time[:_CLOCK], time[_CLOCK:]
    return f"{day} {clock}{' UTC' if offset == '+00:00' else offset and f' UTC{offset}'}"


_CLOCK = len("10:11:12")


def _as_json(store: Store, library: RuleVersions, row: Row) -> dict[str, object]:
    (record,) = records(store, [row.id])
    shown: dict[str, object] = {**msgspec.to_builtins(record), "rules": row.rules or None}
    if not record.journal:
        return {**shown, "interview": None, "recommendation": None}
    held = interview(store, row.id)
    found = _recommended(library(row.rules), held)
    report = found and document(build_report(found, held.opened.voice, held.notes, _meeting(row, held)))
    return {**shown, "interview": held, "recommendation": report}
