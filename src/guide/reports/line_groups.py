"""The lines of a section in groups: by topic, and within a topic by lead."""

from collections.abc import Iterable
from typing import NamedTuple

from guide.presenters.view_models import (
    Line,
)


class Group(NamedTuple):
    """Lines that follow one another under the same lead, which may be ""."""

    lead: str
    lines: list[Line]


class Topic(NamedTuple):
    """The groups of lines under one topic.

    ``line`` opens the topic; None for lines before the first topic.
    """

    line: Line | None
    groups: list[Group]


def group_lines(lines: Iterable[Line]) -> list[Topic]:
    """Return the lines of a section in groups: by topic, and within a topic by lead, in their order.

    Empty where there are no lines.
    """
    topics: list[Topic] = []
    for line in lines:
        if line.topic or not topics:
            topics.append(Topic(line if line.topic else None, []))
        if line.topic:
            continue
        groups = topics[-1].groups
        if line.lead or not groups:
            groups.append(Group(line.lead, []))
        groups[-1].lines.append(line)
    return topics
