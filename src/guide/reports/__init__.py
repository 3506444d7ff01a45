"""A report of a recommendation as text, in each of the formats that a file can have."""

from collections.abc import Callable, Mapping
from types import MappingProxyType
from typing import TYPE_CHECKING, NamedTuple

from guide.common.text import join_words

# The help of every command line names the formats. What they are rendered with is imported when a report is
# made, so that the help does not pay for it.
if TYPE_CHECKING:
    from guide.engine.recommendation import Recommendation
    from guide.presenters.interview_facts import MeetingFacts
    from guide.presenters.report import Report
    from guide.ruleset.model import Voice


class Format(NamedTuple):
    """A format of reports. ``label`` is its name in options; ``render`` returns a report as text."""

    label: str
    render: "Callable[[Report], str]"


def _render_html(report: "Report") -> str:
    from guide.reports import html_report

    return html_report.render(report)


def _render_markdown(report: "Report") -> str:
    from guide.reports import markdown_report

    return markdown_report.render(report)


def _render_text(report: "Report") -> str:
    from guide.reports import text_report

    return text_report.render(report)


def _render_json(report: "Report") -> str:
    from guide.reports import json_report

    return json_report.render(report)


FORMATS: Mapping[str, Format] = {
    ".html": Format("html", _render_html),
    ".md": Format("markdown", _render_markdown),
    ".txt": Format("text", _render_text),
    ".json": Format("json", _render_json),
}
"""The formats by the suffix of the file. Every help text and every check of a suffix reads this table."""

SUFFIXES = join_words(tuple(FORMATS), "or")
"""The suffixes as they stand in a sentence: “.html, .md, .txt or .json”."""

_NO_NOTES: Mapping[str, str] = MappingProxyType({})


def render(
    suffix: str,
    recommendation: "Recommendation",
    voice: "Voice",
    notes: Mapping[str, str] = _NO_NOTES,
    meeting: "MeetingFacts | None" = None,
    with_notes: bool | None = None,
) -> str:
    """Return a report as text in one of the formats, without a line break at its end.

    Args:
        suffix: A key of ``FORMATS``.
        recommendation: What is reported. After a private outcome, the report contains nothing of the answers.
        voice: Whether the report speaks to the person or about them.
        notes: Notes by question id.
        meeting: The interview that the recommendation comes from; None for a walk for oneself.
        with_notes: Whether notes are in the report. None stands for the rule: the notes of an interview are
            the interviewer's, so only JSON, which is for programs, has them; notes of a walk for oneself are
            always in.
    """
    from guide.presenters.report import build_report

    if with_notes is None:
        with_notes = meeting is None or suffix == ".json"
    report = build_report(recommendation, voice, notes if with_notes else _NO_NOTES, meeting)
    return FORMATS[suffix].render(report)
