"""How fast the guide starts, beside what it could not be faster than, measured in one run.

    python benchmarks/start.py [--runs 15]

Every row is a whole process, in turn with the others so that a slow moment of the machine falls on all of
them. Times are medians, in milliseconds from the start of the process. The rows marked "screen" run in a real
pseudo-terminal of 80 by 24 and end with the first bytes in which the awaited words can be read on the screen.
Peak memory, in MiB, is what the kernel says of the process while it waits for the first key (Linux alone).
A ratio compares a row with the row that it names.
"""

import argparse
import os
import platform
import statistics
import subprocess
import sys
import time
from collections.abc import Callable
from importlib.metadata import version
from pathlib import Path

from terminal import Terminal

from guide.ruleset.folder import open_guide, shipped_rules

EMPTY_APP = Path(__file__).with_name("empty_app.py")
# What a user types, where it is installed: "-m" would have Python look for the module first.
SCRIPT = Path(sys.executable).with_name("guide")
GUIDE = [str(SCRIPT)] if SCRIPT.exists() else [sys.executable, "-m", "guide"]

Sample = tuple[float, float | None]
"""Milliseconds and MiB."""


def process(command: list[str]) -> Sample:
    """Until the process has ended."""
    begin = time.perf_counter()
    subprocess.run(command, stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL, check=True)
    return (time.perf_counter() - begin) * 1000, None


def peak(pid: int) -> float | None:
    """The most memory that a running process has held, in MiB."""
    status = Path(f"/proc/{pid}/status")
    if not status.exists():
        return None
    (line,) = (line for line in status.read_text().splitlines() if line.startswith("VmHWM:"))
    return int(line.split()[1]) / 1024


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
        memory = peak(child.pid)
        child.stdin.close()
        child.stdout.read()
    return taken * 1000, memory


def screen(command: list[str], awaited: str) -> Sample:
    """Until ``awaited`` can be read on the screen of a real terminal."""
    terminal = Terminal(command)
    at = terminal.until(lambda lines: awaited in " ".join(" ".join(lines).split()))
    terminal.rest(0.3)
    memory = peak(terminal.pid)
    terminal.end()
    return (at - terminal.begun) * 1000, memory


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
    print(
        f"Python {platform.python_version()}, Textual {version('textual')}, PyYAML {version('PyYAML')}, ",
        end="",
    )
    print(f"{os.cpu_count()} cores, {platform.system()} {platform.machine()}; median of {runs} runs\n")
    print("| what | ms | ratio | MiB | ratio | held against |")
    print("|---|--:|--:|--:|--:|---|")
    for name, (_, against) in measures.items():
        cells = []
        for figure in (0, 1):
            own = middle(samples[name], figure)
            other = middle(samples[against], figure) if against else None
            cells += [f"{own:.0f}" if own else "", f"{own / other:.2f}" if own and other else ""]
        print(f"| {name} | {' | '.join(cells)} | {against or ''} |")


def middle(samples: list[Sample], figure: int) -> float | None:
    known = [sample[figure] for sample in samples]
    return statistics.median(value for value in known if value is not None) if None not in known else None


if __name__ == "__main__":
    main()
