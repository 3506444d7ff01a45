"""A page that stands alone: without scripts or anything from the network, for screen and paper."""

from functools import lru_cache
from html import escape
from pathlib import Path

from guide.common.markup import tag
from guide.common.text import escape_control_chars
from guide.common.text_links import split_links

# The page may show its own style, and do nothing else.
_POLICY = "default-src 'none'; style-src 'unsafe-inline'; base-uri 'none'; form-action 'none'"


def html_page(title: str, *inside: str) -> str:
    """Return a complete HTML page, without scripts and with nothing to load from the network.

    ``inside`` are the elements of the body, as markup. ``title`` is text.
    """
    head = tag(
        "head",
        tag("meta", charset="utf-8"),
        tag("meta", http_equiv="Content-Security-Policy", content=_POLICY),
        tag("meta", name_="viewport", content="width=device-width, initial-scale=1"),
        tag("meta", name_="color-scheme", content="light dark"),
        tag("meta", name_="referrer", content="no-referrer"),
        tag("title", escape_text(title)),
        tag("style", _style()),
    )
    return "<!doctype html>\n" + tag("html", head, tag("body", *inside), lang="en")


def escape_text(content: str) -> str:
    """Return a text escaped for HTML, with control characters made visible."""
    return escape(escape_control_chars(content))


def escape_with_anchors(content: str) -> str:
    """Return a text of the rules escaped for HTML, with the addresses in it as links."""
    return "".join(link(href, part) if href else escape_text(part) for part, href in split_links(content))


def link(url: str, shown: str = "") -> str:
    """Return a link that shows its (checked) web address, as nobody can follow one on paper."""
    return tag("a", escape_text(shown or url), href=url, rel="noopener noreferrer")


@lru_cache(maxsize=1)
def _style() -> str:
    return Path(__file__).with_name("html_page.css").read_text(encoding="utf-8")
