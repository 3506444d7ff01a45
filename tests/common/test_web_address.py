"""Which addresses may become links."""

import pytest

from guide.common.web_address import LONGEST_ADDRESS, is_web_address

PAGES = (
    "https://example.org",
    "http://example.org:8080/a/b.html?x=1&y=2;z#part-3",
    "https://en.wikipedia.org/wiki/Coaching_(sport)",
    "https://example.org/caf%C3%A9/@name/~me/*",
    "https://xn--bcher-kva.example/",
    "http://[2001:db8::1]/",
    "https://127.0.0.1?a",
)
OTHERS = (
    "",
    "example.org",
    "//example.org/a",
    "https://",
    "https:///etc/passwd",
    "https://-x/",
    "javascript:alert(1)",
    "JavaScript://example.org/%0Aalert(1)",
    "data:text/html,x",
    "file:///etc/passwd",
    "https://example.org@example.com/",
    "https://who:word@example.org/",
    "https://example.org/a b",
    "https://example.org/a\n",
    "\nhttps://example.org/",
    "https://example.org/\x1b]8;;\x07",
    "https://example.org/\x9d",
    "https://example.org/\u202e",
    'https://example.org/"onclick=alert(1)',
    "https://example.org/'<b>",
    "https://example.org/<>",
    "https://example.org/`x`",
    "https://example.org\\@example.com",
    "https://ex\u0430mple.org/",
    "https://example.org/%zz",
    "https://example.org/{x}",
    "https://example.org:port/",
    "https://example.org/" + "a" * LONGEST_ADDRESS,
)


@pytest.mark.parametrize("text", PAGES)
def test_the_address_of_a_page_is_accepted(text: str) -> None:
    assert is_web_address(text)


@pytest.mark.parametrize("text", OTHERS, ids=range(len(OTHERS)))
def test_everything_else_is_refused(text: str) -> None:
    assert not is_web_address(text)
