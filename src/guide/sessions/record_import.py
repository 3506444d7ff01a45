"""Records from elsewhere, looked at as a whole and by their own rules before any of them is taken."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from datetime import date, datetime

from guide.engine.decision import decide
from guide.interviews.events import Answered, Event, Finished, FollowUpAgreed, Moved, Responded, Reviewed
from guide.interviews.state import Interview, replay_events
from guide.ruleset.model import Guide
from guide.ruleset.parsing.loader import load
from guide.ruleset.problems import RulesError
from guide.storage.expiry import CLOCKS, parse_moment, runs_backwards
from guide.storage.transfer import Record

Rules = Callable[[str], Guide | None]
"""The guide that has a digest; None where there is none to look by."""


def read_rules(texts: Mapping[str, Mapping[str, bytes]]) -> tuple[dict[str, Guide], list[str]]:
    """Load several versions of the rules.

    Args:
        texts: By digest, the content of the files of a version by name.

    Returns:
        The guides by digest, and a sentence for each version that cannot be loaded.
    """
    guides = {}
    wrong = []
    for name, files in texts.items():
        try:
            guides[name] = load(files)[0]
        except RulesError:
            wrong.append(f"this version cannot read the rules {name[:8]} in it")
    return guides, wrong


def faults(records: Iterable[Record], rules: Rules, now: datetime) -> Iterator[str]:
    """Yield a sentence for each record whose content cannot be right, with the number of the record.

    Args:
        records: Records to import. Each has been decoded, and is a valid journal.
        rules: Returns the guide with a digest; None where it cannot be read.
        now: The present moment, after which nothing can be dated.
    """
    for number, record in enumerate(records, 1):
        if record.journal and (why := _fault(record, rules, now)):
            yield f"its record {number} {why}"


def _fault(record: Record, rules: Rules, now: datetime) -> str:
    """As the end of a sentence; empty where nothing is wrong."""
    return _misdated(record, now) or _contradicted(record, rules)


def _misdated(record: Record, now: datetime) -> str:
    try:
        opened, changed = parse_moment(record.opened), parse_moment(record.changed)
        moments = [parse_moment(entry.at) for entry in record.journal]
        if runs_backwards(record.journal):
            return "has moments that run backwards"
    except (ValueError, OverflowError):
        return "has a moment that is none"
    if max(*moments, changed) > now + CLOCKS:
        return "has a moment in the future"
    if opened != moments[0] or changed < max(moments) - CLOCKS:
        return "is dated otherwise than its journal"
    return ""


def _contradicted(record: Record, rules: Rules) -> str:
    """What of the journal its rules could not have led to."""
    first, *rest = record.journal
    interview = replay_events([first.event])
    guide = rules(interview.rules)
    for entry in rest:
        event = entry.event
        if isinstance(event, Moved):
            guide = rules(event.rules)
        if guide is not None and (why := _impossible(guide, interview, event)):
            return why
        interview = interview.apply(event)
    return ""


def _impossible(guide: Guide, interview: Interview, event: Event) -> str:
    """Why the rules do not let this event follow on the interview so far."""
    match event:
        case Answered(question, option):
            return _unknown_answers(guide, {question: option})
        case Moved(_, answers, _):
            return _unknown_answers(guide, answers)
        case Finished():
            return _unfounded(guide, interview, event)
        case Responded(_, kind) if kind and kind not in guide.kinds:
            return "prefers what its rules do not have"
        case FollowUpAgreed(_, _, review) | Reviewed(review) if not _is_day(review):
            return "has a review on a day that is none"
    return ""


def _unknown_answers(guide: Guide, answers: Mapping[str, str]) -> str:
    for question, option in answers.items():
        if question not in guide.questions:
            return "answers a question that its rules do not have"
        if option not in guide.questions[question].options:
            return "has an answer that its rules do not have"
    return ""


def _unfounded(guide: Guide, interview: Interview, finished: Finished) -> str:
    walk = interview.walk(guide)
    if walk.current is not None:
        return "is finished without all answers"
    decision = decide(walk)
    if guide.outcomes[decision.outcome].private:
        return "was a private matter, but has a journal"
    companions = tuple(companion.kind for companion in decision.companions)
    if (decision.outcome, companions) != (finished.outcome, finished.companions):
        return "came to something else than its answers say"
    return ""


def _is_day(written: str) -> bool:
    try:
        return not written or date.fromisoformat(written).isoformat() == written
    except ValueError:
        return False
