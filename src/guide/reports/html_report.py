"""The report as a page."""

from collections.abc import Iterator

from guide.common.markup import tag
from guide.presenters.explanation import STANDING, Line, Section
from guide.presenters.report import ROAD_TOLD, STANDS_TOLD, Report
from guide.reports.charts import evidence_chart as stands
from guide.reports.charts import path_chart as road
from guide.reports.html_page import escape_text, html_page
from guide.reports.line_groups import Group, group_lines


def render(report: Report) -> str:
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
        tag("p", _said(words.because), class_="because"),
        *(tag("p", escape_text(said), class_="clarity") for said in (words.clarity, report.notice) if said),
    ]
    agreed = report.agreed
    blanks = (
        tag("div", tag("dt", escape_text(line.lead)), tag("dd", escape_text(line.text), dir="auto"))
        for line in agreed.lines
    )
    known = any(line.text for line in agreed.lines)
    return tag(
        "section",
        tag("div", *verdict, class_="verdict"),
        *([_section(report.met)] if report.met.lines else []),
        *(_plan(report, it) if it.name == "plan" else _section(it) for it in report.summary),
        tag(
            "div",
            tag("h2", escape_text(agreed.heading)),
            tag("dl", *blanks),
            class_="fill known" if known else "fill",
        ),
        class_="summary",
        aria_labelledby="title",
    )


def _plan(report: Report, section: Section) -> str:
    """Of one kind as any other section; of several side by side, each under its name."""
    if len(report.plans) == 1:
        return _section(section)
    plans = (
        tag("section", tag("h3", escape_text(plan.heading)), _groups(group_lines(plan.lines)[0].groups))
        for plan in report.plans
    )
    return tag("section", tag("h2", escape_text(section.heading)), tag("div", *plans, class_="plans"))


def _rest(report: Report) -> Iterator[str]:
    if report.words.stands:
        picture = _figure(stands.evidence_svg(report.words.stands), STANDS_TOLD)
        yield tag("section", tag("h2", escape_text(STANDING)), picture)
    for section in report.rest:
        # The road stands where the other ways are told.
        picture = _figure(road.path_svg(report), ROAD_TOLD) if section.name == "change" else ""
        yield _section(section, picture)


def _figure(picture: str, told: str) -> str:
    return tag("figure", picture, tag("figcaption", escape_text(told)))


def _section(section: Section, figure: str = "") -> str:
    inside = []
    for topic in group_lines(section.lines):
        if topic.line:
            inside.append(tag("h3", escape_text(topic.line.lead)))
            inside.append(tag("p", _said(topic.line)))
        if topic.groups:
            inside.append(_groups(topic.groups))
    return tag("section", tag("h2", escape_text(section.heading)), figure, *inside, class_=section.name)


def _groups(groups: list[Group]) -> str:
    """Paragraphs where no line has a lead; else each lead above what it leads."""
    if not any(group.lead for group in groups):
        return "".join(tag("p", _said(line)) for group in groups for line in group.lines)
    return tag("dl", *(tag("div", *_group(group)) for group in groups))


def _group(group: Group) -> Iterator[str]:
    yield tag("dt", escape_text(group.lead))
    for line in group.lines:
        yield tag("dd", _said(line))


def _said(line: Line) -> str:
    """What is said and, set apart from it, who says so."""
    said = tag("span", escape_text(line.text), class_="says", dir="auto")
    if not line.cites:
        return said
    names = "; ".join(tag("cite", escape_text(name)) for name in line.cites)
    return f"{said} {tag('small', names)}"
