"""Statistics of a whole file that was decided."""

from collections import Counter

from guide.batch.path_cache import CachedPath
from guide.presenters.batch_tables import StatisticsTable, companion_table, outcome_table
from guide.reports.statistics import statistics_csv, statistics_html, statistics_text
from guide.ruleset.model import Guide


def statistics_tables(
    guide: Guide, counts: Counter[tuple[str, CachedPath | None]], least: int
) -> tuple[StatisticsTable, ...]:
    """Return a table of the outcomes of all rows, and one of the added kinds where there are any.

    Args:
        guide: The guide.
        counts: The rows by group and path, as ``Work.counted`` returns them.
        least: The smallest group that is shown.
    """
    outcomes: Counter[tuple[str, str]] = Counter()
    companions: Counter[tuple[str, str]] = Counter()
    for (group, end), number in counts.items():
        outcomes[group, end.decided.outcome if end else ""] += number
        for kind in end.decided.companions if end else ():
            companions[group, kind] += number
    tables = [outcome_table(guide, outcomes, least)]
    if companions:
        tables.append(companion_table(guide, companions, least))
    return tuple(tables)


def render_statistics(form: str, tables: tuple[StatisticsTable, ...]) -> str:
    """Return the tables as text that ends with a line break; ``form`` is “csv”, “html” or “table”."""
    match form:
        case "csv":
            return statistics_csv.render(tables)
        case "html":
            return statistics_html.render(tables)
        case _:
            return "\n\n".join(map(statistics_text.render, tables)) + "\n"
