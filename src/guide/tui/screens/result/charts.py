"""Drawings with text: bars of evidence, and the path of answers."""

from collections.abc import Callable, Iterable, Iterator, Sequence

from textual.content import Content
from textual.geometry import Size
from textual.widget import Widget

from guide.common.text import escape_control_chars
from guide.presenters.view_models import Line, Stand
from guide.tui.widgets.linked_text import linked_text

PRO, CON, RECOMMENDED = "█", "▒", "●"
"""They differ in shape, so that they can be told apart without colour."""
WIDEST = 2
"""Cells for one statement, where there is room."""
NARROWEST = 4
"""Cells on either side, below which bars would say no more than words."""
NARROWEST_TEXT = 30
"""Cells that a text beside its lead must have at least."""
SHORTEST_NAME, LONGEST_NAME = 8, 24
"""Cells that a name gets in front of bars, where it is that long."""

Draw = Callable[[int], Content]
"""Makes the drawing for a width in cells."""


class DrawnWidget(Widget):
    """A widget that is drawn for the width that it gets."""

    def __init__(self, draw: Draw, *, id: str | None = None, classes: str | None = None) -> None:
        super().__init__(id=id, classes=classes)
        self._draw = draw

    def render(self) -> Content:
        return self._draw(max(1, self.size.width))

    def get_content_height(self, container: Size, viewport: Size, width: int) -> int:  # noqa: ARG002
        return self._draw(max(1, width)).plain.count("\n") + 1


def evidence_drawing(caption: str, stands: Sequence[Stand]) -> Draw:
    """Bars for each kind: to the left what speaks against it, to the right what speaks for it.

    Where there is no room for bars, the numbers stand in words.
    """

    most = max(max(stand.pro, stand.con) for stand in stands)
    longest = max(Content(_flat(stand.name)).cell_length for stand in stands)
    digits = len(str(most))
    taken = len(f"{RECOMMENDED}     │  ") + 2 * digits
    marked = any(stand.recommended for stand in stands)

    def draw(width: int) -> Content:
        name = min(longest, LONGEST_NAME, width - taken - 2 * NARROWEST)
        head = _legend(caption, marked, width)
        if name < min(longest, SHORTEST_NAME):
            return _rows([*head, *(row for stand in stands for row in _words(stand, width))])
        side = min((width - taken - name) // 2, most * WIDEST)
        return _rows([*head, *(_bar(stand, name, digits, side, most) for stand in stands)])

    return draw


def _legend(caption: str, marked: bool, width: int) -> Iterator[Content]:
    keys = [(CON, "$warning", "against"), (PRO, "$success", "for")]
    if marked:
        keys.append((RECOMMENDED, "$primary", "recommended"))
    legend = Content("  ").join(Content.assemble((sign, style), f" {word}") for sign, style, word in keys)
    whole = Content.assemble((caption, "$text-quiet"), "  ", legend)
    if whole.cell_length <= width:
        yield whole
    else:
        yield from Content.styled(caption, "$text-quiet").wrap(width)
        yield from legend.wrap(width)


def _bar(stand: Stand, name: int, digits: int, side: int, most: int) -> Content:
    con, pro = (_cells(count, side, most) for count in (stand.con, stand.pro))
    return Content.assemble(
        _named(stand, name),
        " " * (1 + side - con),
        (CON * con, "$warning"),
        f" {stand.con:>{digits}} │ {stand.pro:<{digits}} ",
        (PRO * pro, "$success"),
    )


def _cells(count: int, side: int, most: int) -> int:
    """The length of a bar. It is at least one cell where there is anything to count."""
    return max(1, round(count * side / most)) if count else 0


def _words(stand: Stand, width: int) -> Iterator[Content]:
    yield _named(stand, max(1, width - 2))
    yield from (row.pad_left(2) for row in Content(escape_control_chars(stand.text)).wrap(max(1, width - 2)))


def _named(stand: Stand, width: int) -> Content:
    name = Content(_flat(stand.name)).truncate(width, ellipsis=True, pad=True)
    if stand.recommended:
        return Content.assemble((f"{RECOMMENDED} ", "$primary"), name.stylize("bold"))
    return Content.assemble("  ", name)


def road(lines: Iterable[Line], label: str, title: str) -> Draw:
    """The questions with their answers, one below the other, and the outcome at the end."""
    stops = list(lines)

    def draw(width: int) -> Content:
        rows: list[Content] = []
        for line in stops:
            if line.lead:
                asked = Content.styled(_flat(line.lead), "$text-quiet")
                rows += _hung("○ ", "│ ", asked, width, "$primary")
            answer = Content.styled(_flat(line.text), "bold" if line.lead else "")
            rows += _hung("│ ", "│ ", answer, width, "$primary")
        end = Content.assemble((f"{label}: ", "$text-quiet"), (_flat(title), "bold $primary"))
        return _rows([*rows, *_hung(f"{RECOMMENDED} ", "  ", end, width, "$primary")])

    return draw


def at_both_ends(left: Content, right: Content) -> Draw:
    """A text at either end of a row; below each other where that is too narrow."""

    def draw(width: int) -> Content:
        between = width - left.cell_length - right.cell_length
        if not right.cell_length or between < 2:
            return _rows([*left.wrap(width), *(right.wrap(width) if right.cell_length else ())])
        return Content.assemble(left, " " * between, right)

    return draw


def aligned(rows: Sequence[tuple[str, str]]) -> Draw:
    """Texts below each other behind their leads; where that is too narrow, each lead begins its text."""
    leads = [Content.styled(_flat(lead), "bold $text-quiet") for lead, _ in rows]
    texts = [linked_text(_flat(text)) for _, text in rows]
    widest = max(lead.cell_length for lead in leads)

    def draw(width: int) -> Content:
        if width - widest < NARROWEST_TEXT:
            pairs = zip(leads, texts, strict=True)
            return _rows(row for lead, text in pairs for row in (lead + ": " + text).wrap(width))
        left = widest + 2
        return _rows(
            row
            for lead, text in zip(leads, texts, strict=True)
            for row in _beside(lead.pad_right(left - lead.cell_length), text, width - left, left)
        )

    return draw


def _beside(lead: Content, text: Content, width: int, left: int) -> Iterator[Content]:
    for number, row in enumerate(text.wrap(max(1, width))):
        yield Content.assemble(Content(" " * left) if number else lead, row)


def stacked(draws: Iterable[Draw]) -> Draw:
    """These drawings, one below the other."""
    every = tuple(draws)
    return lambda width: _rows(draw(width) for draw in every)


def plain(text: Content, *, above: bool) -> Draw:
    """The text on its own, with an empty row above it or not."""
    return lambda width: _rows([*[Content()][:above], *text.wrap(width)])


def hung(sign: str, text: Content) -> Draw:
    """The text behind a sign, its further rows below its beginning."""
    return lambda width: _rows(_hung(f"{sign} ", "  ", text, width))


def cut(sign: str, text: Content) -> Draw:
    """As much of the text as one row has room for, behind a sign."""
    return lambda width: Content.assemble(f"{sign} ", text.truncate(max(1, width - 2), ellipsis=True))


def _hung(first: str, further: str, text: Content, width: int, style: str = "") -> Iterator[Content]:
    for number, row in enumerate(text.wrap(max(1, width - 2))):
        yield Content.assemble((further if number else first, style), row)


def _rows(rows: Iterable[Content]) -> Content:
    return Content("\n").join(rows)


def _flat(text: str) -> str:
    return " ".join(escape_control_chars(text).split())
