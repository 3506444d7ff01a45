"""The report as plain text, as the walk line by line would tell it."""

from guide.common.text import escape_control_chars
from guide.presenters.plain_text import explanation_lines, section_lines
from guide.presenters.report import Report
from guide.presenters.view_models import Section


def render(report: Report) -> str:
    notice = [report.notice] if report.notice else []
    lines = (report.guide, *notice, *section_lines(_meeting(report)), "", *explanation_lines(report.words))
    # Further lines of a text stand apart from the lines of the report.
    return "\n".join(escape_control_chars(line).replace("\n", "\n  ") for line in lines)


def _meeting(report: Report) -> tuple[Section, ...]:
    """What is known of the interview. Lines to fill in by hand have no place here."""
    agreed = tuple(line for line in report.agreed.lines if line.text)
    sections = (report.met, Section(report.agreed.name, report.agreed.heading, agreed))
    return tuple(section for section in sections if section.lines)
