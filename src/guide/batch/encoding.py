"""Files of other programs as UTF-8 with line feeds, as far as their encoding is certain.

A byte order mark tells it. Without one, a zero in every other byte means UTF-16. Where no character is UTF-8,
all of them may be Western letters as Windows writes them (cp1252). Any other file stays as it is.
"""

import codecs
import re
from collections import Counter
from typing import NamedTuple

from guide.batch.chunks import BLOCK, Stream

MARK = codecs.BOM_UTF8
_SAMPLE, _LONGEST_HEAD = 4096, 1 << 24
_MARKS = (
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
_UTF8 = re.compile(rb"[\xc2-\xdf][\x80-\xbf]|[\xe0-\xef][\x80-\xbf]{2}|[\xf0-\xf4][\x80-\xbf]{3}")
_WINDOWS = "cp1252"
_ON_ALL_WINDOWS = "“”‘’–—…"
_BESIDE_WORDS = f"{_ON_ALL_WINDOWS}‚„•€£§°©®™«»‹›\u00a0"
_LETTERS = "àáâãäåæçèéêëìíîïñòóôõöøùúûüýÿßœšž"
_FOREIGN = re.compile(r"[^\x00-\x7f]+")
_ALIKE = (("šž", "èøìùïò"), ("õû", "öü"))
"""Pairs of letters that occur together only where another alphabet is misread: Czech, Hungarian."""
_MANY = 10
_AS_THEY_ARE = "guide-as-they-are"
"""The error handler for bytes that have no character in cp1252: the character of the same number."""
_BEYOND_ASCII = bytes(range(0x80, 0x100))
_TURNED = bytes.maketrans(b"\r\n", b"\n\r")


def _as_they_are(error: UnicodeError) -> tuple[str, int]:
    assert isinstance(error, UnicodeDecodeError)
    return error.object[error.start : error.end].decode("latin-1"), error.end


codecs.register_error(_AS_THEY_ARE, _as_they_are)


class _Kind(NamedTuple):
    """An encoding. ``mark`` are the bytes to skip at the start; ``codec`` is None for what stays as it is."""

    codec: str | None = None
    mark: bytes = b""


class Utf8:
    """Reads a binary stream and converts it to UTF-8 in which each line ends with a line feed.

    ``begun`` is its start, with the whole first line. In files of old Macs, a carriage return alone ends a
    line: line feeds and carriage returns are swapped there, and ``back`` swaps them again.
    """

    def __init__(self, stream: Stream) -> None:
        self._stream = stream
        self._turned = False
        start = stream.read(BLOCK)
        kind = _kind(start)
        self._decoder = _decoder(kind.codec)
        self._is_known = not start.isascii()
        begun = self._decode(start.removeprefix(kind.mark))
        if kind.codec:
            begun = MARK + begun
        self._turned = _of_old_macs(begun)
        begun = self._lines(begun)
        # With the whole first line, unless this is no text at all.
        while b"\n" not in begun and len(begun) < _LONGEST_HEAD and (more := self.read(BLOCK)):
            begun += more
        self.begun = begun

    def read(self, size: int) -> bytes:
        """Return the next converted bytes, about ``size`` of them; none at the end."""
        while data := self._stream.read(size):
            # It may be that only the first byte of a character was read.
            if text := self._decode(data):
                return self._lines(text)
        if self._decoder is None:
            return b""
        last = self._decoder.decode(b"", True).encode("utf-8", "replace")
        self._decoder = None
        return self._lines(last)

    def back(self, written: bytes) -> bytes:
        """Return converted bytes with the line ends that the file had."""
        return written.translate(_TURNED) if self._turned else written

    def _decode(self, data: bytes) -> bytes:
        if not self._is_known and not data.isascii():
            # Until here, all was ASCII, which is the same in both encodings.
            self._is_known = True
            self._decoder = _decoder(_WINDOWS if _western(data) else None)
        return data if self._decoder is None else self._decoder.decode(data).encode("utf-8", "replace")

    def _lines(self, data: bytes) -> bytes:
        return data.translate(_TURNED) if self._turned else data


def place_of_fault(text: bytes) -> str:
    """Return where the first byte is that is not UTF-8, as text with line and byte; "" where all is UTF-8."""
    try:
        text.decode()
    except UnicodeDecodeError as error:
        before = text[: error.start].split(b"\n")
        return f"line {len(before)}, byte {len(before[-1]) + 1}"
    return ""


def _decoder(codec: str | None) -> codecs.IncrementalDecoder | None:
    return (
        codecs.getincrementaldecoder(codec)(_AS_THEY_ARE if codec == _WINDOWS else "replace")
        if codec
        else None
    )


def _kind(start: bytes) -> _Kind:
    for mark, name in _MARKS:
        if start.startswith(mark):
            return _Kind(name, mark)
    if codec := _by_zeros(start[:_SAMPLE]):
        return _Kind(codec)
    return _Kind(_WINDOWS) if not start.isascii() and _western(start) else _Kind()


def _by_zeros(sample: bytes) -> str | None:
    pairs = len(sample) // 2
    first, second = sample[0 : 2 * pairs : 2].count(0), sample[1::2].count(0)
    if first <= 0.05 * pairs and second >= max(1, 0.5 * pairs):
        return "utf-16-le"
    if second <= 0.05 * pairs and first >= max(1, 0.5 * pairs):
        return "utf-16-be"
    return None


def _western(start: bytes) -> bool:
    """Return whether these bytes can be Western letters, and can hardly be UTF-8."""
    beyond = len(start) - len(start.translate(None, _BEYOND_ASCII))
    in_utf8 = sum(map(len, _UTF8.findall(start)))
    if 2 * in_utf8 > beyond:
        return False
    text = start.decode(_WINDOWS, _AS_THEY_ARE)
    low = text.lower()
    if any(set(letters) & set(low) and set(others) & set(low) for letters, others in _ALIKE):
        return False
    fitting = Counter(_fits(match) for match in _FOREIGN.finditer(text))
    # A few misfits are damage.
    return fitting[True] >= max(1, _MANY * fitting[False])


def _fits(match: "re.Match[str]") -> bool | None:
    """Return whether characters beyond ASCII stand as they would in a word; None where that is not clear."""
    text, signs = match.string, match[0]
    letters = signs.strip(_BESIDE_WORDS)
    if not letters:
        return True if set(signs) & set(_ON_ALL_WINDOWS) else None
    if len(letters) > 2 or "Ÿ" in letters or not set(letters.lower()) <= set(_LETTERS):
        return False
    before = text[match.start() - 1 : match.start()]
    after = text[match.end() : match.end() + 1]
    if before.islower() and not letters.islower():
        return False
    return True if before.isalpha() or after.isalpha() else None


def _of_old_macs(begun: bytes) -> bool:
    if begun.count(b"\r") == begun.count(b"\r\n"):
        return False
    rows = re.sub(rb'"[^"]*+"', b"", begun)
    return b"\r" in rows and b"\n" not in rows
