"""Which addresses of web pages may stand in a text that others open."""

import re

LONGEST_ADDRESS = 2_000
"""Characters that an address may have; some browsers open no longer ones."""

# RFC 3986 without user names, which can make an address look like that of another site.
_HOST = r"(?:[A-Za-z0-9](?:[A-Za-z0-9.-]*[A-Za-z0-9])?|\[[0-9A-Fa-f:.]+\])"
_REST = r"(?:[A-Za-z0-9._~!$&'()*+,;=:@/?-]|%[0-9A-Fa-f]{2})*"
ADDRESS_PATTERN = rf"https?://{_HOST}(?::[0-9]{{1,5}})?(?:[/?]{_REST})?(?:#{_REST})?"
"""A regular expression for the whole of an address, as Python and JSON Schema read it."""


def is_web_address(text: str) -> bool:
    """Whether the text is the address of a page, by http or https, in nothing but characters of RFC 3986.

    Letters outside ASCII, spaces, quotes, angle brackets and control characters are none of these, so that an
    address does no harm in markup or on a terminal. One with a user name, or too long for a browser, is not
    accepted either.
    """
    return len(text) <= LONGEST_ADDRESS and re.fullmatch(ADDRESS_PATTERN, text) is not None
