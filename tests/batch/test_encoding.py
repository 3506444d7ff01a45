"""Files in the encodings of other programs come out as UTF-8, where it is certain what they are."""

import codecs

import pytest

from guide.batch.encoding import MARK, Utf8
from guide.batch.survey_error import SurveyError
from tests.batch.test_batch import Drops

TEXT = "Name,wish\r\nJörg Müller–Groß,calm\r\n“René”,\u20ac 5\r\n"


def read(data: bytes, size: int = 7) -> bytes:
    source = Utf8(Drops(data, size))
    out = source.begun
    while more := source.read(size):
        out += more
    return out


@pytest.mark.parametrize("size", [1, 2, 3, 1 << 20])
@pytest.mark.parametrize("codec", ["utf-16-le", "utf-16-be", "utf-32-le", "utf-32-be"])
def test_a_mark_tells(codec: str, size: int) -> None:
    assert read("\ufeff".encode(codec) + TEXT.encode(codec), max(size, 4)) == MARK + TEXT.encode()


@pytest.mark.parametrize("codec", ["utf-16-le", "utf-16-be"])
def test_zeros_tell_without_a_mark(codec: str) -> None:
    assert read(TEXT.encode(codec), 1 << 20) == MARK + TEXT.encode()
    assert read(TEXT.encode(codec)[:-1], 1 << 20).startswith(MARK + TEXT[:-1].encode())


@pytest.mark.parametrize(
    "text", [TEXT, "Name,wish\nÄnne,x\n", "a,b\n“so”,x\n", "a,b\nà la carte,São João\n", "a,b\nSeñor,¡olé!\n"]
)
def test_western_letters_of_windows(text: str) -> None:
    whole = text.encode("cp1252", "ignore")
    expected = whole.decode("cp1252")
    assert read(whole, 1 << 20) == MARK + expected.encode()
    # Where it would be another letter elsewhere, that is said.
    assert Utf8(Drops(whole, 1 << 20)).is_certain == ("¡" not in text)


def test_letters_of_windows_that_come_late() -> None:
    late = b"id,wish\n" + b"1,calm\n" * 50_000 + "2,Müller\n".encode("cp1252")
    assert read(late, 1 << 18).endswith("2,Müller\n".encode())


@pytest.mark.parametrize(
    "data", [TEXT.encode(), codecs.BOM_UTF8 + TEXT.encode(), b"id,wish\n1,\x00\n", b"", b"\x00"]
)
def test_utf8_stays_as_it_is(data: bytes) -> None:
    assert read(data, 1 << 20) == data
    assert Utf8(Drops(data, 1 << 20)).remark == ""


@pytest.mark.parametrize("size", [1, 2, 3, 1 << 20])
@pytest.mark.parametrize("damage", [b"\xff,x\n", b"\xc3"])
def test_damage_in_utf8_is_replaced_and_said(damage: bytes, size: int) -> None:
    source = Utf8(Drops(TEXT.encode() + damage, size))
    out = source.begun + b"".join(iter(lambda: source.read(size), b""))
    assert out.decode().startswith(TEXT + "\ufffd")
    assert source.remark.startswith("Some bytes of the file are no characters in UTF-8")


@pytest.mark.parametrize("size", [1, 2, 3, 1 << 20])
def test_a_letter_of_windows_may_be_the_last_byte(size: int) -> None:
    assert read("a,b\n1,René".encode("cp1252"), size) in (b"a,b\n1,Ren\xc3\xa9", MARK + b"a,b\n1,Ren\xc3\xa9")


@pytest.mark.parametrize(
    "data",
    [
        "Имя,wish\nИван,calm\n".encode("cp1251"),
        "a,b\nDvořák,žena\n".encode("cp1250"),
        "a,b\nőrült,ő\n".encode("cp1250"),
        "a,b\nżółć,x\n".encode("cp1250"),
        "a,b\nMüller,x\n".encode("mac-roman"),
        "a,b\n日本語,x\n".encode("shift-jis"),
        b"a,b\n\xff,x\n",
        b"a,b\n\x81,x\n",
    ],
)
def test_what_is_not_certain_is_a_guess_that_is_said(data: bytes) -> None:
    """What comes out is UTF-8 in any case, so that no file has two encodings."""
    source = Utf8(Drops(data, 1 << 20))
    assert source.begun.decode().startswith("\ufeff")
    assert not source.is_certain
    assert "--encoding" in source.remark


@pytest.mark.parametrize("codec", ["cp1250", "cp1251", "shift-jis", "utf-16", "utf-16-be", "utf-8-sig"])
def test_an_encoding_can_be_named(codec: str) -> None:
    text = "a,b\nWort,x\n" + {"cp1250": "Dvořák", "cp1251": "Имя", "shift-jis": "日本語"}.get(codec, "ő")
    source = Utf8(Drops(text.encode(codec), 1 << 20), codec)
    assert source.begun.decode("utf-8-sig") == text
    assert source.is_certain


def test_an_encoding_that_there_is_not_is_refused() -> None:
    for name in ("klingon", "base64", "rot13"):
        with pytest.raises(SurveyError, match=f"there is no encoding “{name}”"):
            Utf8(Drops(b"", 1), name)


def test_a_mac_of_old_may_have_line_feeds_in_its_cells() -> None:
    data = b'id,"wi\nsh"\r1,"a\nb"\r'
    source = Utf8(Drops(data, 1 << 20))
    assert source.begun == b'id,"wi\rsh"\n1,"a\rb"\n'
    assert source.back(source.begun) == data
    assert read(b'id,"wi\rsh"\n1,2\n', 1 << 20) == b'id,"wi\rsh"\n1,2\n'
