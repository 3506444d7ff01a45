"""Survey files damaged at random: each row comes out, and none changes what becomes of another.

    python -m tests.batch.test_fuzz --minutes 10 [--what csv lines import] [--seeds FOLDER --rules FOLDER]

goes on for that long, and keeps the first file that does not hold. The seeds are files as they come out of
form services; without a folder of them, some are made from the rules.
"""

import argparse
import contextlib
import csv
import io
import json
import os
import re
import subprocess
import sys
import time
import traceback
from collections.abc import Callable, Iterator, Mapping
from functools import cache
from pathlib import Path
from random import Random
from tempfile import TemporaryDirectory, mkdtemp
from typing import Any, NamedTuple
from unittest.mock import patch

import pytest

from guide.batch import chunks as blocks
from guide.batch.answer_reader import AnswerReader
from guide.batch.column_mapping import NOT_MAPPED
from guide.batch.encoding import MARK, Utf8
from guide.batch.header import Header, HeaderError, read_header
from guide.batch.headings import HeadingReader
from guide.batch.json_rows import show_value
from guide.batch.output_columns import BRIEF
from guide.batch.survey_error import SurveyError
from guide.batch.survey_source import open_survey, read_source_header
from guide.cli import decide, records
from guide.cli.decide.template import make_template
from guide.engine.recommendation import recommend
from guide.engine.walk import replay_answers
from guide.ruleset.folder import open_guide
from guide.ruleset.graph import topological_order
from guide.ruleset.model import Guide
from guide.storage import open_store
from guide.storage.transfer import list_ids
from tests import rowwise
from tests.cli.records.kept import keep, keep_whole, written

Seeds = Mapping[str, bytes]

PIECES = (
    *(
        b'"',
        b'""',
        b'"""',
        b',"',
        b'",',
        b'"\n',
        b'\n"',
        b";",
        b",",
        b"\t",
        b"\n",
        b"\r",
        b"\r\n",
        b"\x00",
        b" ",
    ),
    *(
        b"\xff",
        b"\xfe",
        b"\xef\xbb\xbf",
        b"\xc3",
        b"\xf6",
        b"\x85",
        b"\xe2\x80\xa8",
        b"\x0b",
        b"\x0c",
        b"\x1c",
    ),
    *(
        b"'",
        b"\\",
        b'\\"',
        b"=1+1",
        b"sep=;\n",
        b"{",
        b"}",
        b"[",
        b"]",
        b":",
        b"NaN",
        b"Infinity",
        b"-Infinity",
    ),
    *(
        b"1e400",
        b"9" * 60,
        b"1.0",
        b"-0",
        b"null",
        b"true",
        b'"\\ud800"',
        b'"\\u0000"',
        b'"id":1,',
        b"[" * 2000,
    ),
)


MOST_BYTES = 1 << 20


def a_piece_inserted(data: bytes, random: Random) -> bytes:
    at = random.randrange(len(data) + 1)
    return data[:at] + random.choice(PIECES) + data[at:]


def a_piece_at_a_border(data: bytes, random: Random) -> bytes:
    """Where cells begin or end, quotes matter most."""
    places = [match.start() + random.randrange(2) for match in re.finditer(rb'[",;\t\n:]', data)]
    at = random.choice(places or [0])
    return data[:at] + random.choice(PIECES) + data[at:]


def a_quote_opened(data: bytes, random: Random) -> bytes:
    """At the start of a cell, now and then in several."""
    for _ in range(random.choice([1, 1, 1, 2, 3])):
        places = [match.end() for match in re.finditer(rb"[,;\t\n:]", data)]
        at = random.choice(places or [0])
        data = data[:at] + b'"' + data[at:]
    return data


def bytes_put_in_place(data: bytes, random: Random) -> bytes:
    at = random.randrange(len(data) + 1)
    return data[:at] + random.randbytes(random.randrange(1, 4)) + data[at + random.randrange(4) :]


def a_part_taken_out(data: bytes, random: Random) -> bytes:
    at = random.randrange(len(data) + 1)
    return data[:at] + data[at + random.randrange(1, 30) :]


def a_line_moved(data: bytes, random: Random) -> bytes:
    lines = data.splitlines(keepends=True)
    if not lines:
        return data
    line = lines.pop(random.randrange(len(lines)))
    for _ in range(random.randrange(3)):
        lines.insert(random.randrange(len(lines) + 1), line)
    return b"".join(lines)


def lines_repeated(data: bytes, random: Random) -> bytes:
    head, *lines = data.splitlines(keepends=True) or [b""]
    return head + b"".join(lines) * random.randrange(1, 30)


def cut_off(data: bytes, random: Random) -> bytes:
    return data[: random.randrange(len(data) + 1)]


def a_cell_made_long(data: bytes, random: Random) -> bytes:
    at = random.randrange(len(data) + 1)
    return (
        data[:at]
        + random.choice([b"x", b"x\n", b'""', b"\xc3\xb6"]) * random.choice([9, 900, 90_000])
        + data[at:]
    )


def other_line_ends(data: bytes, random: Random) -> bytes:
    return data.replace(b"\r\n", b"\n").replace(b"\n", random.choice([b"\r\n", b"\n", b"\r", b"\r\r\n"]))


def another_encoding(data: bytes, random: Random) -> bytes:
    codec = random.choice(
        ["utf-16", "utf-16-le", "utf-16-be", "utf-32", "cp1252", "cp1251", "utf-8-sig", "utf-7"]
    )
    return data.decode("utf-8", "replace").encode(codec, "replace")


def only_noise(_data: bytes, random: Random) -> bytes:
    return random.randbytes(random.randrange(300))


SORTS: tuple[Callable[[bytes, Random], bytes], ...] = (
    *[a_piece_inserted, a_piece_at_a_border, a_quote_opened] * 5,
    *[bytes_put_in_place, a_part_taken_out, a_line_moved] * 3,
    *[lines_repeated, cut_off, other_line_ends] * 2,
    *(a_cell_made_long, another_encoding, only_noise),
)


def damaged(data: bytes, random: Random) -> bytes:
    for _ in range(random.choice([0, 1, 1, 1, 2, 2, 3, 5, 9])):
        changed = random.choice(SORTS)(data, random)
        # Long cells in repeated lines, repeated again, would fill the memory.
        if len(changed) <= MOST_BYTES:
            data = changed
    return data


class Trial(NamedTuple):
    """Where files are tried out: ``rules`` and what they say, and a folder for files."""

    rules: Path
    guide: Guide
    folder: Path


class Ran(NamedTuple):
    code: int
    out: str
    err: str


def told(command: Callable[[list[str]], int], *arguments: object) -> Ran:
    """A command, run in this process."""
    out, err = io.StringIO(), io.StringIO()
    with contextlib.redirect_stdout(out), contextlib.redirect_stderr(err):
        code = command([str(argument) for argument in arguments])
    return Ran(code, out.getvalue(), err.getvalue())


def decided(trial: Trial, data: bytes, name: str, *more: str) -> tuple[Ran, bytes | None]:
    """What is said of a file, and what comes out; None where nothing does."""
    path, out = trial.folder / name, trial.folder / "out"
    path.write_bytes(data)
    out.unlink(missing_ok=True)
    ran = told(decide.run, path, "-o", out, "--brief", "--rules", trial.rules, *more)
    return ran, out.read_bytes() if out.exists() else None


def csv_holds(trial: Trial, data: bytes, random: Random, name: str = "seed.csv") -> bool:
    """Raises where a row is lost, changed or touched by another. Whether one is not understood."""
    ran, out = decided(trial, data, name)
    try:
        survey = open_survey(io.BytesIO(data), trial.guide, NOT_MAPPED)
        source = survey.text
        whole = source.begun + b"".join(iter(lambda: source.read(1 << 20), b""))
        if survey.is_array:
            assert len(json.loads(out or b"")) == whole.count(b"\n")
            return False
        if survey.is_json:
            return lines_hold(trial, whole, ran, source.back(out or b""))
        head = read_source_header(survey, trial.guide, NOT_MAPPED)
    except SurveyError as error:
        assert (ran.code, out) == (1, None)
        assert ran.err.startswith(str(trial.folder / name)), ran.err
        assert str(error)[:20] in ran.err
        return False
    assert ran.code == 0, ran
    assert out is not None
    delimiter, width = head.delimiter.encode(), len(head.names)
    given = list(rowwise.rows(whole[head.size :], delimiter, width))
    out = source.back(out)
    found = list(rowwise.rows(out.removeprefix(head.before), delimiter, width + len(BRIEF)))
    assert f"{len(given):,} rows: " in ran.err, ran.err
    assert len(found) == len(given) + 1, (len(found), len(given))
    assert [cell.decode() for cell in found[0].cells or ()][:width] == list(head.names)
    others_read_the_same(found, out.removeprefix(head.before), head.delimiter)
    for one, other in zip(given, found[1:], strict=True):
        assert other.cells is not None
        assert other.cells[:width] == kept(one, delimiter, width), (one, other)
        if one.cells is None or any(cell.strip() for cell in one.cells[width:]):
            assert (other.cells[width], bool(other.cells[-1])) == (b"", True)
        else:
            assert other.cells[width].decode() == outcome(trial, one.cells, head.questions), (one, other)
            assert bool(other.cells[width]) != bool(other.cells[-1])
    with patch.object(blocks, "BLOCK", random.randrange(1, 3000)):
        again, the_same = decided(trial, data, name)
    assert (again, source.back(the_same or b"")) == (ran, out)
    broken = [row for row in given if row.cells is None]
    if len(broken) == 1 and source.back(b"\n") == b"\n":
        without_it(trial, whole, broken[0], out, head, name)
    return bool(broken)


def without_it(trial: Trial, whole: bytes, row: rowwise.Read, out: bytes, head: Header, name: str) -> None:
    """All other rows come out as they do without the row that is not understood."""
    without = whole[: head.size + row.at] + whole[head.size + row.end :]
    begun = Utf8(io.BytesIO(without)).begun
    if begun.removeprefix(MARK) != without[: blocks.BLOCK].removeprefix(MARK):
        # What is left of the letters can be told now.
        return
    if header_reaches_on(begun, trial.guide, head):
        # Only a quotation mark in the header can do this: the row kept it from being closed.
        assert b'"' in head.line
        return
    _, rest = decided(trial, without, name)
    ours, theirs = out.split(b"\n"), (rest or b"").split(b"\n")
    assert any(ours[:at] + ours[at + 1 :] == theirs for at in range(len(ours))), row


def header_reaches_on(start: bytes, guide: Guide, head: Header) -> bool:
    """Whether the header of a file now takes in lines that stand below it in another."""
    try:
        return read_header(start, guide).size > head.size
    except HeaderError:
        return True


def kept(row: rowwise.Read, delimiter: bytes, width: int) -> list[bytes]:
    """The cells that stand before what is added."""
    cells = row.text.split(delimiter, width - 1) if row.cells is None else row.cells
    return [*cells, *[b""] * width][:width]


def others_read_the_same(found: list[rowwise.Read], out: bytes, delimiter: str) -> None:
    csv.field_size_limit(1 << 30)
    text = io.StringIO(out.decode("utf-8", "surrogateescape"), newline="")
    theirs = [
        row for row in csv.reader(text, delimiter=delimiter) if any(map(str.strip, row)) or len(row) > 1
    ]
    ours = [[cell.decode("utf-8", "surrogateescape") for cell in row.cells or ()] for row in found]
    assert [[cell.rstrip() for cell in row] for row in theirs] == [
        [cell.rstrip() for cell in row] for row in ours
    ]


def outcome(trial: Trial, cells: list[bytes], columns: Mapping[str, tuple[int, ...]]) -> str:
    """What the answers come to by the one decider; empty where they come to nothing."""
    reader = _answers(trial.rules)
    answers = {}
    for question, places in columns.items():
        texts = [cells[place].decode("utf-8", "replace") for place in places if place < len(cells)]
        text, is_clear = reader.merge(question, texts)
        if is_clear and (name := reader.read(question, text)):
            answers[question] = name
    return _outcome(trial.rules, tuple(answers.items()))


@cache
def _answers(rules: Path) -> AnswerReader:
    return AnswerReader(open_guide(rules), NOT_MAPPED)


@cache
def _headings(rules: Path) -> HeadingReader:
    return HeadingReader(open_guide(rules), NOT_MAPPED)


@cache
def _guide(rules: Path) -> Guide:
    return open_guide(rules)


@cache
def _outcome(rules: Path, answers: tuple[tuple[str, str], ...]) -> str:
    walk = replay_answers(_guide(rules), dict(answers))
    return recommend(walk).outcome if walk.current is None else ""


def lines_hold(trial: Trial, data: bytes, ran: Ran, out: bytes) -> bool:
    """The same for lines of JSON. ``data`` is in UTF-8."""
    assert ran.code == 0, ran
    given = [line.strip(b" \t\r") for line in data.removeprefix(MARK).split(b"\n")]
    given = [line for line in given if line]
    found = out.split(b"\n")
    assert found.pop() == b""
    assert len(found) == len(given)
    assert f"{len(given):,} rows: " in ran.err, ran.err
    broken = False
    for line, other in zip(given, found, strict=True):
        row = parsed(line)
        if row is None:
            broken = True
            told = json.loads(other)
            assert told["line"] == line.decode("utf-8", "backslashreplace")
            assert told["problem"] == "This line is no JSON object."
            continue
        assert other.startswith(line[:-1]), (line, other)
        added = json.loads(b"{" + other[len(line) - 1 :].removeprefix(b","))
        assert len(added) == len(BRIEF)
        assert not set(added) & set(row)
        decision, _, problem = added.values()
        cells = [show_value(value).encode("utf-8", "replace") for value in row.values()]
        assert decision == outcome(trial, cells, _headings(trial.rules).read(tuple(row)).questions)
        assert bool(decision) != bool(problem)
    return broken


def parsed(line: bytes) -> dict[str, Any] | None:
    """By what the manual says: an object, with all that other programs write into one."""
    try:
        row = json.JSONDecoder(parse_int=str, parse_float=str, strict=False).decode(line.decode())
    except (ValueError, RecursionError):
        return None
    return row if isinstance(row, dict) else None


def import_holds(trial: Trial, data: bytes, suffix: str) -> None:
    """Raises where an import is told as something that it is not, or leaves a store that is not well."""
    store, path = trial.folder / "store.db", trial.folder / f"seed{suffix}"
    for old in trial.folder.glob("store.db*"):
        old.unlink()
    with contextlib.closing(open_store(store)) as before:
        keep_whole(before)
        names = list_ids(before)
    path.write_bytes(data)
    common = ("--store", store, "--rules", trial.rules)
    ran = told(records.run, "import", path, *common)
    assert ran.code in (0, 1), ran
    with contextlib.closing(open_store(store)) as after:
        held = list_ids(after)
    assert set(names) <= set(held)
    if ran.code:
        assert str(path) in ran.err or "not imported" in ran.err, ran.err
        assert held == names or "not imported" in ran.err, ran.err
    else:
        number = sum(map(int, re.findall(r"(\d+) (?:interviews? begun|new)", ran.out.replace(",", ""))))
        assert len(held) == len(names) + number, ran.out
    verified = told(records.run, "verify", *common)
    assert verified.code == 0, verified
    exported = trial.folder / "again.json"
    exported.unlink(missing_ok=True)
    for command in (("list",), ("list", "--json"), ("due",), ("summary",), ("export", exported)):
        assert told(records.run, *command, *common).code == 0, command
    for name in held[:5]:
        assert told(records.run, "show", name, *common).code == 0, name
    for old in trial.folder.glob("store.db*"):
        old.unlink()
    assert told(records.run, "import", exported, *common).code == 0


def made(rules: Path) -> Seeds:
    """Files as form services write them, of random walks through the rules."""
    random, guide = Random(1), open_guide(rules)
    head = next(csv.reader([make_template(guide, "form").splitlines()[0]]))
    notes = ('She said "hi",\nthen left', "Jörg Müller–Groß", "", '5" tall; so', "a, b")
    rows = []
    for number in range(12):
        walk = replay_answers(guide)
        while walk.question is not None:
            walk = walk.answer(random.choice(list(walk.question.options)))
        given = dict(walk.path)
        say = [
            guide.questions[q].options[given[q]].say if q in given else "" for q in topological_order(guide)
        ]
        rows.append((given, [str(number), *say, random.choice(notes)]))

    def table(delimiter: str, end: str, quoting: Any) -> bytes:
        text = io.StringIO()
        writer = csv.writer(text, delimiter=delimiter, lineterminator=end, quoting=quoting)
        writer.writerow([*head, "Comment\n(free)"])
        writer.writerows(row for _, row in rows)
        return text.getvalue().encode()

    lines = [json.dumps({"id": number, **given, "n": float("nan")}) for number, (given, _) in enumerate(rows)]
    return {
        "comma.csv": table(",", "\r\n", csv.QUOTE_MINIMAL),
        "semicolon.csv": MARK + table(";", "\r\n", csv.QUOTE_ALL),
        "tab.csv": table("\t", "\n", csv.QUOTE_MINIMAL),
        "mac.csv": table(",", "\r", csv.QUOTE_ALL),
        "utf16.csv": table("\t", "\r\n", csv.QUOTE_MINIMAL).decode().encode("utf-16"),
        "windows.csv": table(";", "\r\n", csv.QUOTE_MINIMAL).decode().encode("cp1252"),
        "rows.jsonl": "\n".join(lines).encode() + b"\n",
    }


def exported(trial: Trial) -> bytes:
    """Interviews as JSON."""
    path = trial.folder / "seed.db"
    if not path.exists():
        with contextlib.closing(open_store(path)) as store:
            keep_whole(store)
            keep_whole(store, person="Bea – Ђ")
            keep(store, {"wish": "calm"}, end=None, person="Cy")
    out = trial.folder / "export.json"
    out.unlink(missing_ok=True)
    assert told(records.run, "export", out, "--store", path).code == 0
    return out.read_bytes()


def values_put_in_place(data: bytes, random: Random) -> bytes:
    """One value of the JSON is another."""
    values = [*re.finditer(rb'(?<=:)("[^"]*"|\d+|true|false|null)', data)]
    value = random.choice(values)
    other = random.choice([*(one[0] for one in values), *PIECES])
    return data[: value.start()] + other + data[value.end() :]


def one(what: str, trial: Trial, seeds: Seeds, random: Random) -> bytes:
    """One damaged file, which is handed to ``attempt``."""
    if what == "import" and random.random() < 0.5:
        data = exported(trial)
        for _ in range(random.randrange(3)):
            data = values_put_in_place(data, random)
        return b"j" + (data if random.random() < 0.5 else damaged(data, random))
    fit = [name for name in sorted(seeds) if name.endswith((".jsonl", ".ndjson")) == (what == "lines")]
    return (b"t" if what == "import" else b"") + damaged(seeds[random.choice(fit)], random)


def attempt(what: str, trial: Trial, data: bytes, random: Random) -> None:
    if what == "csv":
        csv_holds(trial, data, random)
    elif what == "lines":
        ran, out = decided(trial, data, "seed.jsonl")
        source = Utf8(io.BytesIO(data))
        whole = source.begun + b"".join(iter(lambda: source.read(1 << 20), b""))
        lines_hold(trial, whole, ran, source.back(out or b""))
    else:
        import_holds(trial, data[1:], ".json" if data[:1] == b"j" else ".csv")


def as_processes(trial: Trial, data: bytes, name: str) -> None:
    """The same by the command itself, in one process and in two, from a file and from a pipe."""
    ran, out = decided(trial, data, name)
    for more, typed in ((["--jobs", "2", str(trial.folder / name)], b""), (["-"], data)):
        lines = ["--lines"] if name.endswith(".jsonl") else []
        told = subprocess.run(
            [sys.executable, "-m", "guide", "decide", "--brief", "--rules", str(trial.rules), *lines, *more],
            input=typed,
            capture_output=True,
            timeout=120,
            check=False,
        )
        assert (told.returncode, told.stdout) == (ran.code, out or b""), told.stderr


def trials(what: list[str], trial: Trial, seeds: Seeds, seed: int) -> Iterator[tuple[int, str, bytes]]:
    """Damaged files without end, each tried when the next one is asked for."""
    random, number = Random(seed), 0
    while True:
        number += 1
        sort = random.choice(what)
        data = one(sort, trial, seeds, random)
        try:
            attempt(sort, trial, data, random)
            if sort != "import" and number % 500 == 0:
                as_processes(trial, data, "seed.jsonl" if sort == "lines" else "seed.csv")
        except Exception as error:
            raise DoesNotHoldError(number, sort, data) from error
        yield number, sort, data


class DoesNotHoldError(Exception):
    def __init__(self, number: int, sort: str, data: bytes) -> None:
        super().__init__(f"Number {number}, {sort}: {data[:3000]!r}")
        self.data = data


@pytest.fixture(scope="module")
def trial(tmp_path_factory: pytest.TempPathFactory) -> Trial:
    folder = tmp_path_factory.mktemp("files")
    rules = written(folder / "rules")
    return Trial(rules, open_guide(rules), folder)


@pytest.mark.parametrize(("what", "number"), [("csv", 300), ("lines", 150), ("import", 12)])
def test_damaged_files_come_through(what: str, number: int, trial: Trial) -> None:
    each = trials([what], trial, made(trial.rules), seed=11)
    for _ in range(number):
        next(each)


@pytest.mark.parametrize(
    "name", ["comma.csv", "semicolon.csv", "tab.csv", "mac.csv", "utf16.csv", "windows.csv"]
)
def test_files_that_are_not_damaged_are_decided_whole(name: str, trial: Trial) -> None:
    ran, _ = decided(trial, made(trial.rules)[name], name)
    assert "12 rows: 12 decided, 0 not." in ran.err
    assert not csv_holds(trial, made(trial.rules)[name], Random(1))


def test_a_row_can_keep_the_header_from_being_closed(trial: Trial) -> None:
    """Without its first row, the second one closes what the header opens. So it is another header then."""
    head = b'id\twish\t"Comment\r\r\n'
    first, others = b'"0\tCalm\t"She said\r\n', b'then left"\r\r\n1\tSpeed\r\n'
    assert csv_holds(trial, head + first + others, Random(1), "tab.csv")
    assert read_header(head + first + others, trial.guide).size == len(head)
    assert read_header(head + others, trial.guide).size > len(head)


def test_processes_write_the_same(trial: Trial) -> None:
    as_processes(trial, made(trial.rules)["comma.csv"].replace(b"\r\n3,", b'\r\n"3,') * 2, "seed.csv")


def fuzz(minutes: float, seed: int, what: list[str], seeds: Path | None, rules: Path | None) -> int:
    with TemporaryDirectory() as name:
        folder = Path(name)
        os.environ["XDG_CACHE_HOME"] = str(folder / "cache")
        rules = rules or written(folder / "rules")
        trial = Trial(rules, open_guide(rules), folder)
        files = made(rules)
        for path in sorted(seeds.iterdir()) if seeds else ():
            if path.is_file():
                files = {**files, path.name: path.read_bytes()}
        print(f"Seed {seed}, {len(files)} files.", flush=True)
        end, number = time.monotonic() + 60 * minutes, 0
        try:
            for tried, _, _ in trials(what, trial, files, seed):
                number = tried
                if time.monotonic() > end:
                    break
        except DoesNotHoldError as error:
            traceback.print_exc()
            path = Path(mkdtemp()) / "file"
            path.write_bytes(error.data)
            print(f"Of seed {seed} one does not hold; it is in {path}.")
            return 1
    print(f"{number:,} files of seed {seed} hold.")
    return 0


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--minutes", type=float, default=1)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument(
        "--what", nargs="+", choices=("csv", "lines", "import"), default=["csv", "lines", "import"]
    )
    parser.add_argument(
        "--seeds", type=Path, metavar="FOLDER", help="of exports, besides those that are made"
    )
    parser.add_argument("--rules", type=Path, metavar="FOLDER", help="those that the exports were made with")
    chosen = parser.parse_args()
    sys.exit(fuzz(chosen.minutes, chosen.seed, chosen.what, chosen.seeds, chosen.rules))
