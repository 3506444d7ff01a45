"""A guide that runs as a process of its own and is typed to line by line."""

import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import IO

HASTY = (
    "import guide.storage.database as c; c.open_store.__defaults__ = (0.2, *c.open_store.__defaults__[1:]); "
)
"""Waits a moment for a file that is locked, and not half a minute."""


class Typed:
    """``before`` is done in the new process before the guide starts. Prompts are what is waited for, and
    ``rest`` is what came after the last of them.
    """

    def __init__(self, *arguments: str, program: str = "", before: Callable[[], None] | None = None) -> None:
        command = [sys.executable, "-c", f"{program}\nfrom guide.cli.main import main; main()", *arguments]
        self.said = ""
        self.rest = ""
        self.process = subprocess.Popen(
            command,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            env={**os.environ, "PYTHONIOENCODING": "utf-8"},
            preexec_fn=before,
        )

    def heard(self) -> str:
        """What is said up to the next prompt, or to the end."""
        found = b""
        while not found.endswith(b"> ") and (more := os.read(_open(self.process.stdout).fileno(), 65536)):
            found += more
        said = found.decode()
        self.said += said
        return said

    def type(self, *lines: str) -> str:
        """What is said to the last of these lines."""
        said = ""
        for line in lines:
            _open(self.process.stdin).write(f"{line}\n".encode())
            _open(self.process.stdin).flush()
            said = self.heard()
        return said

    def end(self, *lines: str) -> int:
        """Type these lines to the end; the exit code."""
        self.type(*lines)
        _open(self.process.stdin).close()
        self.rest = _open(self.process.stdout).read().decode()
        return self.process.wait(20)


def _open(stream: IO[bytes] | None) -> IO[bytes]:
    assert stream is not None
    return stream


def in_folder(folder: Path, files: dict[str, bytes]) -> Path:
    folder.mkdir(exist_ok=True)
    for name, text in files.items():
        (folder / name).write_bytes(text)
    return folder
