"""Texts escaped for Markdown."""

import re

from guide.common.text import one_line
from guide.common.text_links import split_links

# What could be markup anywhere in a line, also in the dialects that know tables, links without brackets,
# mathematics, footnotes and mentions.
_MARKUP = re.compile(r"[\\`*_\[\]<>&~|$#{}^@]|:(?=//)|(?<=www)\.", re.IGNORECASE)
# What could be markup at the start of a line: lists, headings, rules.
_START = re.compile(r"^(?:[-+=:]|\d+(?=[.)]))")


def escape_markdown(text: str) -> str:
    """Return a text on one line, escaped so that Markdown shows it unchanged, also in a cell of a table."""
    return _escape_start(_escape_within(one_line(text)))


def escape_with_links(text: str) -> str:
    """As ``escape_markdown``, for a text of the rules: the addresses in it are links."""
    return _escape_start(
        "".join(
            markdown_link(href, part) if href else _escape_within(part)
            for part, href in split_links(one_line(text))
        )
    )


def _escape_within(text: str) -> str:
    return _MARKUP.sub(r"\\\g<0>", text)


def _escape_start(escaped: str) -> str:
    return _START.sub(lambda match: f"{match[0]}\\" if match[0].isdigit() else f"\\{match[0]}", escaped)


def markdown_link(url: str, shown: str = "") -> str:
    """Return a link to a checked address, which is also what it shows unless ``shown`` is given."""
    # In an address, too, "&copy;" would stand for another character.
    return f"[{_escape_within(shown or url)}](<{url.replace('&', '&amp;')}>)"
