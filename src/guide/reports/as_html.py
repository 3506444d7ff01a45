"""The report as a page that stands alone: no script, nothing from the network, for screen and paper."""

from collections.abc import Iterator
from functools import lru_cache
from html import escape
from pathlib import Path

from guide.draw.tags import tag
from guide.explain import STANDING, Line, Section, visible
from guide.explain.report import ROAD_TOLD, STANDS_TOLD, Report
from guide.reports.groups import Group, topics
from guide.reports.pictures import road, stands

# The page may show its own style, and do nothing else.
_POLICY = "default-src 'none'; style-src 'unsafe-inline'; base-uri 'none'; form-action 'none'"


def render(report: Report) -> str:
    head = tag(
        "head",
        tag("meta", charset="utf-8"),
        tag("meta", http_equiv="Content-Security-Policy", content=_POLICY),
        tag("meta", name_="viewport", content="width=device-width, initial-scale=1"),
        tag("meta", name_="color-scheme", content="light dark"),
        tag("meta", name_="referrer", content="no-referrer"),
        tag("title", _text(f"{report.words.title} – {report.guide}")),
        tag("style", _style()),
    )
    body = tag(
        "body",
        tag("header", tag("p", _text(report.guide))),
        tag("main", _summary(report), tag("div", *_rest(report), class_="rest")),
    )
    return "<!doctype html>\n" + tag("html", head, body, lang="en")


@lru_cache(maxsize=1)
def _style() -> str:
    return Path(__file__).with_name("page.css").read_text(encoding="utf-8")


def _text(text: str) -> str:
    return escape(visible(text))


def _summary(report: Report) -> str:
    words = report.words
    verdict = [
        tag("p", _text(words.label), class_="label"),
        tag("h1", _text(words.title), id="title"),
        tag("p", _said(words.because), class_="because"),
        *(tag("p", _text(text), class_="clarity") for text in (words.clarity, report.notice) if text),
    ]
    agreed = report.agreed
    blanks = (
        tag("div", tag("dt", _text(line.lead)), tag("dd", _text(line.text), dir="auto"))
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
            tag("h2", _text(agreed.heading)),
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
        tag("section", tag("h3", _text(plan.heading)), _groups(topics(plan.lines)[0].groups))
        for plan in report.plans
    )
    return tag("section", tag("h2", _text(section.heading)), tag("div", *plans, class_="plans"))


def _rest(report: Report) -> Iterator[str]:
    if report.words.stands:
        picture = _figure(stands.as_svg(report.words.stands), STANDS_TOLD)
        yield tag("section", tag("h2", _text(STANDING)), picture)
    for section in report.rest:
        # The road stands where the other ways are told.
        picture = _figure(road.as_svg(report), ROAD_TOLD) if section.name == "change" else ""
        yield _section(section, picture)


def _figure(picture: str, told: str) -> str:
    return tag("figure", picture, tag("figcaption", _text(told)))


def _section(section: Section, figure: str = "") -> str:
    inside = []
    for topic in topics(section.lines):
        if topic.line:
            inside.append(tag("h3", _text(topic.line.lead)))
            inside.append(tag("p", _said(topic.line)))
        if topic.groups:
            inside.append(_groups(topic.groups))
    return tag("section", tag("h2", _text(section.heading)), figure, *inside, class_=section.name)


def _groups(groups: list[Group]) -> str:
    """Paragraphs where no line has a lead; else each lead above what it leads."""
    if not any(group.lead for group in groups):
        return "".join(tag("p", _said(line)) for group in groups for line in group.lines)
    return tag("dl", *(tag("div", *_group(group)) for group in groups))


def _group(group: Group) -> Iterator[str]:
    yield tag("dt", _text(group.lead))
    for line in group.lines:
        yield tag("dd", _said(line))


def _said(line: Line) -> str:
    """What is said and, set apart from it, who says so."""
    said = tag("span", _text(line.text), class_="says", dir="auto")
    if not line.cites:
        return said
    names = "; ".join(tag("cite", _text(name)) for name in line.cites)
    return f"{said} {tag('small', names)}"
