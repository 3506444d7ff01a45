"""How far it is, on standard error where that is a terminal."""

import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager

Seen = Callable[[int, int], None]
"""Told how many bytes were read, and how many rows were decided, in all."""


def _unseen(_at: int, _rows: int) -> None:
    pass


@contextmanager
def show_progress(size: int | None) -> Iterator[Seen]:
    """``size`` in bytes, None where nobody knows."""
    if not sys.stderr.isatty():
        yield _unseen
        return
    from rich.console import Console
    from rich.progress import BarColumn, Progress, TaskProgressColumn, TextColumn, TimeRemainingColumn

    columns = (
        BarColumn(),
        TaskProgressColumn(),
        TextColumn("{task.fields[rows]:,} rows, {task.fields[rate]:,} a second"),
        TimeRemainingColumn(),
    )
    with Progress(*columns, console=Console(stderr=True), transient=True) as progress:
        task = progress.add_task("", total=size, rows=0, rate=0)

        def seen(at: int, rows: int) -> None:
            elapsed = progress.tasks[0].elapsed or 0.0
            progress.update(task, completed=at, rows=rows, rate=int(rows / elapsed) if elapsed else 0)

        yield seen
