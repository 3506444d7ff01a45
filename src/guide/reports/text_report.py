"""The report as plain text, in the words of a walk line by line."""

from guide.common.text import escape_control_chars
from guide.presenters.plain_text import explanation_lines, section_lines
from guide.presenters.report import Report
from guide.presenters.view_models import Section


def render(report: Report) -> str:
    """Return the report as plain text, without a line break at its end."""
    notice = ["", report.notice] if report.notice else []
    lines = (report.guide, *section_lines(_meeting(report)), "", *explanation_lines(report.words), *notice)
    # Further lines of a text are indented, so that they pass for no line of the report.
    return "\n".join(escape_control_chars(line).replace("\n", "\n  ") for line in lines)


def _meeting(report: Report) -> tuple[Section, ...]:
    """Return what is known of the interview. Blanks to fill in by hand are left out."""
    agreed = tuple(line for line in report.agreed.lines if line.text)
    sections = (report.meeting_section, Section(report.agreed.name, report.agreed.heading, agreed))
    return tuple(section for section in sections if section.lines)
