"""The report as a page, with its charts as SVG."""

from collections.abc import Iterator

from guide.common.markup import tag
from guide.presenters.explanation import STANDING
from guide.presenters.report import ROAD_TOLD, STANDS_TOLD, Report
from guide.presenters.view_models import (
    Line,
    Section,
)
from guide.reports.charts import evidence_chart as stands
from guide.reports.charts import path_chart as road
from guide.reports.html_page import escape_text, escape_with_anchors, html_page, link
from guide.reports.line_groups import Group, group_lines


def render(report: Report) -> str:
    """Return the report as a complete HTML page."""
    return html_page(
        f"{report.words.title} – {report.guide}",
        tag("header", tag("p", escape_text(report.guide))),
        tag("main", _summary(report), tag("div", *_rest(report), class_="rest")),
    )


def _summary(report: Report) -> str:
    words = report.words
    verdict = [
        tag("p", escape_text(words.label), class_="label"),
        tag("h1", escape_text(words.title), id="title"),
        *([tag("p", escape_text(words.clarity), class_="clarity")] if words.clarity else []),
        tag("p", _statement(words.because), class_="because"),
        *_steps(report),
    ]
    agreed = report.agreed
    blanks = (
        tag("div", tag("dt", escape_text(line.lead)), tag("dd", escape_text(line.text), dir="auto"))
        for line in agreed.lines
    )
    has_facts = any(line.text for line in agreed.lines)
    return tag(
        "section",
        tag("div", *verdict, class_="verdict"),
        *([section_markup(report.meeting_section)] if report.meeting_section.lines else []),
        *(
            _plan(report, section) if section.name == "plan" else section_markup(section)
            for section in report.summary
        ),
        *([tag("p", escape_text(report.notice), class_="notice")] if report.notice else []),
        tag(
            "div",
            tag("h2", escape_text(agreed.heading)),
            tag("dl", *blanks),
            class_="fill known" if has_facts else "fill",
        ),
        class_="summary",
        aria_labelledby="title",
    )


def _steps(report: Report) -> Iterator[str]:
    """Yield what to do first, and what goes with it. An urgent plan follows right away, whole."""
    words = report.words
    if steps := () if words.urgent else (*words.next_steps, *words.companions):
        pairs = (
            tag(
                "div",
                tag("dt", escape_text(line.lead)),
                tag("dd", escape_with_anchors(line.text), dir="auto"),
            )
            for line in steps
        )
        yield tag("dl", *pairs, class_="steps")


def _plan(report: Report, section: Section) -> str:
    """Return the plan of one kind like any section, plans of several kinds side by side under their names."""
    if len(report.plans) == 1:
        return section_markup(section)
    plans = (
        tag("section", tag("h3", escape_text(plan.heading)), _groups(group_lines(plan.lines)[0].groups))
        for plan in report.plans
    )
    return tag("section", tag("h2", escape_text(section.heading)), tag("div", *plans, class_="plans"))


def _rest(report: Report) -> Iterator[str]:
    for section in report.rest:
        # The chart of the path belongs to the section on other answers.
        chart = _figure(road.path_svg(report), ROAD_TOLD) if section.name == "change" else ""
        yield section_markup(section, chart)
        if section.name == report.last_reason and report.words.stands:
            evidence = _figure(stands.evidence_svg(report.words.stands), STANDS_TOLD)
            yield tag("section", tag("h2", escape_text(STANDING)), evidence)


def _figure(chart: str, caption: str) -> str:
    return tag("figure", chart, tag("figcaption", escape_text(caption)))


def section_markup(section: Section, figure: str = "", level: int = 2) -> str:
    """Return a section with its heading at this level, and a figure below that."""
    inside = []
    for topic in group_lines(section.lines):
        if topic.line:
            inside.append(tag(f"h{level + 1}", escape_text(topic.line.lead)))
            inside.append(tag("p", _statement(topic.line)))
        if topic.groups:
            inside.append(_groups(topic.groups))
    return tag(
        "section", tag(f"h{level}", escape_text(section.heading)), figure, *inside, class_=section.name
    )


def _groups(groups: list[Group]) -> str:
    """Return paragraphs where no line has a lead, else a list of leads with what they lead."""
    if not any(group.lead for group in groups):
        return "".join(tag("p", _statement(line)) for group in groups for line in group.lines)
    return tag("dl", *(tag("div", *_group(group)) for group in groups))


def _group(group: Group) -> Iterator[str]:
    yield tag("dt", escape_text(group.lead))
    for line in group.lines:
        yield tag("dd", _statement(line))


def _statement(line: Line) -> str:
    """Return the text of a line and, set apart from it, its sources."""
    said = escape_text(line.text) if line.typed else escape_with_anchors(line.text)
    text = tag("span", said, class_="says", dir="auto")
    parts = [text]
    if line.cites:
        names = "; ".join(tag("cite", escape_text(name)) for name in line.cites)
        parts.append(tag("small", names))
    if line.url:
        parts.append(link(line.url))
    return " ".join(parts)
