"""Files that are made to hurt whoever reads them: a problem with a place each, soon, in little memory."""

import os
import subprocess
import sys
from collections.abc import Callable, Mapping
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import NamedTuple

import pytest

from guide.ruleset.folder import read_folder
from guide.ruleset.parsing.yaml_nodes import parse
from guide.ruleset.problems import SIZE_LIMIT, Place
from tests.machine import slowness
from tests.tiny import GUIDE, SOURCES, TREE, texts

SECONDS, MEGABYTES = 2, 200
MANY = 10_000
MILLION = 1_000_000

# Runs the command line in a process of its own that may not grow beyond 400 MB, and tells what it took: its
# own time, as a busy machine lets it wait, and the peak of its memory. (What the system keeps for a process
# as the peak can be its parent's.)
CHILD = """\
import re, resource, sys, time
try:
    resource.setrlimit(resource.RLIMIT_AS, (400 << 20, resource.getrlimit(resource.RLIMIT_AS)[1]))
except (OSError, ValueError):
    pass
from guide.cli.main import run
code = run(sys.argv[1:])
sys.stdout.flush()
took = time.process_time()
try:
    peak = int(re.search(r"VmHWM:\\s+(\\d+)", open("/proc/self/status").read())[1]) / 1024
except OSError:
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
print(code, took, peak, file=sys.stderr)
"""


class Ran(NamedTuple):
    code: int
    seconds: float
    megabytes: float
    output: str


def check(changed: Mapping[str, bytes], *options: str) -> Ran:
    """What ``guide rules check`` makes of the tiny guide with some of its files changed."""
    with TemporaryDirectory() as folder:
        for name, data in {**texts(), **changed}.items():
            Path(folder, name).write_bytes(data)
        command = [sys.executable, "-c", CHILD, "rules", "check", *options, folder]
        environment = {**os.environ, "PYTHONIOENCODING": "utf-8", "GUIDE_DEBUG": "1"}
        ran = subprocess.run(command, capture_output=True, timeout=60, env=environment, check=False)
    assert ran.returncode == 0, ran.stderr.decode()[-2000:]
    code, seconds, megabytes = ran.stderr.split()[-3:]
    return Ran(int(code), float(seconds), float(megabytes), ran.stdout.decode("utf-8"))


def bomb() -> bytes:
    """Lists of lists of lists, each of which names the last one nine times."""
    lists = [f"a{n}: &a{n} [{', '.join([f'*a{n - 1}'] * 9)}]" for n in range(1, 30)]
    return "\n".join(["a0: &a0 [x, x, x, x, x, x, x, x, x]", *lists]).encode()


def kinds(rest: bytes) -> bytes:
    return (
        b"distinctions: {}\nheadings: {}\nkinds: {a: {name: a, in_short: b, not_for: c, claims: {}, " + rest
    )


HOSTILE: Mapping[str, tuple[str, Callable[[], bytes], str]] = {
    "alias bomb": ("sources.yaml", bomb, "2:10 alias"),
    "merge keys": ("sources.yaml", lambda: SOURCES.encode() + b"x: &x {a: b}\ny: {<<: *x}", "4:9 alias"),
    "many merge keys": (
        "sources.yaml",
        lambda: b"x: &x {title: T, short: S}\n" + b"".join(b"k%d: {<<: *x}\n" % n for n in range(MANY)),
        "2:10 alias",
    ),
    "python object": (
        "sources.yaml",
        lambda: b"x: !!python/object/apply:os._exit [0]",
        "1:4 tag",
    ),
    "python name": ("tree.yaml", lambda: b"!!python/name:os.system {}", "1:1 tag"),
    "100 MB scalar": ("tree.yaml", lambda: b"start: " + b"x" * 100 * MILLION, "1:1 size"),
    "100 MB of lines": ("tree.yaml", lambda: b"x\n" * 50 * MILLION, "1:1 size"),
    "20 MB scalar": ("tree.yaml", lambda: b"start: " + b"x" * 20 * MILLION, "1:1 missing"),
    "brackets": ("tree.yaml", lambda: b"[" * MANY, "1:25 depth"),
    "tables in brackets": ("tree.yaml", lambda: b"{a: " * MANY, "1:97 depth"),
    "block": ("tree.yaml", lambda: b"".join(b" " * n + b"a:\n" for n in range(MANY)), "25:25 depth"),
    "dashes": ("tree.yaml", lambda: b"- " * MANY, "1:49 depth"),
    "question marks": ("tree.yaml", lambda: b"? " * MANY, "1:49 depth"),
    "one name": ("sources.yaml", lambda: SOURCES.encode() + b"own: {}\n" * MANY, "3:1 duplicate"),
    "NUL": ("guide.yaml", lambda: GUIDE.encode() + b"\x00" * MANY, "9:1 yaml"),
    "control characters": ("guide.yaml", lambda: b"title: \x1b[2J\x07\x08", "1:8 yaml"),
    "escaped control characters": ("guide.yaml", lambda: GUIDE.encode() + b'"\\e[2J\\0": x', "9:1 unknown"),
    "UTF-16": ("tree.yaml", lambda: TREE.encode("utf-16"), "1:1 encoding"),
    "UTF-16 without a mark": ("tree.yaml", lambda: TREE.encode("utf-16-le"), "1:1 encoding"),
    "tabs": ("tree.yaml", lambda: TREE.replace("  ", "\t").encode(), "3:1 yaml"),
    "a million tabs": ("tree.yaml", lambda: b"start:" + b"\t" * MILLION + b"\n\tx:", "2:1 yaml"),
    "line of many": (
        "sources.yaml",
        lambda: b"{" + b"a: {title: b, short: c}, " * 2 * MANY + b"d: ]}",
        "1:27 duplicate",
    ),
    "line of one text": ("guide.yaml", lambda: GUIDE.encode() + b"x: " + b"y " * 5 * MILLION, "9:1 unknown"),
    "long name": ("sources.yaml", lambda: b"? " + b"x" * 5 * MILLION + b"\n: {}", "2:3 missing"),
    "a million empty items": ("sources.yaml", lambda: b"-\n" * MILLION, "1:1 type"),
    "a million empty lists": ("sources.yaml", lambda: b"x: [" + b"[]," * MILLION + b"]", "1:4 type"),
    "a million comments": ("sources.yaml", lambda: b"# x\n" * MILLION, "1:1 empty"),
    "a million documents": ("sources.yaml", lambda: b"---\n" * MILLION, "2:1 one-document"),
    # A problem each.
    "empty texts": (
        "guide.yaml",
        lambda: GUIDE.encode() + b"speaks_to_one:\n" + b"-\n" * MILLION,
        "10:2 type",
    ),
    "empty cases": ("cases.yaml", lambda: b"-\n" * MILLION, "1:2 type"),
    # A million names are 350 MB of values with their places, before anything can be wrong with them.
    "empty names": ("sources.yaml", lambda: b"".join(b"k%d:\n" % n for n in range(MILLION // 4)), "1:4 type"),
    "dead links": (
        "kinds.yaml",
        lambda: kinds(b"plan: {}, first: [" + b"x," * MILLION + b"]}}"),
        "3:77 link",
    ),
    "dead links among many": (
        "kinds.yaml",
        lambda: kinds(
            b"plan: {" + b",".join(b"haed%d: {says: x, sources: [own]}" % n for n in range(MANY)) + b"}}}"
        ).replace(b"headings: {", b"headings: {" + b",".join(b"head%d: h" % n for n in range(MANY))),
        "3:66 link",
    ),
}


@pytest.mark.parametrize("name", HOSTILE)
def test_what_hurts_is_a_problem_soon_and_in_little_memory(name: str) -> None:
    file, made, expected = HOSTILE[name]
    data = made()
    ran = check({file: data})
    place, _, code = expected.partition(" ")
    assert ran.code == 1
    assert f"{file}:{place}: error[{code}]: " in ran.output
    assert not set(ran.output) & {chr(code) for code in range(0x20) if chr(code) != "\n"}
    assert ran.seconds < SECONDS * slowness()
    assert ran.megabytes < MEGABYTES


def test_a_byte_order_mark_is_no_problem() -> None:
    marked = {name: b"\xef\xbb\xbf" + data for name, data in texts().items()}
    with_mark, without = check(marked), check({})
    assert (with_mark.code, with_mark.output.splitlines()[:-1]) == (0, without.output.splitlines()[:-1])


def test_of_a_file_that_is_too_large_no_more_is_read_than_shows_it(tmp_path: Path) -> None:
    path = tmp_path / "tree.yaml"
    with path.open("wb") as file:
        file.truncate(SIZE_LIMIT + MILLION)
    assert len(read_folder(tmp_path)["tree.yaml"]) == SIZE_LIMIT + 1
    path.unlink()


def test_a_file_as_large_as_can_be_is_read() -> None:
    data = b"#".ljust(SIZE_LIMIT, b"x")
    assert parse(data, "f") == (None, [])
    node, (problem,) = parse(data + b"x", "f")
    assert node is None
    assert (problem.code, problem.place) == ("size", Place("f", 1, 1))
