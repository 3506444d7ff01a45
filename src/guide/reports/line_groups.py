"""The lines of a section as they belong together: under a topic, and under a lead."""

from collections.abc import Iterable
from typing import NamedTuple

from guide.presenters.explanation import Line


class Group(NamedTuple):
    lead: str
    lines: list[Line]


class Topic(NamedTuple):
    """``line`` opens it; None where a section has no topics."""

    line: Line | None
    groups: list[Group]


def group_lines(lines: Iterable[Line]) -> list[Topic]:
    found: list[Topic] = []
    for line in lines:
        if line.topic or not found:
            found.append(Topic(line if line.topic else None, []))
        if line.topic:
            continue
        groups = found[-1].groups
        if line.lead or not groups:
            groups.append(Group(line.lead, []))
        groups[-1].lines.append(line)
    return found
