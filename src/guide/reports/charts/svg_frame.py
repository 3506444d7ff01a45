"""The frame of a chart: its size, and its description for screen readers."""

from collections.abc import Iterable

from guide.common.markup import escape_line, tag
from guide.reports.charts import WIDE


def frame(name: str, title: str, description: str, height: float, parts: Iterable[str]) -> str:
    """Return a complete SVG chart.

    Args:
        name: Unique among the charts of a page, as ids are made of it.
        title: The title for screen readers.
        description: The description for screen readers.
        height: The height, in user units.
        parts: The elements of the chart, as markup.
    """
    return tag(
        "svg",
        tag("title", escape_line(title), id=f"{name}-title"),
        tag("desc", escape_line(description), id=f"{name}-desc"),
        *parts,
        xmlns="http://www.w3.org/2000/svg",
        role="img",
        aria_labelledby=f"{name}-title",
        aria_describedby=f"{name}-desc",
        viewBox=f"0 0 {WIDE:.0f} {height:.1f}",
        font_family="inherit",
    )
