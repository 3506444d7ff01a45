"""Everything that is measured, one after another in one run.

    python benchmarks/all.py [--short]

Each part is a program of its own in this folder, whose docstring says how it measures and what the goals are.
Whatever is compared is measured side by side and given as a ratio: single times say as much about the machine
and its neighbours as about the guide. --short runs little of each, to see that all of it works.
"""

import argparse
import os
import platform
import subprocess
import sys
from importlib.metadata import version
from pathlib import Path

HERE = Path(__file__).parent
PARTS: dict[str, tuple[tuple[str, ...], tuple[str, ...]]] = {
    "start": (("--runs", "15"), ("--runs", "1")),
    "keys": (("--presses", "100"), ("--presses", "3")),
    "size": ((), ("--questions", "1000")),
    "explain": ((), ("--questions", "1000")),
    "decide": ((), ("--rows", "2000", "--questions", "15")),
    "records": ((), ("--interviews", "1000")),
    "encrypted": ((), ("--interviews", "20", "--runs", "3")),
    "records_in_app": ((), ("--interviews", "1000", "--runs", "1")),
}
"""What each is run with: in full, and in short."""


def main() -> None:
    arguments = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    arguments.add_argument("--short", action="store_true", help="little of each, without saying much")
    short = arguments.parse_args().short
    libraries = ", ".join(f"{name} {version(name)}" for name in ("textual", "PyYAML", "msgspec"))
    print(f"{platform.platform()}, {os.cpu_count()} cores, Python {platform.python_version()}, {libraries}")
    print("Ratios compare rows that were measured side by side: they hold elsewhere, single times do not.")
    for name, (full, little) in PARTS.items():
        print(f"\n## {name}\n", flush=True)
        subprocess.run([sys.executable, str(HERE / f"{name}.py"), *(little if short else full)], check=True)


if __name__ == "__main__":
    main()
