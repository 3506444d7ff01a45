"""Where an item can be added to the list that a file of YAML holds."""

from collections.abc import Callable
from typing import Any, Literal, NamedTuple

import yaml
from yaml import MappingEndEvent, MappingStartEvent, SequenceEndEvent, SequenceStartEvent
from yaml._yaml import CParser

_STARTS = (SequenceStartEvent, MappingStartEvent)
_ENDS = (SequenceEndEvent, MappingEndEvent)


class ListEnd(NamedTuple):
    """Where the next item of a list belongs.

    Attributes:
        style: How the list is written: "block" with dashes, "flow" in brackets; "empty" where there is none.
        offset: The offset in the text at which the item is to be written.
        column: The number of spaces before the dashes of a list in block style; else 0.
        items: The number of items so far.
    """

    style: Literal["block", "flow", "empty"]
    offset: int
    column: int
    items: int


def find_list_end(text: str) -> ListEnd | None:
    """The end of the list in a text that can be parsed; None where it holds something else.

    Args:
        text: YAML without a byte order mark.
    """
    following: Callable[[], Any] = CParser(text).get_event
    style: Literal["block", "flow", "empty"] = "empty"
    depth = items = column = 0
    index = end = len(text)
    while not isinstance(event := following(), yaml.StreamEndEvent):
        start, stop = event.start_mark, event.end_mark
        if isinstance(event, _STARTS):
            if depth == 0:
                if not isinstance(event, SequenceStartEvent):
                    return None
                style, column = ("flow", 0) if event.flow_style else ("block", start.column)
                index = start.index + 1
            items += depth == 1
            depth += 1
        elif isinstance(event, _ENDS):
            depth -= 1
            if depth == 1:
                index = stop.index
        elif isinstance(event, yaml.ScalarEvent):
            if depth == 0 and (event.value or event.style):
                return None
            items += depth == 1
            index = stop.index if depth == 1 else index
        elif isinstance(event, yaml.DocumentEndEvent) and event.explicit:
            end = start.index
    return ListEnd(style, index if style == "flow" else end, column, items)
