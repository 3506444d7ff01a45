"""The frame of a picture: its size, and what it is for whoever cannot see it."""

from collections.abc import Iterable

from guide.common.markup import escape_text, tag
from guide.reports.charts import WIDE


def frame(name: str, title: str, description: str, height: float, drawn: Iterable[str]) -> str:
    """``name`` is the picture's own among those on a page."""
    return tag(
        "svg",
        tag("title", escape_text(title), id=f"{name}-title"),
        tag("desc", escape_text(description), id=f"{name}-desc"),
        *drawn,
        xmlns="http://www.w3.org/2000/svg",
        role="img",
        aria_labelledby=f"{name}-title",
        aria_describedby=f"{name}-desc",
        viewBox=f"0 0 {WIDE:.0f} {height:.1f}",
        font_family="inherit",
    )
