"""Texts of the rules in which addresses are links."""

from textual.content import Content
from textual.style import Style

from guide.common.text import escape_control_chars


def linked_text(text: str, style: str = "") -> Content:
    """The text with its addresses as links, where the terminal knows those. Nothing else in it is markup.

    An address that could act on a terminal is no link.
    """
    shown = escape_control_chars(text)
    content = Content.styled(shown, style) if style else Content(shown)
    if "://" not in shown and "@" not in shown:
        return content
    from guide.common.text_links import find_addresses

    for address in find_addresses(shown):
        if address.href:
            link = Style(link=address.href, underline=True)
            content = content.stylize(link, address.start, address.end)
    return content
