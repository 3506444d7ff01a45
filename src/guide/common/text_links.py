"""Links in the texts of rules: addresses of web pages and e-mail addresses.

A link with words, ``[our page](https://example.org)``, is written out once, where the text is read: as
``our page (https://example.org)``. So an address is always in sight, also on paper and on a terminal that
knows no links. What can show links finds the addresses in the text, and makes nothing else of it.
"""

import re
from collections.abc import Iterator
from typing import NamedTuple

from guide.common.web_address import LONGEST_ADDRESS, is_web_address

_MAIL = r"[A-Za-z0-9][A-Za-z0-9._+-]{0,63}@[A-Za-z0-9-]+(?:\.[A-Za-z0-9-]+)+"
_MAIL_ADDRESS = re.compile(_MAIL)
_WITH_WORDS = re.compile(r"\[([^\[\]]+)\]\(([^\s()]*(?:\([^\s()]*\)[^\s()]*)*)\)")
_ADDRESS = re.compile(
    rf"(?P<page>(?<![A-Za-z0-9])[A-Za-z][A-Za-z0-9+.-]{{0,20}}://[^\s<>\"“”„‘’«»…–—|`]*)|(?<![\w.+/@-])(?:mailto:)?(?P<mail>{_MAIL})"
)
_END = ".,;:!?'*"
"""Marks of the sentence, and not of the address, where an address ends on them."""


class Address(NamedTuple):
    """An address in a text, from ``start`` up to ``end``, and where its link leads: ``href``.

    ``href`` is "" where this looks like an address, and no link can lead to it.
    """

    start: int
    end: int
    href: str


def write_out_links(text: str) -> str:
    """The text with each link with words written out: the words, and the address in brackets.

    What is no link to a page or an e-mail address stays as it is.
    """
    return _WITH_WORDS.sub(_write_out, text) if "](" in text else text


def _write_out(match: re.Match[str]) -> str:
    words, address = match[1].strip(), match[2]
    mail = address.removeprefix("mailto:")
    if not (is_web_address(address) or _is_mail_address(mail)):
        return match[0]
    return mail if words in (address, mail) else f"{words} ({mail})"


def find_addresses(text: str) -> Iterator[Address]:
    """The addresses in a text, in their order, also those that no link can lead to."""
    if "://" not in text and "@" not in text:
        return
    for match in _ADDRESS.finditer(text):
        if match["mail"]:
            href = f"mailto:{match['mail']}" if _is_mail_address(match["mail"]) else ""
            yield Address(match.start(), match.end(), href)
            continue
        page = _without_end(match["page"])
        yield Address(match.start(), match.start() + len(page), page if is_web_address(page) else "")


def split_links(text: str) -> Iterator[tuple[str, str]]:
    """The text in parts, each with where its link leads; "" for a part that is no link."""
    at = 0
    for address in find_addresses(text):
        if address.href:
            if address.start > at:
                yield text[at : address.start], ""
            yield text[address.start : address.end], address.href
            at = address.end
    if at < len(text):
        yield text[at:], ""


def _is_mail_address(text: str) -> bool:
    return len(text) <= LONGEST_ADDRESS and _MAIL_ADDRESS.fullmatch(text) is not None


def _without_end(page: str) -> str:
    """The address without the marks of the sentence behind it, and brackets that were opened before it."""
    end = len(page)
    opened = {")": page.count("("), "]": page.count("[")}
    closed = {")": page.count(")"), "]": page.count("]")}
    while end and (page[end - 1] in _END or closed.get(page[end - 1], 0) > opened.get(page[end - 1], 0)):
        if page[end - 1] in closed:
            closed[page[end - 1]] -= 1
        end -= 1
    return page[:end]
