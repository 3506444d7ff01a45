"""How fast the guide starts, beside what it could not be faster than, measured in one run.

    python benchmarks/start.py [--runs 15]

Every row is a whole process, in turn with the others so that a slow moment of the machine falls on all of
them. Times are medians, in milliseconds from the start of the process. The rows marked "screen" run in a real
pseudo-terminal of 80 by 24 and end with the first bytes in which the awaited words can be read on the screen.
Peak memory is that of the process, in MiB. A ratio compares a row with the row that it names.
"""

import argparse
import fcntl
import os
import platform
import pty
import select
import signal
import statistics
import struct
import subprocess
import sys
import termios
import time
from collections.abc import Callable
from importlib.metadata import version
from pathlib import Path

import pyte

from guide.cli import open_guide, shipped_rules

EMPTY_APP = Path(__file__).with_name("empty_app.py")
GUIDE = [sys.executable, "-m", "guide"]
MEBIBYTE = 1024 * 1024
# ru_maxrss counts in KiB, but on macOS in bytes.
MEMORY_UNIT = 1 if sys.platform == "darwin" else 1024

Sample = tuple[float, float]
"""Milliseconds and MiB."""


def process(command: list[str], typed: bytes = b"") -> Sample:
    """Until the process has ended."""
    begin = time.perf_counter()
    with subprocess.Popen(
        command, stdin=subprocess.PIPE, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
    ) as child:
        assert child.stdin is not None
        child.stdin.write(typed)
        child.stdin.close()
        _, _, used = os.wait4(child.pid, 0)
        child.returncode = 0
    return (time.perf_counter() - begin) * 1000, used.ru_maxrss * MEMORY_UNIT / MEBIBYTE


def first_line(command: list[str], awaited: str) -> Sample:
    """Until ``awaited`` has been written to standard output, with an input that stays open."""
    begin = time.perf_counter()
    with subprocess.Popen(
        command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL
    ) as child:
        assert child.stdin is not None
        assert child.stdout is not None
        said = b""
        while awaited.encode() not in said:
            read = os.read(child.stdout.fileno(), 65536)
            if not read:
                raise RuntimeError(f"{command} never said {awaited!r}")
            said += read
        taken = time.perf_counter() - begin
        child.stdin.close()
        child.stdout.read()
        _, _, used = os.wait4(child.pid, 0)
        child.returncode = 0
    return taken * 1000, used.ru_maxrss * MEMORY_UNIT / MEBIBYTE


def screen(command: list[str], awaited: str) -> Sample:
    """Until ``awaited`` can be read on the screen of a real terminal."""
    begin = time.perf_counter()
    pid, master = pty.fork()
    if pid == 0:
        os.environ.update(TERM="xterm-256color", COLORTERM="truecolor")
        os.execv(command[0], command)
    fcntl.ioctl(master, termios.TIOCSWINSZ, struct.pack("HHHH", 24, 80, 0, 0))
    terminal = pyte.Screen(80, 24)
    stream = pyte.ByteStream(terminal)
    taken = None
    while taken is None:
        ready, _, _ = select.select([master], [], [], 20)
        if not ready:
            raise RuntimeError(f"{command} never showed {awaited!r}")
        stream.feed(os.read(master, 65536))
        at = time.perf_counter()
        if awaited in " ".join(" ".join(terminal.display).split()):
            taken = at - begin
    time.sleep(0.3)
    os.kill(pid, signal.SIGTERM)
    _drain(master)
    _, _, used = os.wait4(pid, 0)
    os.close(master)
    return taken * 1000, used.ru_maxrss * MEMORY_UNIT / MEBIBYTE


def _drain(master: int) -> None:
    while True:
        try:
            if not os.read(master, 65536):
                return
        except OSError:
            return


def rows() -> dict[str, tuple[Callable[[], Sample], str | None]]:
    """Each row's measure, and the row that it is held against."""
    guide = open_guide(shipped_rules())
    question = guide.questions[guide.start].ask
    python = [sys.executable, "-c"]
    return {
        "python -c pass": (lambda: process([*python, "pass"]), None),
        "import yaml": (lambda: process([*python, "import yaml"]), None),
        "guide --version": (lambda: process([*GUIDE, "--version"]), "python -c pass"),
        "guide --plain, first question": (lambda: first_line([*GUIDE, "--plain"], question), "import yaml"),
        "screen: empty app with one OptionList": (
            lambda: screen([sys.executable, str(EMPTY_APP)], "One thing to choose"),
            None,
        ),
        "screen: guide, first question": (
            lambda: screen([*GUIDE, "--for", "me"], question[:40]),
            "screen: empty app with one OptionList",
        ),
    }


def main() -> None:
    arguments = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    arguments.add_argument("--runs", type=int, default=15, help="counted runs of each row")
    runs = arguments.parse_args().runs
    measures = rows()
    samples: dict[str, list[Sample]] = {name: [] for name in measures}
    for number in range(runs + 1):
        for name, (measure, _) in measures.items():
            sample = measure()
            if number:
                samples[name].append(sample)
    times = {name: statistics.median(sample[0] for sample in taken) for name, taken in samples.items()}
    peaks = {name: statistics.median(sample[1] for sample in taken) for name, taken in samples.items()}
    print(
        f"Python {platform.python_version()}, Textual {version('textual')}, PyYAML {version('PyYAML')}, "
        f"{os.cpu_count()} cores, {platform.system()} {platform.machine()}; median of {runs} runs\n"
    )
    print("| what | ms | ratio | MiB | ratio | held against |")
    print("|---|--:|--:|--:|--:|---|")
    for name, (_, against) in measures.items():
        ratio = f"{times[name] / times[against]:.2f}" if against else ""
        memory = f"{peaks[name] / peaks[against]:.2f}" if against else ""
        print(f"| {name} | {times[name]:.0f} | {ratio} | {peaks[name]:.0f} | {memory} | {against or ''} |")


if __name__ == "__main__":
    main()
