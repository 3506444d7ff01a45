"""The report as Markdown (CommonMark), with its pictures drawn in letters."""

import re
from collections.abc import Iterable, Iterator

from guide.draw.part import one_line
from guide.explain import STANDING, Line, Section
from guide.explain.report import ROAD_TOLD, STANDS_TOLD, Report
from guide.reports.groups import Group, topics
from guide.reports.pictures import road, stands

# What could be markup anywhere in a line, also in the dialects that know tables, links without brackets,
# mathematics, footnotes and mentions.
_MARKUP = re.compile(r"[\\`*_\[\]<>&~|$#{}^@]|:(?=//)|(?<=www)\.", re.IGNORECASE)
# What could be markup at the start of a line: lists, headings, rules.
_START = re.compile(r"^(?:[-+=:]|\d+(?=[.)]))")


def render(report: Report) -> str:
    return "\n".join((*_summary(report), "", "---", *_rest(report)))


def _text(text: str) -> str:
    """The text on one line, so that Markdown takes it as it is."""
    escaped = _MARKUP.sub(r"\\\g<0>", one_line(text))
    return _START.sub(lambda found: f"{found[0]}\\" if found[0].isdigit() else f"\\{found[0]}", escaped)


def _summary(report: Report) -> Iterator[str]:
    words = report.words
    yield _text(report.guide)
    yield from ("", f"# {_text(f'{words.label}: {words.title}')}")
    for text in (_said(words.because), _text(words.clarity), _text(report.notice)):
        if text:
            yield from ("", text)
    if report.met.lines:
        yield from _section(report.met)
    for section in report.summary:
        yield from _plan(report, section) if section.name == "plan" else _section(section)
    blanks = (f"- {line.lead}: {_text(line.text) or '____________'}" for line in report.agreed.lines)
    yield from ("", f"## {report.agreed.heading}", "", *blanks)


def _rest(report: Report) -> Iterator[str]:
    if report.words.stands:
        yield from (
            "",
            f"## {STANDING}",
            "",
            *_picture(stands.as_text(report.words.stands)),
            "",
            STANDS_TOLD,
            "",
        )
        yield from (f"- **{_text(stand.name)}** – {_text(stand.text)}" for stand in report.words.stands)
    for section in report.rest:
        drawn = (*_picture(road.as_text(report)), "", ROAD_TOLD) if section.name == "change" else ()
        yield from _section(section, drawn)


def _plan(report: Report, section: Section) -> Iterator[str]:
    if len(report.plans) == 1:
        yield from _section(section)
        return
    yield from ("", f"## {_text(section.heading)}")
    for plan in report.plans:
        yield from ("", f"### {_text(plan.heading)}", "", *_groups(topics(plan.lines)[0].groups))


def _picture(lines: Iterable[str]) -> tuple[str, ...]:
    """The lines as they are, in a fence that is longer than any within."""
    drawn = tuple(lines)
    ticks = max((len(run) for line in drawn for run in re.findall("`+", line)), default=0)
    fence = "`" * max(3, ticks + 1)
    return (f"{fence}text", *drawn, fence)


def _section(section: Section, drawn: Iterable[str] = ()) -> Iterator[str]:
    yield from ("", f"## {_text(section.heading)}")
    if drawn:
        yield from ("", *drawn)
    for topic in topics(section.lines):
        if topic.line:
            yield from ("", f"### {_text(topic.line.lead)}", "", _said(topic.line))
        if topic.groups:
            yield from ("", *_groups(topic.groups))


def _groups(groups: Iterable[Group]) -> Iterator[str]:
    """A list: what a lead leads beside it, or below it where that is more than one line."""
    for lead, lines in groups:
        if lead and len(lines) == 1:
            yield f"- **{_text(lead)}** – {_said(lines[0])}"
            continue
        if lead:
            yield f"- **{_text(lead)}**"
        yield from (f"{'  ' * bool(lead)}- {_said(line)}" for line in lines)


def _said(line: Line) -> str:
    """What is said and, set apart from it, who says so."""
    return f"{_text(line.text)} *({'; '.join(map(_text, line.cites))})*" if line.cites else _text(line.text)
