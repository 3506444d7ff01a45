"""The head of a table: which column answers which question, and how the file is written."""

import csv
from collections.abc import Iterable, Mapping, Sequence
from io import StringIO
from typing import NamedTuple

from msgspec import Struct

from guide.batch.machine import folded
from guide.cells import ANSWER
from guide.model import NOTHING, Guide, OptionId, QuestionId

BOM = b"\xef\xbb\xbf"
_DELIMITERS = (",", ";", "\t")


class HeadError(Exception):
    """The file is no table of answers. The message is a sentence."""


class Mapped(Struct, frozen=True):
    """What a file calls things: ``columns`` by question, and its texts by question and option."""

    columns: Mapping[QuestionId, str] = NOTHING
    options: Mapping[QuestionId, Mapping[OptionId, str]] = NOTHING


NOT_MAPPED = Mapped()


class Head(NamedTuple):
    """``columns`` is the place of each question's answer in a row; ``before`` is what stands before the head.

    ``size`` counts the bytes of all that. ``end`` is how lines end.
    """

    before: bytes
    names: tuple[str, ...]
    delimiter: str
    end: bytes
    columns: Mapping[str, int]
    size: int


def read_head(start: bytes, guide: Guide, mapped: Mapped = NOT_MAPPED) -> Head:
    """The head at the start of a file, which holds it whole. Raises HeadError."""
    before = BOM if start.startswith(BOM) else b""
    line = _first_line(start[len(before) :])
    delimiter = ""
    if line.lower().startswith(b"sep=") and len(line.strip()) == 5:
        # Excel writes so which sign separates the cells.
        delimiter = line.strip()[4:].decode("utf-8", "replace")
        before += line
        line = _first_line(start[len(before) :])
    try:
        text = line.decode()
    except UnicodeDecodeError:
        raise HeadError("the file is not UTF-8 text; save it as “CSV UTF-8”") from None
    delimiter = delimiter or max(_DELIMITERS, key=text.count)
    names = tuple(next(csv.reader([text], delimiter=delimiter), ()))
    columns = _columns(names, guide, mapped)
    if not columns:
        some = ", ".join(list(guide.questions)[:3])
        raise HeadError(f"no column is named after a question, such as {some}; name them with --map")
    end = b"\r\n" if line.endswith(b"\r\n") else b"\n"
    return Head(before, names, delimiter, end, columns, len(before) + len(line))


def _first_line(text: bytes) -> bytes:
    """Up to and with the line end that is in no quotes."""
    end = text.find(b"\n")
    while end >= 0 and text.count(b'"', 0, end) % 2:
        end = text.find(b"\n", end + 1)
    return text if end < 0 else text[: end + 1]


def _columns(names: Sequence[str], guide: Guide, mapped: Mapped) -> Mapping[str, int]:
    """A question's column is the one it is mapped to, or is named by its id, also as in an export of
    interviews, or by its text.
    """
    place = {folded(name): number for number, name in reversed(tuple(enumerate(names)))}
    found: dict[str, int] = {}
    for name, question in guide.questions.items():
        called = (
            mapped.columns.get(name, name),
            name,
            ANSWER.format(name),
            question.ask,
            question.ask_about,
        )
        number = next((place[folded(one)] for one in called if one and folded(one) in place), None)
        if number is not None:
            found[name] = number
    return found


def added_names(names: Iterable[str], added: Sequence[str]) -> tuple[str, ...]:
    """The names of the added columns, with a number behind those that the file has already."""
    taken = set(names)
    found = []
    for name in added:
        number, free = 2, name
        while free in taken:
            free, number = f"{name}_{number}", number + 1
        taken.add(free)
        found.append(free)
    return tuple(found)


def written(cells: Iterable[str], delimiter: str) -> bytes:
    """Cells as they stand in a line, without its end."""
    sink = StringIO()
    csv.writer(sink, delimiter=delimiter, lineterminator="").writerow(list(cells))
    return sink.getvalue().encode("utf-8", "replace")
