"""Progress bars on standard error, where that is a terminal; they are gone at the end."""

import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager

UpdateRows = Callable[[int, int], None]
"""Called with the bytes that were read and the rows that were decided, both in all."""

UpdateItems = Callable[[int], None]
"""Called with the items that are done, in all."""


@contextmanager
def show_progress(size: int | None) -> Iterator[UpdateRows]:
    """Show a progress bar for reading a file, with rows a second and the time that is left.

    Yields a function to call with the bytes read and the rows decided so far. ``size`` of the file is in
    bytes; None where it is not known, as of standard input.
    """
    if not sys.stderr.isatty():
        yield lambda _bytes, _rows: None
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

        def update(bytes_read: int, rows: int) -> None:
            elapsed = progress.tasks[0].elapsed or 0.0
            rate = int(rows / elapsed) if elapsed else 0
            progress.update(task, completed=bytes_read, rows=rows, rate=rate)

        yield update


@contextmanager
def show_item_progress(label: str, total: int) -> Iterator[UpdateItems]:
    """Show a progress bar for ``total`` items, with the time that is left.

    Yields a function to call with the number of items that are done.
    """
    if not sys.stderr.isatty():
        yield lambda _done: None
        return
    from rich.console import Console
    from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeRemainingColumn

    columns = (TextColumn(label), BarColumn(), MofNCompleteColumn(), TimeRemainingColumn())
    with Progress(*columns, console=Console(stderr=True), transient=True) as progress:
        task = progress.add_task("", total=total)
        yield lambda done: progress.update(task, completed=done)
