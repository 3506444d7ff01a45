"""YAML text parsed into nodes with their place. The only module that imports ``yaml``.

Nodes are built straight from the events of libyaml. No tag is resolved and no alias followed, so a text can
neither run code nor grow in memory. Every scalar stays text: what it looks like is only noted.
"""

import re
from collections.abc import Callable
from typing import Any, TypeAlias

import yaml
from msgspec import Struct
from yaml import AliasEvent, MappingEndEvent, ScalarEvent, SequenceEndEvent, SequenceStartEvent
from yaml._yaml import CParser

from guide.ruleset.parsing.text_decoding import UnreadableError, decode_text, place_at
from guide.ruleset.problems import LINE_END, MOST_PROBLEMS, Place, Problem, too_many

DEPTH_LIMIT = 24
"""Levels that nodes may be nested."""

# Words without quotes that readers of YAML 1.1 or 1.2 take for something other than text.
_NOT_TEXT = re.compile(
    r"(?i:(?P<bool>true|false|yes|no|on|off)|(?P<null>~|null|)|(?P<number>[-+]?(\d[\d_]*\.?\d*(e[-+]?\d+)?|\.\d+|\.inf|\.nan|0x[\da-f]+|0o[0-7]+)))"
)

_BEFORE_ERROR = 20_000
"""Characters before the place of an error that are looked at for its cause."""

_BEGINS_NO_TEXT = frozenset("~+-.0123456789yYnNtTfFoO")
"""The first characters of such words; they spare most texts the regular expression."""


class Scalar(Struct, frozen=True, gc=False):
    """A YAML scalar as text. ``line`` and ``column`` count from 1, as in all nodes.

    ``looks`` is "text", or what other readers of YAML take the word for: "bool", "null" or "number".
    """

    text: str
    line: int
    column: int
    looks: str = "text"


class Sequence(Struct, frozen=True):
    """A YAML list."""

    items: list["Node"]
    line: int
    column: int


class Mapping(Struct, frozen=True):
    """A YAML mapping. ``items`` holds by key the value, and the line and column of the key itself."""

    items: dict[str, tuple["Node", int, int]]
    line: int
    column: int


Node: TypeAlias = Scalar | Sequence | Mapping
Pairs: TypeAlias = dict[str, tuple[Node, int, int]]
"""The items of a Mapping."""


def parse(data: bytes, file: str) -> tuple[Node | None, list[Problem]]:
    """Parse the one document of a file.

    Returns:
        The root node, and the problems found. The node is None where the document is empty or cannot be
        parsed to its end. At most MOST_PROBLEMS are reported, and one that says that there are more.
    """
    problems: list[Problem] = []
    try:
        return _NodeBuilder(decode_text(data, file), file, problems).document(), problems
    except UnreadableError as stop:
        # A key or text that is none follows from the fault at its place that the parser got stuck at.
        place = stop.problem.place if stop.problem.code == "yaml" else None
        follow = ("key", "alias", "tag")
        return None, [
            *(odd for odd in problems if odd.code not in follow or odd.place != place),
            stop.problem,
        ]


class _NodeBuilder:
    """Builds the nodes of one text from the events of the parser."""

    def __init__(self, text: str, file: str, problems: list[Problem]) -> None:
        self._file = file
        self._problems = problems
        self._text = text
        self._next: Callable[[], Any]

    def document(self) -> Node | None:
        """The root node; None for an empty text. Raises UnreadableError."""
        try:
            self._next = CParser(self._text).get_event
            return self._document()
        except yaml.YAMLError as error:
            mark = getattr(error, "problem_mark", None)
            if mark and 0 < mark.index < len(self._text) and "nesting" in str(getattr(error, "problem", "")):
                # libyaml looks ahead, and gives up on extreme nesting before it has passed on the first event
                # below DEPTH_LIMIT. Up to its mark the text can be parsed, which reports that.
                self._problems.clear()
                return _NodeBuilder(self._text[: mark.index], self._file, self._problems).document()
            raise self._unreadable(error) from None

    def _document(self) -> Node | None:
        self._next()
        event = self._next()
        if isinstance(event, yaml.StreamEndEvent):
            return None
        node = self._node(self._next(), 0)
        self._next()
        event = self._next()
        if not isinstance(event, yaml.StreamEndEvent):
            self._report(event, "one-document", "a second document starts here", "Remove the line of dashes.")
        return node

    def _unreadable(self, error: yaml.YAMLError) -> UnreadableError:
        """An error of the parser as a problem with a place and a hint."""
        from guide.ruleset.parsing.stuck import Lines, Stuck
        from guide.ruleset.parsing.yaml_errors import find_cause

        if not isinstance(error, yaml.MarkedYAMLError) or not (
            mark := error.problem_mark or error.context_mark
        ):
            # The position counts bytes.
            place = place_at(self._text.encode()[: getattr(error, "position", 0)], self._file)
            message = f"this is not valid YAML: {getattr(error, 'reason', error)}"
            hint = "An invisible character stands here. Delete it, and type the letters around it anew."
            return UnreadableError(Problem("yaml", place, message, hint))
        # Where the last line break is missing, the mark at the end names a line that does not exist.
        place = place_at(self._text[: mark.index].encode(), self._file)
        since = error.context_mark
        stuck = Stuck(
            str(error.problem or error.context),
            str(error.context or ""),
            place.line,
            place.column,
            since.line + 1 if since else 0,
            since.column + 1 if since else 0,
        )
        start = self._text.rfind("\n", 0, max(0, mark.index - _BEFORE_ERROR)) + 1
        window = self._text[start : mark.index + _BEFORE_ERROR // 10]
        lines = Lines(window, place.line - len(LINE_END.findall(window[: mark.index - start].encode())))
        if finding := find_cause(stuck, lines):
            where = Place(self._file, finding.line, finding.column)
            return UnreadableError(Problem("yaml", where, finding.message, finding.hint))
        hint = "Look at this line and the one above it: indentation, quotes, colons."
        return UnreadableError(Problem("yaml", place, f"this is not valid YAML: {stuck.reason}", hint))

    def _report(self, event: Any, code: str, message: str, hint: str = "") -> None:
        self._problems.append(Problem(code, self._place(event), message, hint))
        if len(self._problems) >= MOST_PROBLEMS:
            raise UnreadableError(too_many(self._place(event)))

    def _place(self, event: Any) -> Place:
        return Place(self._file, event.start_mark.line + 1, event.start_mark.column + 1)

    def _node(self, event: Any, depth: int) -> Node:
        kind = type(event)
        if kind is ScalarEvent:
            return self._scalar(event)
        mark = event.start_mark
        if kind is AliasEvent:
            message = "a text cannot begin with * unless it is in quotes"
            hint = "Put it in quotes. A guide has no references: lead to a shared question by its id."
            self._report(event, "alias", message, hint)
            return Scalar("", mark.line + 1, mark.column + 1)
        if depth >= DEPTH_LIMIT:
            raise UnreadableError(
                Problem("depth", self._place(event), f"nested deeper than {DEPTH_LIMIT} levels")
            )
        self._refuse_tag(event)
        if kind is SequenceStartEvent:
            items: list[Node] = []
            while type(event := self._next()) is not SequenceEndEvent:
                items.append(self._node(event, depth + 1))
            return Sequence(items, mark.line + 1, mark.column + 1)
        return Mapping(self._pairs(depth), mark.line + 1, mark.column + 1)

    def _pairs(self, depth: int) -> Pairs:
        pairs: Pairs = {}
        following, scalar = self._next, self._scalar
        while type(event := following()) is not MappingEndEvent:
            if type(event) is ScalarEvent and not event.tag and not event.anchor:
                name: str | None = event.value
            else:
                key = self._node(event, depth + 1)
                name = key.text if isinstance(key, Scalar) else None
            inner = following()
            value = scalar(inner) if type(inner) is ScalarEvent else self._node(inner, depth + 1)
            if name in pairs:
                message = f"“{name}” stands here twice"
                self._report(
                    event,
                    "duplicate",
                    message,
                    f"It is already in line {pairs[name][1]}: rename or remove one of them.",
                )
            elif name is not None:
                mark = event.start_mark
                pairs[name] = (value, mark.line + 1, mark.column + 1)
            else:
                self._refuse_key(event, (key, value), pairs)
        return pairs

    def _refuse_key(self, event: Any, pair: tuple[Node, Node], pairs: Pairs) -> None:
        """Report a key that is no text, and take the pairs that it was probably meant to be."""
        from guide.ruleset.parsing.odd_keys import explain_key

        key, value = pair
        meant = _meant_pairs(key, value)
        mark = event.start_mark
        before = self._text[self._text.rfind("\n", 0, mark.index) + 1 : mark.index]
        odd = explain_key(before, isinstance(key, Mapping), next(iter(meant), ""))
        place = Place(self._file, mark.line + 1, odd.column or mark.column + 1)
        self._problems.append(Problem("key", place, odd.message, odd.hint))
        if len(self._problems) >= MOST_PROBLEMS:
            raise UnreadableError(too_many(place))
        for name, row in meant.items():
            pairs.setdefault(name, row)

    def _scalar(self, event: Any) -> Scalar:
        if event.tag is not None or event.anchor is not None:
            self._refuse_tag(event)
            self._refuse_anchor(event)
        mark = event.start_mark
        text = event.value
        looks = "text"
        if not event.style and (not text or text[0] in _BEGINS_NO_TEXT) and len(text) < 40:
            match = _NOT_TEXT.fullmatch(text)
            looks = (match and match.lastgroup) or "text"
        if not text and mark.index >= len(self._text):
            # Where the last line break is missing, libyaml counts one line more than there is.
            place = place_at(self._text.encode(), self._file)
            return Scalar(text, place.line, place.column, looks)
        return Scalar(text, mark.line + 1, mark.column + 1, looks)

    def _refuse_tag(self, event: Any) -> None:
        if event.tag is not None:
            message = "a text cannot begin with ! unless it is in quotes"
            hint = "Put it in quotes if the ! belongs to it; else remove the word that begins with !."
            if type(event) is not ScalarEvent:
                message, hint = "a word with ! stands in front of a table or list", "Remove that word."
            self._report(event, "tag", message, hint)

    def _refuse_anchor(self, event: Any) -> None:
        """An anchor of a text would be lost without a trace. (That of a table does no harm.)"""
        if event.anchor is not None:
            hint = "Put it in quotes if the & belongs to it; else remove the word that begins with &."
            self._report(event, "alias", "a text cannot begin with & unless it is in quotes", hint)


def _meant_pairs(key: Node, value: Node) -> Pairs:
    """The pairs that a key which is no text was probably meant to be; none where that is not known."""
    if isinstance(key, Sequence):
        word = key.items[0] if len(key.items) == 1 else None
        return {word.text: (value, word.line, word.column)} if isinstance(word, Scalar) else {}
    if not isinstance(key, Mapping) or not key.items or not _is_empty(value):
        return {}
    (first, (inner, line, column)), *rest = key.items.items()
    if not rest or not _is_empty(inner):
        return key.items
    # Behind a question mark, the lines of the table stand beside its name.
    return {first: (Mapping(dict(rest), *rest[0][1][1:]), line, column)}


def _is_empty(node: Node) -> bool:
    return isinstance(node, Scalar) and not node.text
