"""``guide records summary``: statistics of whole periods, as a table, CSV or JSON."""

from argparse import Namespace
from collections.abc import Iterator

from guide.cli.commands import DONE
from guide.cli.records.common import say, warn
from guide.cli.records.records_command import Commands, add_command, add_period
from guide.cli.records.summary_formats import Summary, summary_as_csv, summary_as_json
from guide.cli.table import screen_width
from guide.cli.text_bars import bar_lines
from guide.common.dates import today
from guide.common.output import put_out
from guide.presenters import statistics_labels as labels
from guide.presenters.statistics_rows import month_bars, outcome_bars, period_bar
from guide.reports.json_report import encode_json
from guide.sessions.rule_versions import RuleVersions
from guide.statistics.periods import periods, round_down, sum_periods
from guide.storage import Store
from guide.storage.queries import Query, count_ends, count_rows, due_reviews
from guide.storage.store_settings import damaged_setting_text, damaged_settings, get_setting

LONGEST = 12
"""Months of the longest period."""


def add_parser(commands: Commands) -> None:
    """Add ``guide records summary`` and its options to the parser of its group."""
    description = "figures of periods, without groups of few people"
    parser = add_command(commands, "summary", _run, description, only_reads=True)
    add_period(parser, "for the periods that ended: those that these days are in,")
    parser.add_argument(
        "--as", dest="form", choices=("table", "csv", "json"), default="table", help="how to write it"
    )


def _run(store: Store, args: Namespace) -> int:
    least, months = get_setting(store, "least"), get_setting(store, "period")
    for name in damaged_settings(store):
        warn(damaged_setting_text(name))
    rules = RuleVersions(store)
    summary = Summary(
        min_group_size=least,
        months=months,
        periods=periods(count_ends(store), least, months, today(), args.since, args.until),
        waiting=round_down(len(due_reviews(store, today().isoformat())), least),
        unfinished=round_down(count_rows(store, Query(state="open")), least),
        titles=rules.titles(),
        kinds=rules.kinds(),
    )
    if args.json or args.form == "json":
        put_out(f"{encode_json(summary_as_json(summary))}\n")
    elif args.form == "csv":
        put_out(summary_as_csv(summary))
    else:
        say(*_lines(summary))
    return DONE


def _lines(summary: Summary) -> Iterator[str]:
    least = summary.min_group_size
    if any(period.total for period in summary.periods):
        yield from _chart_lines(summary)
    else:
        yield f"There is no period to show in which {least} interviews or more came to an end."
    yield f"{_describe_periods(summary.months)} Groups of fewer than {least} are not shown."
    if summary.months < LONGEST:
        yield f"Where few are interviewed, longer periods show more: “guide records set period {LONGEST}”."
    yield ""
    yield f"{labels.WAITING}: {labels.at_least(summary.waiting, least)}"
    yield f"{labels.OPEN}: {labels.at_least(summary.unfinished, least)}"


def _describe_periods(months: int) -> str:
    name = {1: "single months", 3: "quarters", 6: "half-years", 12: "whole years"}
    return f"Figures are for {name.get(months, f'periods of {months} months')} that are over."


def _chart_lines(summary: Summary) -> Iterator[str]:
    whole = sum_periods(summary.periods)
    width = screen_width()
    span = labels.period_label(summary.periods[0].first, summary.periods[-1].last)
    yield f"{labels.ENDED}, {span}: {labels.format_sum(whole.total)}"
    yield ""
    yield labels.BY_OUTCOME
    yield from bar_lines(tuple(outcome_bars(whole, summary.titles, summary.kinds)), width)
    if len(summary.periods) > 1:
        yield ""
        yield labels.BY_PERIOD
        bars = [period_bar(period, summary.min_group_size) for period in summary.periods]
        yield from bar_lines(bars, width)
    if summary.months > 1:
        yield ""
        yield labels.BY_MONTH
        yield from bar_lines(tuple(month_bars(summary.periods)), width)
    yield ""
