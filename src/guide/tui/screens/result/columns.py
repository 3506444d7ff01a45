"""A layout that fills as many columns as the widest of its widgets leaves room for."""

from textual.geometry import Offset, Region, Size, Spacing
from textual.layout import ArrangeResult, Layout, WidgetPlacement
from textual.widget import Widget

MOST_COLUMNS = 3
GAP = 4
"""Cells between two columns."""


class ColumnsLayout(Layout):
    """Puts widgets of one row each below each other, column by column, so that their order is read downwards.

    In a single column a widget takes as many rows as it needs.
    """

    name = "columns"

    def arrange(
        self,
        parent: Widget,
        children: list[Widget],
        size: Size,
        greedy: bool = True,  # noqa: ARG002
    ) -> ArrangeResult:
        if not children:
            return []
        viewport = parent.app.size
        widest = max(child.get_content_width(size, viewport) for child in children)
        columns = min(MOST_COLUMNS, len(children), max(1, (size.width + GAP) // (widest + GAP)))
        rows = -(-len(children) // columns)
        width = min(widest, size.width) if columns == 1 else widest
        placements: ArrangeResult = []
        for number, child in enumerate(children):
            column, row = divmod(number, rows)
            height = child.get_content_height(size, viewport, width) if columns == 1 else 1
            y = row if columns > 1 or not placements else placements[-1].region.bottom
            region = Region(column * (widest + GAP), y, width, height)
            placements.append(WidgetPlacement(region, Offset(), Spacing(), child))
        return placements
