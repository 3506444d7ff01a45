"""The report as plain text, as the walk line by line would tell it."""

from guide.common.text import visible
from guide.presenters.plain_text import listed, told
from guide.presenters.report import Report
from guide.presenters.view_models import Section


def render(report: Report) -> str:
    notice = [report.notice] if report.notice else []
    lines = (report.guide, *notice, *listed(_meeting(report)), "", *told(report.words))
    # Further lines of a text stand apart from the lines of the report.
    return "\n".join(visible(line).replace("\n", "\n  ") for line in lines)


def _meeting(report: Report) -> tuple[Section, ...]:
    """What is known of the interview. Lines to fill in by hand have no place here."""
    agreed = tuple(line for line in report.agreed.lines if line.text)
    sections = (report.met, Section(report.agreed.name, report.agreed.heading, agreed))
    return tuple(section for section in sections if section.lines)
