"""Decodes YAML nodes into values of the model's types, and reports what does not fit with its place.

The annotations of the model drive this: for each type one function is made, once, that decodes a node into a
value of it. Ids that refer to something are collected on the way; the loader looks them up at the end.
"""

from collections.abc import Callable, Mapping
from functools import cache
from types import MappingProxyType, NoneType, UnionType
from typing import Annotated, Any, Literal, Union, get_args, get_origin, get_type_hints

from msgspec import Struct
from msgspec.structs import fields

from guide.common.suggestions import did_you_mean
from guide.common.text_links import write_out_links
from guide.common.web_address import is_web_address
from guide.ruleset.model import PLACEHOLDERS, Briefing, Front, Kind, WebAddress
from guide.ruleset.parsing import yaml_nodes
from guide.ruleset.parsing.names import DURATION, TextNames
from guide.ruleset.parsing.yaml_nodes import Scalar
from guide.ruleset.problems import MOST_PROBLEMS, Place, Problem, too_many

Decoder = Callable[[yaml_nodes.Node, "DecodeContext"], Any]
"""Decodes a node into a value. What does not fit is reported to the context, and some value returned."""


Link = tuple[str, str, str, yaml_nodes.Node]
"""An id that refers to something: the table that must hold it, the row that owns this table
("questions.options") or "", the id itself, and the node that gives its place. A plain tuple, as a large guide
has millions.
"""


class TooManyError(Exception):
    """A file has MOST_PROBLEMS problems; decoding stops."""


class DecodeContext:
    """What is collected while one file is decoded: problems, and ids to look up.

    Attributes:
        file: The name of the file.
        root: Its root node; None where it could not be parsed.
        problems: The problems so far.
        links: The ids that have to be looked up.
        within: By table, the key of the row that is being decoded.
        names: What stands for names in braces; None where braces in texts stand for themselves.
        shown: Whether its texts are shown to people, so that links in them are written out.
    """

    def __init__(self, file: str) -> None:
        self.file = file
        self.root: yaml_nodes.Node | None = None
        self.problems: list[Problem] = []
        self.links: list[Link] = []
        self.within: dict[str, str] = {}
        self.names: TextNames | None = None
        self.shown = False

    def place(self, node: yaml_nodes.Node) -> Place:
        """The place where a node begins."""
        return Place(self.file, node.line, node.column)

    def report(self, node: yaml_nodes.Node, code: str, message: str, hint: str = "") -> None:
        """Add a problem. Raises TooManyError with the last one that a file may have."""
        self.problems.append(Problem(code, self.place(node), message, hint))
        if len(self.problems) >= MOST_PROBLEMS:
            self.problems.append(too_many(self.place(node)))
            raise TooManyError


@cache
def decoder_for(kind: Any) -> Decoder:
    """The function that decodes YAML nodes into values of ``kind``, a type or annotation of the model.

    It is made once for each type.
    """
    origin = get_origin(kind)
    args = get_args(kind)
    if origin is Annotated:
        return _id_decoder(args[1])
    if origin in (Union, UnionType):
        (inner,) = (arg for arg in args if arg is not NoneType)
        return decoder_for(inner)
    if origin is Literal:
        return _literal_decoder(args)
    if origin is tuple:
        return _tuple_decoder(args[0])
    if origin is not None and issubclass(origin, Mapping):
        return _mapping_decoder(args[0], decoder_for(args[1]))
    if kind in _LEAVES:
        return _LEAVES[kind]
    return _struct_decoder(kind)


_LOOKS = {"bool": "true or false", "null": "nothing", "number": "a number"}


def _decode_text(
    node: yaml_nodes.Node, context: DecodeContext, names_in: str = "in_texts", kept: tuple[str, ...] = ()
) -> str:
    if not isinstance(node, Scalar):
        context.report(
            node, "type", "a text belongs here", "Write it on this line, in quotes if it holds a colon."
        )
        return ""
    text = node.text
    if not text or text.isspace():
        context.report(node, "type", "a text is missing here", "Write it behind the colon.")
    elif node.looks != "text":
        hint = f'Put it in quotes: "{text}"'
        context.report(node, "type", f"“{text}” would be read as {_LOOKS[node.looks]}, not as a text", hint)
    elif context.names and ("{" in text or "}}" in text):
        text = _fill(node, context, context.names, names_in, kept)
    return write_out_links(text) if context.shown else text


def _fill(
    node: Scalar, context: DecodeContext, names: TextNames, names_in: str, kept: tuple[str, ...]
) -> str:
    """The text of a node with names in place; see ``_text_decoder``."""
    text, faults = names.fill(node.text, getattr(names, names_in), kept)
    for fault in faults:
        context.report(node, "placeholder", fault.message, fault.hint)
    return text


def _text_decoder(names_in: str, kept: tuple[str, ...] = ()) -> Decoder:
    """The decoder of texts that use the names of one table of TextNames, and in which some stay in braces."""
    return lambda node, context: _decode_text(node, context, names_in, kept)


def _decode_flag(node: yaml_nodes.Node, context: DecodeContext) -> bool:
    if isinstance(node, Scalar) and node.looks == "bool" and node.text in ("true", "false"):
        return node.text == "true"
    word = node.text.lower() if isinstance(node, Scalar) else ""
    meant = (
        "true"
        if word in ("true", "yes", "on", "y")
        else "false"
        if word in ("false", "no", "off", "n")
        else ""
    )
    hint = f"Write {meant}, in small letters and without quotes." if meant else "Write true or false."
    context.report(node, "type", "true or false belongs here", hint)
    return False


def _decode_web_address(node: yaml_nodes.Node, context: DecodeContext) -> str:
    text = _decode_text(node, context)
    if not text.strip() or is_web_address(text):
        return text
    hint = "Write it as the browser copies it: https:// or http://, then no spaces, quotes or user names."
    context.report(node, "url", "this is not the address of a web page", hint)
    return ""


_LEAVES: Mapping[Any, Decoder] = {
    str: _decode_text,
    bool: _decode_flag,
    WebAddress: _decode_web_address,
}
"""The decoders of types that have no parts."""


def _id_decoder(table: str) -> Decoder:
    # "questions.options" are the options of the question in which the id stands.
    rows = table.partition(".")[0] if "." in table else ""

    def decode(node: yaml_nodes.Node, context: DecodeContext) -> str:
        if not isinstance(node, Scalar) or not node.text:
            owner = context.within.get(rows, "") if rows else ""
            _report_no_id(node, context, table, owner)
            return ""
        context.links.append((table, context.within.get(rows, "") if rows else "", node.text, node))
        return node.text

    return decode


def _report_no_id(node: yaml_nodes.Node, context: DecodeContext, table: str, owner: str) -> None:
    """Report what stands in place of an id from a table, which a row owns if ``owner`` is not empty."""
    column = table.partition(".")[2]
    among = f"the {column} of “{owner}”" if owner else f"the {table.partition('.')[0]}"
    message = f"an id from {among} belongs here"
    if owner and isinstance(node, Scalar):
        message = f"one of {among} is missing"
    context.report(node, "type", message, "Write it behind the colon, with a space between.")


def _literal_decoder(words: tuple[str, ...]) -> Decoder:
    def decode(node: yaml_nodes.Node, context: DecodeContext) -> str:
        name = node.text if isinstance(node, Scalar) else ""
        if name not in words:
            hint = did_you_mean(name, dict.fromkeys(words))
            context.report(node, "type", f"one of {', '.join(words)} belongs here", hint)
        return name

    return decode


def _tuple_decoder(item: Any) -> Decoder:
    decode_item = decoder_for(item)

    def decode(node: yaml_nodes.Node, context: DecodeContext) -> tuple[Any, ...]:
        if not isinstance(node, yaml_nodes.Sequence):
            context.report(
                node, "type", "a list belongs here", "Put it in square brackets, or a dash before each line."
            )
            return ()
        return tuple(decode_item(child, context) for child in node.items)

    return decode


def _mapping_decoder(key: Any, decode_value: Decoder) -> Decoder:
    table = get_args(key)[1] if get_origin(key) is Annotated else ""

    def decode(node: yaml_nodes.Node, context: DecodeContext) -> Mapping[str, Any] | None:
        if not isinstance(node, yaml_nodes.Mapping):
            context.report(node, "type", "a table of “name: value” belongs here")
            return None
        values = {}
        for name, (child, line, column) in node.items.items():
            if not name:
                context.report(
                    Scalar(name, line, column), "type", "a name is missing here", "Write it before the colon."
                )
            elif table:
                context.links.append((table, "", name, Scalar(name, line, column)))
                context.within[table] = name
            values[name] = decode_value(child, context)
        return MappingProxyType(values)

    return decode


def _naming_field(kind: type[Struct], field: str) -> Decoder | None:
    """The decoder of a field in whose texts other names can be used than elsewhere; None for any other."""
    if kind is Briefing:
        return _text_decoder("in_texts", PLACEHOLDERS)
    if kind is Front and field == "names":
        return _mapping_decoder(str, _text_decoder("in_own"))
    if kind is Front and field == DURATION:
        return _text_decoder("in_duration")
    return _text_decoder("in_kinds") if kind is Kind and field == "name" else None


def _struct_decoder(kind: type[Struct]) -> Decoder:
    hints = get_type_hints(kind, include_extras=True)
    decoders = {
        field.name: _naming_field(kind, field.name) or decoder_for(hints[field.name])
        for field in fields(kind)
    }
    required = [field.name for field in fields(kind) if field.required]

    def decode(node: yaml_nodes.Node, context: DecodeContext) -> Any:
        if not isinstance(node, yaml_nodes.Mapping):
            context.report(node, "type", f"a table with {', '.join(required)} belongs here")
            return None
        values = {}
        unknown = []
        for name, (child, line, column) in node.items.items():
            if decode_field := decoders.get(name):
                values[name] = decode_field(child, context)
            else:
                unknown.append(Scalar(name, line, column))
        missing = [name for name in required if name not in node.items]
        if unknown or missing:
            _report_fields(context, node, unknown, missing, decoders)
            values.update(dict.fromkeys(missing))
        return kind(**values)

    return decode


def _report_fields(
    context: DecodeContext,
    node: yaml_nodes.Node,
    unknown: list[Scalar],
    missing: list[str],
    fields: Mapping[str, Decoder],
) -> None:
    """Report fields that a table cannot have, and those that it lacks, unless one of the first is meant."""
    meant: Mapping[str, tuple[str, str]] = {}
    if unknown:
        from guide.ruleset.parsing.meant_names import meant_fields

        meant = meant_fields([key.text for key in unknown], missing, fields)
    needed = dict(meant.values())
    for key in unknown:
        hint = did_you_mean(key.text, fields) + needed.get(key.text, "")
        context.report(key, "unknown", f"“{key.text}” is not known here", hint)
    others = [key.text for key in unknown if key.text not in needed]
    unless = f", unless “{others[-1]}” is meant to be it" if others else ""
    for name in missing:
        if name not in meant:
            context.report(node, "missing", f"“{name}” is missing", f"Add it here{unless}: {name}: …")
