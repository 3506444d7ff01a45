"""Warnings about signs in texts that seem to be meant as a link or a name, and are none."""

import re
from collections.abc import Iterator, Mapping
from functools import cache
from typing import Annotated, Any, get_args, get_origin, get_type_hints

from msgspec import Struct

from guide.common.text_links import find_addresses
from guide.ruleset.checks.accepted import Remark
from guide.ruleset.model import Guide

_SUSPECT = re.compile(rb"://|\]\s*\(|@|\{\s*\w[\w-]*\s*\}")
"""What none of these texts is without."""

_IN_BRACES = re.compile(rb"\{\{|\{\s*([^{}]*?)\s*\}")
_NAME = re.compile(r"\{\s*(\w[\w-]*)\s*\}")
_LINK = re.compile(r"\[([^\[\]]{0,200})\](?:\(|\s+\((?=https?:|mailto:))([^\s()]*)(\)?)")
_WHAT_LINKS = "A link is [words](https://…), or an address by itself: https://, http:// or an e-mail address."

_FILES = {
    "front": ("guide.yaml",),
    "sources": ("sources.yaml",),
    "distinctions": ("kinds.yaml", "distinctions"),
    "headings": ("kinds.yaml", "headings"),
    "kinds": ("kinds.yaml", "kinds"),
    "questions": ("tree.yaml", "questions"),
    "outcomes": ("tree.yaml", "outcomes"),
}
"""Where the texts of a guide stand, by the attribute of the guide."""


def check_text_signs(guide: Guide, texts: Mapping[str, bytes]) -> Iterator[Remark]:
    """``address`` and ``braces``: texts with a link that leads nowhere, or a name that stands for itself.

    Args:
        guide: The guide.
        texts: The content of its files by name. Where nothing in them looks like a link or a name, the
            guide's texts are not gone through.
    """
    suspect = {file for file, data in texts.items() if _SUSPECT.search(data)}
    for attribute, keys in _FILES.items():
        if keys[0] not in suspect:
            continue
        kind = _hints(Guide)[attribute]
        for trail, text in _texts(getattr(guide, attribute), kind, keys):
            yield from _addresses(trail, text)
            if guide.front.names is None and not _is_briefing(trail):
                yield from _braces(trail, text)


def check_unused_names(guide: Guide, texts: Mapping[str, bytes]) -> Iterator[Remark]:
    """``unused``: names under ``names`` that no text has in braces. ``texts`` are as in check_text_signs."""
    if not guide.front.names:
        return
    written = (match[1] for data in texts.values() for match in _IN_BRACES.finditer(data))
    used = {name.decode("utf-8", "replace") for name in written if name is not None}
    for name in guide.front.names:
        if not used & {name, name[:1].upper() + name[1:]}:
            yield Remark("unused", ("guide.yaml", "names", name), f"no text uses “{{{name}}}”", "Remove it.")


def _addresses(keys: tuple[str, ...], text: str) -> Iterator[Remark]:
    for match in _LINK.finditer(text) if "]" in text else ():
        words, address, closed = match.groups()
        message = f"“[{words}]({address})” is no link"
        if not closed:
            message = f"the link “[{words}]({address}” is never closed"
        elif match[0] != f"[{words}]({address})":
            message = f"a space keeps “[{words}]” from being a link"
        yield Remark("address", keys, message, _WHAT_LINKS)
    for found in find_addresses(_LINK.sub("", text)):
        if not found.href:
            message = "this address is no link, as it is not the address of a web page"
            yield Remark("address", keys, message, _WHAT_LINKS)


def _braces(keys: tuple[str, ...], text: str) -> Iterator[Remark]:
    if match := _NAME.search(text):
        message = f"“{match[0]}” is shown with its braces, as guide.yaml has no table of names"
        hint = "Write names: {} into guide.yaml, or accept this where the braces belong to the text."
        yield Remark("braces", keys, message, hint)


def _is_briefing(keys: tuple[str, ...]) -> bool:
    return keys[:2] == ("guide.yaml", "briefing")


def _texts(value: Any, kind: Any, keys: tuple[str, ...]) -> Iterator[tuple[tuple[str, ...], str]]:
    """The texts in a value, each with the file and the keys that lead to it. Ids are none."""
    if isinstance(value, str):
        if kind is str:
            yield keys, value
    elif isinstance(value, Struct):
        for name, inner in _hints(type(value)).items():
            yield from _texts(getattr(value, name), inner, (*keys, name))
    elif isinstance(value, Mapping):
        for name, row in value.items():
            yield from _texts(row, _item(kind), (*keys, name))
    elif isinstance(value, tuple):
        for number, row in enumerate(value):
            yield from _texts(row, _item(kind), (*keys, str(number)))


@cache
def _hints(kind: type[Struct]) -> Mapping[str, Any]:
    return get_type_hints(kind, include_extras=True)


@cache
def _item(kind: Any) -> Any:
    """The type of what a tuple or table of this type holds."""
    args = [arg for arg in get_args(kind) if arg not in (type(None), ...)]
    return args[-1] if get_origin(kind) not in (Annotated, None) else kind
