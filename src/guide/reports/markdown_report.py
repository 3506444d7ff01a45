"""The report as Markdown (CommonMark), with its charts drawn in characters."""

import re
from collections.abc import Iterable, Iterator

from guide.presenters.explanation import STANDING
from guide.presenters.report import ROAD_TOLD, STANDS_TOLD, Report
from guide.presenters.view_models import (
    Line,
    Section,
)
from guide.reports.charts import evidence_chart as stands
from guide.reports.charts import path_chart as road
from guide.reports.line_groups import Group, group_lines
from guide.reports.markdown_escape import escape_markdown, escape_with_links, markdown_link


def render(report: Report) -> str:
    """Return the report as Markdown, without a line break at its end."""
    return "\n".join((*_summary(report), "", "---", *_rest(report)))


def _summary(report: Report) -> Iterator[str]:
    words = report.words
    yield escape_markdown(report.guide)
    yield from ("", f"# {escape_markdown(f'{words.label}: {words.title}')}")
    for text in (escape_markdown(words.clarity), _statement(words.because)):
        if text:
            yield from ("", text)
    # An urgent plan follows right away, whole.
    if steps := () if words.urgent else (*words.next_steps, *words.companions):
        yield from (
            "",
            *(f"- **{escape_markdown(line.lead)}** – {escape_with_links(line.text)}" for line in steps),
        )
    if report.meeting_section.lines:
        yield from _section(report.meeting_section)
    for section in report.summary:
        yield from _plan(report, section) if section.name == "plan" else _section(section)
    if report.notice:
        yield from ("", escape_markdown(report.notice))
    blanks = (
        f"- {line.lead}: {escape_markdown(line.text) or '____________'}" for line in report.agreed.lines
    )
    yield from ("", f"## {report.agreed.heading}", "", *blanks)


def _rest(report: Report) -> Iterator[str]:
    for section in report.rest:
        chart = (*_picture(road.path_text(report)), "", ROAD_TOLD) if section.name == "change" else ()
        yield from _section(section, chart)
        if section.name == report.last_reason and report.words.stands:
            yield from _evidence(report)


def _evidence(report: Report) -> Iterator[str]:
    chart = _picture(stands.evidence_text(report.words.stands))
    yield from ("", f"## {STANDING}", "", *chart, "", STANDS_TOLD, "")
    for stand in report.words.stands:
        yield f"- **{escape_markdown(stand.name)}** – {escape_markdown(stand.text)}"


def _plan(report: Report, section: Section) -> Iterator[str]:
    if len(report.plans) == 1:
        yield from _section(section)
        return
    yield from ("", f"## {escape_markdown(section.heading)}")
    for plan in report.plans:
        yield from (
            "",
            f"### {escape_markdown(plan.heading)}",
            "",
            *_groups(group_lines(plan.lines)[0].groups),
        )


def _picture(lines: Iterable[str]) -> tuple[str, ...]:
    """Return the lines in a code fence that is longer than any run of backticks in them."""
    rows = tuple(lines)
    ticks = max((len(run) for line in rows for run in re.findall("`+", line)), default=0)
    fence = "`" * max(3, ticks + 1)
    return (f"{fence}text", *rows, fence)


def _section(section: Section, chart: Iterable[str] = ()) -> Iterator[str]:
    yield from ("", f"## {escape_markdown(section.heading)}")
    if chart:
        yield from ("", *chart)
    for topic in group_lines(section.lines):
        if topic.line:
            yield from ("", f"### {escape_markdown(topic.line.lead)}", "", _statement(topic.line))
        if topic.groups:
            yield from ("", *_groups(topic.groups))


def _groups(groups: Iterable[Group]) -> Iterator[str]:
    """Yield a list. What a lead leads stands beside it, or below it where that is more than one line."""
    for lead, lines in groups:
        if lead and len(lines) == 1:
            yield f"- **{escape_markdown(lead)}** – {_statement(lines[0])}"
            continue
        if lead:
            yield f"- **{escape_markdown(lead)}**"
        yield from (f"{'  ' * bool(lead)}- {_statement(line)}" for line in lines)


def _statement(line: Line) -> str:
    """Return the text of a line and, set apart from it, its sources."""
    cites = f" *({'; '.join(map(escape_markdown, line.cites))})*" if line.cites else ""
    said = escape_markdown(line.text) if line.typed else escape_with_links(line.text)
    return f"{said}{cites}{f' {markdown_link(line.url)}' if line.url else ''}"
