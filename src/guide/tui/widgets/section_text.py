"""Sections of an explanation as one text."""

from textual.content import Content

from guide.common.text import escape_control_chars
from guide.presenters.view_models import Section


def sections_content(sections: tuple[Section, ...]) -> Content:
    """All sections as one text to show. The first heading is a title, and its lines are dimmed."""
    parts: list[tuple[str, str]] = []
    for number, section in enumerate(sections):
        parts.append(
            (f"{escape_control_chars(section.heading)}\n", "bold $accent" if number else "bold $primary")
        )
        for line in section.lines:
            if line.lead:
                parts.append((f"{escape_control_chars(line.lead)}\n", "$text-quiet"))
            parts.append((escape_control_chars(line.text), "" if number or line.lead else "$text-quiet"))
            if line.cites:
                parts.append((f"  [{escape_control_chars('; '.join(line.cites))}]", "$text-quiet"))
            parts.append(("\n", ""))
        parts.append(("\n", ""))
    return Content.assemble(*parts)
