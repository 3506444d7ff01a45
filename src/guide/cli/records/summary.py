"""``guide records summary``: figures of periods, as a table, CSV or JSON."""

import csv
from argparse import Namespace
from collections.abc import Iterator, Mapping
from io import StringIO
from typing import NamedTuple

from guide.cli.bars import TextBar, bar_lines
from guide.cli.commands import DONE
from guide.cli.records.common import complain, say, today
from guide.cli.table import screen_width
from guide.common.csv_safety import escape_formula
from guide.common.output import put_out
from guide.common.text import one_line
from guide.presenters import statistics_labels as words
from guide.reports.json_report import encode_json
from guide.sessions.rule_versions import RuleVersions
from guide.statistics.periods import PRIVATE, Period, PeriodTable, PeriodTotal, Sum, periods, rounded, total
from guide.storage import Store
from guide.storage.queries import Query, count, counts, due
from guide.storage.settings import said_of, setting, unreadable

LONGEST = 12
"""Months of the longest period."""
_CSV = ("first", "last", "figure", "outcome", "title", "companions", "month", "number")


class _Summary(NamedTuple):
    """Titles and names are by id; ``waiting`` and ``unfinished`` are rounded down."""

    least: int
    length: int
    periods: tuple[Period, ...]
    waiting: int
    unfinished: int
    titles: Mapping[str, str]
    kinds: Mapping[str, str]


def run_summary(store: Store, chosen: Namespace) -> int:
    least, length = setting(store, "least"), setting(store, "period")
    for name in unreadable(store):
        complain(said_of(name))
    library = RuleVersions(store)
    found = _Summary(
        least=least,
        length=length,
        periods=periods(counts(store), least, length, today(), chosen.since, chosen.until),
        waiting=rounded(len(due(store, today().isoformat())), least),
        unfinished=rounded(count(store, Query(state="open")), least),
        titles=library.titles(),
        kinds=library.kinds(),
    )
    if chosen.json or chosen.form == "json":
        put_out(f"{encode_json(_as_json(found))}\n")
    elif chosen.form == "csv":
        put_out(_as_csv(found))
    else:
        say(*_told(found))
    return DONE


def _told(found: _Summary) -> Iterator[str]:
    if any(period.total for period in found.periods):
        yield from _figures(found)
    else:
        yield f"There is no period to show in which {found.least} interviews or more came to an end."
    yield f"{_whole_months(found.length)} Groups of fewer than {found.least} are not shown."
    if found.length < LONGEST:
        yield f"Where few are interviewed, longer periods show more: “guide records set period {LONGEST}”."
    yield ""
    yield f"{words.WAITING}: {words.at_least(found.waiting, found.least)}"
    yield f"{words.OPEN}: {words.at_least(found.unfinished, found.least)}"


def _whole_months(length: int) -> str:
    what = {1: "single months", 3: "quarters", 6: "half-years", 12: "whole years"}
    return f"Figures are for {what.get(length, f'periods of {length} months')} that are over."


def _figures(found: _Summary) -> Iterator[str]:
    whole = total(found.periods)
    width = screen_width()
    span = words.span(found.periods[0].first, found.periods[-1].last)
    yield f"{words.ENDED}, {span}: {words.format_sum(whole.total)}"
    yield ""
    yield words.BY_OUTCOME
    yield from bar_lines(tuple(_outcomes(found, whole)), width)
    if len(found.periods) > 1:
        yield ""
        yield words.BY_PERIOD
        yield from bar_lines([_period(found, period) for period in found.periods], width)
    if found.length > 1:
        yield ""
        yield words.BY_MONTH
        yield from bar_lines(tuple(_months(found)), width)
    yield ""


def _outcomes(found: _Summary, whole: PeriodTotal) -> Iterator[TextBar]:
    """Each outcome, the most frequent first, and under it what went with it."""
    for outcome, number in _by_number(whole.outcomes):
        yield TextBar(words.outcome_label(found.titles, outcome), number.number, words.format_sum(number))
        for companions, part in _by_number(whole.companions.get(outcome, {})):
            if companions or len(whole.companions[outcome]) > 1:
                label = words.going_with(found.kinds, companions)
                yield TextBar(label, part.number, words.format_sum(part), part=True)
    if whole.rest:
        yield TextBar(words.REST, whole.rest, f"{whole.rest:,}")


def _by_number(sums: Mapping[str, Sum]) -> list[tuple[str, Sum]]:
    return sorted(sums.items(), key=lambda item: (-item[1].number, item[0]))


def _period(found: _Summary, period: Period) -> TextBar:
    told = f"{period.total:,}" if period.total else words.FEW.format(found.least)
    return TextBar(words.span(period.first, period.last), period.total, told)


def _months(found: _Summary) -> Iterator[TextBar]:
    for period in found.periods:
        for month, number in period.months.parts.items():
            yield TextBar(words.span(month, month), number, f"{number:,}")
        if period.months.rest:
            label = f"{words.span(period.first, period.last)}, {words.REST}"
            yield TextBar(label, period.months.rest, f"{period.months.rest:,}")


def _as_json(found: _Summary) -> dict[str, object]:
    whole = total(found.periods)
    return {
        "least": found.least,
        "months_in_a_period": found.length,
        "periods": [_period_as_json(found, period) for period in found.periods],
        "together": {
            "total": whole.total._asdict(),
            "outcomes": [
                {
                    **_named(found, outcome),
                    **number._asdict(),
                    "with": _parts(whole.companions.get(outcome, {})),
                }
                for outcome, number in _by_number(whole.outcomes)
            ],
            "rest": whole.rest,
        },
        "reviews_waiting_at_least": found.waiting,
        "not_finished_at_least": found.unfinished,
    }


def _period_as_json(found: _Summary, period: Period) -> dict[str, object]:
    if not period.total:
        return {"first": period.first, "last": period.last, "total": None}
    outcomes = [
        {
            **_named(found, outcome),
            "number": number,
            "with": [
                {"companions": companions.split(), "number": part}
                for companions, part in period.companions.get(outcome, PeriodTable({})).parts.items()
            ],
            "with_rest": period.companions.get(outcome, PeriodTable({})).rest,
        }
        for outcome, number in period.outcomes.parts.items()
    ]
    return {
        "first": period.first,
        "last": period.last,
        "total": period.total,
        "outcomes": outcomes,
        "outcomes_rest": period.outcomes.rest,
        "months": period.months.parts,
        "months_rest": period.months.rest,
    }


def _named(found: _Summary, outcome: str) -> dict[str, object]:
    """A private end has no id."""
    return {"outcome": outcome or None, "title": words.outcome_label(found.titles, outcome)}


def _parts(sums: Mapping[str, Sum]) -> list[dict[str, object]]:
    return [{"companions": name.split(), **part._asdict()} for name, part in _by_number(sums)]


def _as_csv(found: _Summary) -> str:
    text = StringIO()
    writer = csv.writer(text, lineterminator="\n")
    writer.writerow(_CSV)
    for period in found.periods:
        for row in _rows(found, period):
            writer.writerow(
                [escape_formula(one_line(str(cell))) for cell in (period.first, period.last, *row)]
            )
    return text.getvalue()


def _rows(found: _Summary, period: Period) -> Iterator[tuple[object, ...]]:
    """The columns of ``_CSV`` from the figure on. A period that shows nothing has no rows."""
    if not period.total:
        return
    yield "total", "", "", "", "", period.total
    for outcome, number in period.outcomes.parts.items():
        title = words.outcome_label(found.titles, outcome)
        yield "private" if outcome == PRIVATE else "outcome", outcome, title, "", "", number
        with_it = period.companions.get(outcome, PeriodTable({}))
        for companions, part in with_it.parts.items():
            yield "companions", outcome, title, companions, "", part
        if with_it.rest:
            yield "other companions", outcome, title, "", "", with_it.rest
    if period.outcomes.rest:
        yield "other outcomes", "", "", "", "", period.outcomes.rest
    for month, number in period.months.parts.items():
        yield "month", "", "", "", month, number
    if period.months.rest:
        yield "other months", "", "", "", "", period.months.rest
