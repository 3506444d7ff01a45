"""Sections of an explanation as one text."""

from textual.content import Content
from textual.style import Style

from guide.common.text import escape_control_chars
from guide.presenters.view_models import Line, Section
from guide.tui.widgets.linked_text import linked_text


def sections_content(sections: tuple[Section, ...]) -> Content:
    """All sections as one text to show. The first heading is a title, and its lines are dimmed."""
    parts: list[Content | tuple[str, str]] = []
    for number, section in enumerate(sections):
        parts.append(
            (f"{escape_control_chars(section.heading)}\n", "bold $accent" if number else "bold $primary")
        )
        for line in section.lines:
            if line.lead:
                parts.append((f"{escape_control_chars(line.lead)}\n", "$text-quiet"))
            parts.append(line_content(line, "" if number or line.lead else "$text-quiet"))
            if line.cites:
                parts.append((f"  [{escape_control_chars('; '.join(line.cites))}]", "$text-quiet"))
            parts += [link_of(line), ("\n", "")]
        parts.append(("\n", ""))
    return Content.assemble(*parts)


def line_content(line: Line, style: str = "") -> Content:
    """The text of a line, with addresses as links unless somebody has typed it."""
    if line.typed:
        return Content.styled(escape_control_chars(line.text), style)
    return linked_text(line.text, style)


def link_of(line: Line) -> Content:
    """The web address of a line after a space, as a link where the terminal knows those; else nothing.

    The rules are read through a gate that lets no address pass with characters that act on a terminal.
    """
    if not line.url:
        return Content()
    return Content(" ") + Content.styled(line.url, Style(link=line.url, underline=True))
