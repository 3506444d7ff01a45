"""The head of the SVG diagram: the guide's title, and what colours and lines mean."""

from collections.abc import Iterator

from guide.authoring.diagram.selection import FAINT, GREY, INK, Diagram, drawn_outcomes, paints_by_kind
from guide.common.markup import line_height, rect, svg_text_width, tag, text_elements, wrap_svg_text
from guide.common.text import one_line

PATH_COLOUR, PATH_TINT, LINE_COLOUR = "#101820", "#ffe9b8", "#75859a"
_TITLE, _SIZE, _SWATCH = 34.0, 15.0, 34.0


def draw_legend(diagram: Diagram, left: float, room: float) -> tuple[tuple[str, ...], float]:
    """Draw the head of the diagram: the title of the guide, and what colours and lines mean.

    Args:
        diagram: What is drawn.
        left: The x coordinate where it begins.
        room: The width that is free.

    Returns:
        The SVG elements, and the y coordinate at which they end.
    """
    lines = wrap_svg_text(diagram.guide.front.title, _TITLE, room)
    title = text_elements(lines, left, 40 + _TITLE, _TITLE, INK, font_weight="bold")
    elements = list(title)
    y = 40 + len(lines) * line_height(_TITLE)
    outcomes = len(drawn_outcomes(diagram.guide, diagram.part))
    summary = f"{len(diagram.part)} questions and {outcomes} outcomes, read from left to right"
    elements += text_elements([summary], left, y + 22, _SIZE, FAINT)
    x, y = left, y + 62
    for sign, text in _entries(diagram):
        wide = _SWATCH + 9 + svg_text_width(text, _SIZE) + 30
        if x > left and x + wide > left + room:
            x, y = left, y + 32
        symbol = tag("g", *sign, transform=f"translate({x:.1f} {y:.1f})")
        elements += [symbol, *text_elements([text], x + _SWATCH + 9, y + 5, _SIZE, INK)]
        x += wide
    return tuple(elements), y + 60


def _entries(diagram: Diagram) -> Iterator[tuple[tuple[str, ...], str]]:
    """Symbols with their meaning. The origin of a symbol is the middle of its left side."""
    outcomes = drawn_outcomes(diagram.guide, diagram.part)
    options = [option for options in diagram.part.values() for option in options.values()]
    kinds = {name for outcome in outcomes for name in diagram.guide.outcomes[outcome].kinds}
    kinds |= {option.add.kind for option in options if option.add}
    for name, paint in paints_by_kind(diagram.guide).items():
        if name in kinds:
            yield (_swatch(paint.tint, paint.line),), one_line(diagram.guide.kinds[name].name)
    if any(not diagram.guide.outcomes[outcome].kinds for outcome in outcomes):
        yield (_swatch(GREY.tint, GREY.line),), "none of these"
    yield (_stroke(LINE_COLOUR),), "leads to the next question"
    if any(option.instead for option in options):
        look = rect(0, -10, _SWATCH, 20, 6, fill=GREY.tint, stroke=GREY.line, stroke_dasharray="5 3")
        yield (look,), "replaces the result so far"
    if any(option.add for option in options):
        yield tuple(text_elements(["+"], 12, 6, 20, INK)), "goes with it"
    if any(not (option.then or option.recommend or option.instead) for option in options):
        yield (rect(12, -5, 10, 10, 0, fill=LINE_COLOUR),), "leads to the result"
    if diagram.marks.path:
        yield (_stroke(PATH_COLOUR, stroke_width=5),), "the answers given"


def _swatch(fill: str, line: str) -> str:
    return rect(0, -10, _SWATCH, 20, 6, fill=fill, stroke=line, stroke_width=2)


def _stroke(colour: str, **look: str | float) -> str:
    return tag("path", d=f"M0 0h{_SWATCH:.0f}", fill="none", stroke=colour, **{"stroke_width": 2.5, **look})
