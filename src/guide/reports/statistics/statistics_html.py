"""The statistics of a batch as a page that stands alone, with a bar for each number."""

from collections.abc import Iterator

from guide.common.markup import tag
from guide.presenters.batch_tables import ALL, NOT_SHOWN, StatisticsTable
from guide.reports.html_page import escape_text, html_page

TITLE = "What many people's answers come to"


def render(tables: tuple[StatisticsTable, ...]) -> str:
    """Return the tables as a complete HTML page, with a bar for each number."""
    sections = (tag("section", *_section(table), class_="figures") for table in tables)
    return html_page(TITLE, tag("main", tag("h1", escape_text(TITLE)), *sections)) + "\n"


def _section(table: StatisticsTable) -> Iterator[str]:
    yield tag("h2", escape_text(table.heading))
    for place, group in enumerate(table.groups):
        column = [(name, numbers[place]) for name, numbers in table.rows.items()]
        most = max((number or 0 for name, number in column if name != ALL), default=0)
        rows = (_row(name, number, most) for name, number in column)
        caption = tag("caption", escape_text(group)) if len(table.groups) > 1 else ""
        yield tag("table", caption, tag("tbody", *rows))
    if table.note:
        yield tag("p", escape_text(table.note), class_="told")


def _row(name: str, number: int | None, most: int) -> str:
    text = NOT_SHOWN if number is None else f"{number:,}"
    share = 0.0 if number is None or name == ALL or not most else 100 * number / most
    bar = tag("span", "", class_="bar", style=f"width:{share:.1f}%")
    return tag(
        "tr", tag("th", escape_text(name), scope="row"), tag("td", text), tag("td", bar, aria_hidden="true")
    )
