"""The report as a file, and its text on the clipboard."""

import os
from collections.abc import Callable, Iterator, Mapping
from contextlib import suppress
from datetime import date
from itertools import chain, count
from pathlib import Path

from guide.advice import Recommendation
from guide.explain import visible
from guide.model import Voice
from guide.reports import render
from guide.writing import WritingError, write_new


def keep(
    recommendation: Recommendation, voice: Voice, notes: Mapping[str, str], copy: Callable[[str], None]
) -> str:
    """Write the report where we are, or else in the home folder. Tells what became of it."""
    copy(render(".md", recommendation, voice, notes))
    copied = "Its text is on the clipboard, if your terminal allows that."
    text = render(".html", recommendation, voice, notes)
    failures = []
    for folder in _folders():
        try:
            path = write_new(_free(folder), text)
        except WritingError as error:
            failures.append(str(error))
        else:
            return visible(f"The report is in {path}. {copied}")
    return visible(" ".join(["The report could not be written.", *failures, copied]))


def _folders() -> Iterator[Path]:
    """Those that can be told; the one where we are may be gone."""
    for folder in (Path.cwd, Path.home):
        with suppress(OSError, RuntimeError):
            yield folder()


def _free(folder: Path) -> Path:
    """A file that is not there yet, with the day in its name and none of the answers."""
    name = f"what-would-help-{date.today():%Y-%m-%d}"
    names = chain([name], (f"{name}-{number}" for number in count(2)))
    return next(path for name in names if not os.path.lexists(path := folder / f"{name}.html"))
