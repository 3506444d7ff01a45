"""Warnings about texts that a # may have cut: what follows it is a comment, and is lost without a trace."""

import re
from collections.abc import Iterator, Mapping

from guide.ruleset.checks.accepted import Remark
from guide.ruleset.parsing.field_names import id_fields
from guide.ruleset.parsing.line_faults import quoted_text
from guide.ruleset.parsing.source_map import SourceMap
from guide.ruleset.parsing.yaml_nodes import Scalar
from guide.ruleset.problems import LINE_END, Place

_COMMENT = re.compile(rb"[ \t]#")
_CLOSE = re.compile(r"(?<=\S)( #|[ \t]+#(?=\S))")
"""A comment that stands as no comment does: behind a single space, or with a word close to its sign."""


def check_cut_texts(locate: SourceMap, texts: Mapping[str, bytes]) -> Iterator[Remark]:
    """``cut``: a comment behind a text without quotes, with one space before its # or none behind.

    Such a # may belong to the text. A comment behind a text has two spaces before its # and one behind.

    Args:
        locate: Gives the keys at a place.
        texts: The content of the files by name.
    """
    for file, data in texts.items():
        if not _COMMENT.search(data):
            continue
        for number, raw in enumerate(LINE_END.split(data), 1):
            if b"#" not in raw:
                continue
            line = raw.decode("utf-8", "replace").removeprefix("\ufeff")
            if match := _CLOSE.search(line):
                yield from _cut(locate, Place(file, number, match.start() + 1), line, match.end() - 1)


def _cut(locate: SourceMap, place: Place, line: str, sign: int) -> Iterator[Remark]:
    """The remark for a comment, if the innermost value before it is a text without quotes that ends there."""
    trail = locate.trail(place)
    if not trail or trail[-1][0] in id_fields():
        return
    node = trail[-1][1]
    words = line[: place.column - 1].split()
    ends_here = isinstance(node, Scalar) and node.text.split()[-1:] == words[-1:]
    if isinstance(node, Scalar) and ends_here and line[sign:].strip() not in node.text:
        start = node.column if node.line == place.line else len(line) - len(line.lstrip()) + 1
        hint = (
            f"If it belongs to the text, put the text in quotes: {quoted_text(line, start)}. "
            "If it is a comment, put two spaces before the # and one behind."
        )
        keys = (place.file, *(key for key, _ in trail))
        yield Remark("cut", keys, "the text ends at the #, and the rest is taken for a comment", hint)
