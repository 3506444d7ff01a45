"""Files of other programs as UTF-8 with line feeds, whatever encoding they are in.

A byte order mark tells it. Without one, a zero in every other byte means UTF-16. Where no character is UTF-8,
all of them may be Western letters as Windows writes them (cp1252), or are at least read as such: what comes
out is UTF-8 in any case, and ``Utf8.remark`` says what was assumed.
"""

import codecs
import locale
import re
from collections import Counter
from typing import NamedTuple

from guide.batch.chunks import BLOCK, Stream
from guide.batch.survey_error import SurveyError

MARK = codecs.BOM_UTF8
_SAMPLE, _HEAD, _LONGEST_HEAD = 4096, 1 << 16, 1 << 24
_MARKS = (
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
_UTF8 = re.compile(rb"[\xc2-\xdf][\x80-\xbf]|[\xe0-\xef][\x80-\xbf]{2}|[\xf0-\xf4][\x80-\xbf]{3}")
_UTF_8, _WINDOWS = "utf-8", "cp1252"
_BEGUN = re.compile(rb"(?:[\xc2-\xdf]|[\xe0-\xef][\x80-\xbf]?|[\xf0-\xf4][\x80-\xbf]{0,2})\Z")
"""A character of UTF-8 whose last bytes are still to come."""
_NAMES = {
    "utf-8": "UTF-8",
    "utf-16-le": "UTF-16",
    "utf-16-be": "UTF-16",
    "utf-16": "UTF-16",
    "utf-32-le": "UTF-32",
    "utf-32-be": "UTF-32",
    "cp1252": "Windows-1252",
}
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
    """An encoding. ``mark`` are the bytes to skip at the start; ``is_certain`` is false for a guess."""

    codec: str
    mark: bytes = b""
    is_certain: bool = True


class Utf8:
    """Reads a binary stream and converts it to UTF-8 in which each line ends with a line feed.

    ``begun`` is its start, with the whole first line. In files of old Macs, a carriage return alone ends a
    line: line feeds and carriage returns are swapped there, and ``back`` swaps them again.

    Args:
        stream: The stream.
        encoding: The name of its encoding; None to find it out.

    Raises:
        SurveyError: There is no such encoding.
    """

    def __init__(self, stream: Stream, encoding: str | None = None) -> None:
        self._stream = stream
        self._turned = self._is_damaged = False
        self._pending = b""
        start = stream.read(BLOCK)
        self._kind: _Kind | None = _named(encoding, start) if encoding else _kind(start)
        self._decoder = _decoder(self._kind)
        begun = self._decode(start.removeprefix(self._kind.mark) if self._kind else start)
        if self._kind and self._kind.codec != _UTF_8:
            begun = MARK + begun
        self._turned = _of_old_macs(begun)
        begun = self._lines(begun)
        # With the whole first lines, unless this is no text at all.
        while (len(begun) < _HEAD or (b"\n" not in begun and len(begun) < _LONGEST_HEAD)) and (
            more := self.read(BLOCK)
        ):
            begun += more
        self.begun = begun

    @property
    def encoding(self) -> str:
        """The name of the encoding, as far as the stream was read: “UTF-8” where all is ASCII."""
        codec = self._kind.codec if self._kind else _UTF_8
        return _NAMES.get(codec, codec)

    @property
    def is_certain(self) -> bool:
        """Whether the encoding is more than a guess."""
        return self._kind is None or self._kind.is_certain

    @property
    def remark(self) -> str:
        """A sentence about how the stream was read so far; "" for UTF-8 without any fault."""
        if self._is_damaged:
            return f"Some bytes of the file are no characters in {self.encoding}; they became “\ufffd”."
        if not self.is_certain:
            return (
                f"The file is not UTF-8; it was read as {self.encoding}. Where letters are wrong, "
                "name the encoding with --encoding, such as cp1250 or cp1251."
            )
        return "" if self.encoding == "UTF-8" else f"The file was read as {self.encoding}."

    def read(self, size: int) -> bytes:
        """Return the next converted bytes, about ``size`` of them; none at the end."""
        while data := self._stream.read(size):
            # It may be that only the first byte of a character was read.
            if text := self._decode(data):
                return self._lines(text)
        if self._kind is None and self._pending:
            self._kind = _beyond_ascii(self._pending)
            self._decoder = _decoder(self._kind)
            if self._decoder is None:
                return self._replace()
            rest, self._pending = self._pending, b""
            return self._decode(rest)
        if self._decoder is None:
            return self._replace()
        last = self._encode(self._decoder.decode(b"", True))
        self._decoder = None
        return self._lines(last)

    def back(self, written: bytes) -> bytes:
        """Return converted bytes with the line ends that the file had."""
        return written.translate(_TURNED) if self._turned else written

    def _decode(self, data: bytes) -> bytes:
        if self._kind is None:
            data = self._pending + data
            # Until here, all was ASCII, which is the same in both encodings.
            begun = None if data.isascii() else _BEGUN.search(data, len(data) - 3)
            if data[: begun.start() if begun else None].isascii():
                self._pending = begun[0] if begun else b""
                return data[: begun.start()] if begun else data
            self._pending = b""
            self._kind = _beyond_ascii(data)
            self._decoder = _decoder(self._kind)
        if self._decoder is not None:
            return self._encode(self._decoder.decode(data))
        return data if not self._pending and data.isascii() else self._check(self._pending + data)

    def _check(self, data: bytes) -> bytes:
        """Return UTF-8 up to its last whole character; what is damaged is replaced."""
        try:
            end = codecs.utf_8_decode(data, "strict", False)[1]
        except UnicodeDecodeError:
            text, end = codecs.utf_8_decode(data, "replace", False)
            self._pending = data[end:]
            return self._encode(text)
        self._pending = data[end:]
        return data[:end]

    def _replace(self) -> bytes:
        """Return what stands for the start of a character without its end; nothing where there is none."""
        rest, self._pending = self._pending, b""
        return self._encode("\ufffd" if rest else "")

    def _encode(self, text: str) -> bytes:
        self._is_damaged |= "\ufffd" in text
        return text.encode("utf-8", "replace")

    def _lines(self, data: bytes) -> bytes:
        return data.translate(_TURNED) if self._turned else data


def _decoder(kind: _Kind | None) -> codecs.IncrementalDecoder | None:
    """Return the decoder for an encoding; None for UTF-8, which stays as it is."""
    if kind is None or kind.codec == _UTF_8:
        return None
    return codecs.getincrementaldecoder(kind.codec)(_AS_THEY_ARE if kind.codec == _WINDOWS else "replace")


def _named(encoding: str, start: bytes) -> _Kind:
    try:
        codec = codecs.lookup(encoding)
        "".encode(encoding)
    except LookupError:
        raise SurveyError(f"there is no encoding “{encoding}”; it may be utf-8, utf-16 or cp1252") from None
    marked = next((_Kind(name, mark) for mark, name in _MARKS if start.startswith(mark)), None)
    return marked if marked and marked.codec.startswith(codec.name) else _Kind(codec.name)


def _kind(start: bytes) -> _Kind | None:
    """Return the encoding of a file by marks and zeros; None where there are none."""
    for mark, name in _MARKS:
        if start.startswith(mark):
            return _Kind(name, mark)
    if codec := _by_zeros(start[:_SAMPLE]):
        return _Kind(codec)
    return None


def _beyond_ascii(data: bytes) -> _Kind:
    """Return the encoding of text that is not all ASCII, and is not marked."""
    beyond = len(data) - len(data.translate(None, _BEYOND_ASCII))
    if 2 * sum(map(len, _UTF8.findall(data))) > beyond:
        return _Kind(_UTF_8)
    if _western(data):
        return _Kind(_WINDOWS)
    # Windows of another alphabet: what the system itself uses is likelier than any other.
    system = codecs.lookup(locale.getencoding()).name
    return _Kind(system if system.startswith("cp125") else _WINDOWS, is_certain=False)


def _by_zeros(sample: bytes) -> str | None:
    pairs = len(sample) // 2
    first, second = sample[0 : 2 * pairs : 2].count(0), sample[1::2].count(0)
    if first <= 0.05 * pairs and second >= max(1, 0.5 * pairs):
        return "utf-16-le"
    if second <= 0.05 * pairs and first >= max(1, 0.5 * pairs):
        return "utf-16-be"
    return None


def _western(start: bytes) -> bool:
    """Return whether these bytes can be Western letters as Windows writes them."""
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
