"""Texts escaped for Markdown."""

import re

from guide.common.text import one_line

# What could be markup anywhere in a line, also in the dialects that know tables, links without brackets,
# mathematics, footnotes and mentions.
_MARKUP = re.compile(r"[\\`*_\[\]<>&~|$#{}^@]|:(?=//)|(?<=www)\.", re.IGNORECASE)
# What could be markup at the start of a line: lists, headings, rules.
_START = re.compile(r"^(?:[-+=:]|\d+(?=[.)]))")


def escape_markdown(text: str) -> str:
    """Return a text on one line, escaped so that Markdown shows it unchanged, also in a cell of a table."""
    escaped = _MARKUP.sub(r"\\\g<0>", one_line(text))
    return _START.sub(lambda match: f"{match[0]}\\" if match[0].isdigit() else f"\\{match[0]}", escaped)


def markdown_link(url: str) -> str:
    """Return a link to a checked web address, which is also what it shows."""
    # In an address, too, "&copy;" would stand for another character.
    return f"[{escape_markdown(url)}](<{url.replace('&', '&amp;')}>)"
