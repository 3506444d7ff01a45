"""All that is held about a person as a page."""

from collections.abc import Iterator

from guide.common.markup import tag
from guide.presenters.person_report import HeldInterview, PersonReport
from guide.reports.html_page import escape_text, html_page
from guide.reports.html_report import section_markup


def person_page(report: PersonReport) -> str:
    """Return the report as a complete HTML page."""
    about = (tag("p", escape_text(sentence)) for sentence in report.about)
    return html_page(
        report.title,
        tag("main", tag("h1", escape_text(report.title)), *about, *_parts(report)),
    )


def _parts(report: PersonReport) -> Iterator[str]:
    yield from map(_interview, report.interviews)
    if report.others:
        yield section_markup(report.other_section)


def _interview(interview: HeldInterview) -> str:
    sections = (section_markup(section, level=3) for section in interview.sections)
    return tag("section", tag("h2", escape_text(interview.heading)), *sections)
