"""YAML text parsed into nodes with their place. The only module that imports ``yaml``.

Nodes are built straight from the events of libyaml. No tag is resolved and no alias followed, so a text can
neither run code nor grow in memory. Every scalar stays text: what it looks like is only noted.
"""

import re
from codecs import BOM_UTF8, BOM_UTF16_BE, BOM_UTF16_LE
from collections.abc import Callable
from typing import Any, TypeAlias

import yaml
from msgspec import Struct
from yaml import AliasEvent, MappingEndEvent, ScalarEvent, SequenceEndEvent, SequenceStartEvent
from yaml._yaml import CParser

from guide.ruleset.problems import LINE_END, MOST_PROBLEMS, SIZE_LIMIT, Place, Problem, too_many

DEPTH_LIMIT = 24
"""Levels that nodes may be nested."""

# Words without quotes that readers of YAML 1.1 or 1.2 take for something other than text.
_NOT_TEXT = re.compile(
    r"(?i:(?P<bool>true|false|yes|no|on|off)|(?P<null>~|null|)|(?P<number>[-+]?(\d[\d_]*\.?\d*(e[-+]?\d+)?|\.\d+|\.inf|\.nan|0x[\da-f]+|0o[0-7]+)))"
)

_LINE_SEPARATORS = str.maketrans("\x85\u2028\u2029", "   ")
"""They come from word processors. libyaml would begin a new line there, where no editor counts one."""

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


class _UnreadableError(Exception):
    """Parsing cannot go on after this problem."""

    def __init__(self, problem: Problem) -> None:
        super().__init__(problem)
        self.problem = problem


def parse(data: bytes, file: str) -> tuple[Node | None, list[Problem]]:
    """Parse the one document of a file.

    Returns:
        The root node, and the problems found. The node is None where the document is empty or cannot be
        parsed to its end. At most MOST_PROBLEMS are reported, and one that says that there are more.
    """
    problems: list[Problem] = []
    try:
        return _NodeBuilder(_decode(data, file), file, problems).document(), problems
    except _UnreadableError as stop:
        return None, [*problems, stop.problem]


def _decode(data: bytes, file: str) -> str:
    if len(data) > SIZE_LIMIT:
        message = f"this file is larger than {SIZE_LIMIT >> 20} MB"
        hint = "No guide is: look whether it is the right file."
        raise _UnreadableError(Problem("size", Place(file, 1, 1), message, hint))
    if data.startswith((BOM_UTF16_LE, BOM_UTF16_BE)) or b"\0" in data[:2]:
        hint = "In your editor, choose “Save as …” and the encoding UTF-8 (not “Unicode” or “UTF-16”)."
        raise _UnreadableError(
            Problem("encoding", Place(file, 1, 1), "this file is UTF-16, and not UTF-8 text", hint)
        )
    try:
        data = data.removeprefix(BOM_UTF8)
        text = data.decode()
    except UnicodeDecodeError as error:
        place = _place_at(data[: error.start], file)
        hint = "In your editor, choose “Save as …” and the encoding UTF-8; then look at this letter."
        raise _UnreadableError(Problem("encoding", place, "this is not UTF-8 text", hint)) from None
    if not text.isascii() and any(sign in text for sign in "\x85\u2028\u2029"):
        text = text.translate(_LINE_SEPARATORS)
    if "<<<<<<<" in text:
        from guide.ruleset.parsing.yaml_errors import conflict_in

        if conflict := conflict_in(text, 1):
            place = Place(file, conflict.line, conflict.column)
            raise _UnreadableError(Problem("yaml", place, conflict.message, conflict.hint))
    return text


def _place_at(before: bytes, file: str) -> Place:
    line, start = 1, 0
    for end in LINE_END.finditer(before):
        line, start = line + 1, end.end()
    return Place(file, line, len(before[start:].decode("utf-8", "replace")) + 1)


class _NodeBuilder:
    """Builds the nodes of one text from the events of the parser."""

    def __init__(self, text: str, file: str, problems: list[Problem]) -> None:
        self._file = file
        self._problems = problems
        self._text = text
        self._next: Callable[[], Any]

    def document(self) -> Node | None:
        """The root node; None for an empty text. Raises _UnreadableError."""
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

    def _unreadable(self, error: yaml.YAMLError) -> _UnreadableError:
        """An error of the parser as a problem with a place and a hint."""
        from guide.ruleset.parsing.stuck import Lines, Stuck
        from guide.ruleset.parsing.yaml_errors import find_cause

        if not isinstance(error, yaml.MarkedYAMLError) or not (
            mark := error.problem_mark or error.context_mark
        ):
            # The position counts bytes.
            place = _place_at(self._text.encode()[: getattr(error, "position", 0)], self._file)
            message = f"this is not valid YAML: {getattr(error, 'reason', error)}"
            hint = "An invisible character stands here. Delete it, and type the letters around it anew."
            return _UnreadableError(Problem("yaml", place, message, hint))
        # Where the last line break is missing, the mark at the end names a line that does not exist.
        place = _place_at(self._text[: mark.index].encode(), self._file)
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
            return _UnreadableError(Problem("yaml", where, finding.message, finding.hint))
        hint = "Look at this line and the one above it: indentation, quotes, colons."
        return _UnreadableError(Problem("yaml", place, f"this is not valid YAML: {stuck.reason}", hint))

    def _report(self, event: Any, code: str, message: str, hint: str = "") -> None:
        self._problems.append(Problem(code, self._place(event), message, hint))
        if len(self._problems) >= MOST_PROBLEMS:
            raise _UnreadableError(too_many(self._place(event)))

    def _place(self, event: Any) -> Place:
        return Place(self._file, event.start_mark.line + 1, event.start_mark.column + 1)

    def _node(self, event: Any, depth: int) -> Node:
        kind = type(event)
        if kind is ScalarEvent:
            return self._scalar(event)
        mark = event.start_mark
        if kind is AliasEvent:
            hint = "A text that begins with * needs quotes. To share a question, lead to it by its id."
            self._report(event, "alias", "references (*name) are not used in a guide", hint)
            return Scalar("", mark.line + 1, mark.column + 1)
        if depth >= DEPTH_LIMIT:
            raise _UnreadableError(
                Problem("depth", self._place(event), f"nested deeper than {DEPTH_LIMIT} levels")
            )
        self._refuse_tag(event)
        if kind is SequenceStartEvent:
            items: list[Node] = []
            while type(event := self._next()) is not SequenceEndEvent:
                items.append(self._node(event, depth + 1))
            return Sequence(items, mark.line + 1, mark.column + 1)
        return Mapping(self._pairs(depth), mark.line + 1, mark.column + 1)

    def _pairs(self, depth: int) -> dict[str, tuple[Node, int, int]]:
        pairs: dict[str, tuple[Node, int, int]] = {}
        following, scalar = self._next, self._scalar
        while type(event := following()) is not MappingEndEvent:
            name = (
                self._key(event, depth)
                if type(event) is not ScalarEvent or event.tag or event.anchor
                else event.value
            )
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
        return pairs

    def _key(self, event: Any, depth: int) -> str | None:
        """The name of a key that has a tag or is no scalar; None, and a problem, where it is no text."""
        key = self._node(event, depth + 1)
        if isinstance(key, Scalar):
            return key.text
        self._report(event, "key", "a key must be a single word", "Remove the brackets or the question mark.")
        return None

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
            place = _place_at(self._text.encode(), self._file)
            return Scalar(text, place.line, place.column, looks)
        return Scalar(text, mark.line + 1, mark.column + 1, looks)

    def _refuse_tag(self, event: Any) -> None:
        if event.tag is not None:
            hint = (
                "Put the text in quotes if the “!” belongs to it; else remove the word that begins with “!”."
            )
            self._report(event, "tag", "tags (!name) are not used in a guide", hint)

    def _refuse_anchor(self, event: Any) -> None:
        """An anchor of a text would be lost without a trace. (That of a table does no harm.)"""
        if event.anchor is not None:
            hint = (
                "Put the text in quotes if the “&” belongs to it; else remove the word that begins with “&”."
            )
            self._report(event, "alias", f"“&{event.anchor}” is read as a name, and not as text", hint)
