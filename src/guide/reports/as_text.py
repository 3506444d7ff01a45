"""The report as plain text, as the walk line by line would tell it."""

from guide.explain import visible
from guide.explain.report import Report
from guide.plain import told


def render(report: Report) -> str:
    notice = [report.notice] if report.notice else []
    return "\n".join(visible(line) for line in (report.guide, *notice, "", *told(report.words)))
