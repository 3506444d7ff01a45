"""A report as a new file: what it is called, where it goes, and writing it."""

import os
import re
import unicodedata
from collections.abc import Mapping
from datetime import date
from pathlib import Path

from guide.common.new_file import FileWriteError, check_new, next_free, write_new
from guide.common.paths import folders_for_documents
from guide.engine.recommendation import Recommendation
from guide.presenters.interview_facts import MeetingFacts
from guide.reports import FORMATS, SUFFIXES, render
from guide.ruleset.model import Voice

USUAL_NAME = "what-would-help"
LONGEST_NAME = 60
"""Characters of a title that are used for the name of a file."""
_APART = re.compile(r"[^a-z0-9]+")


def report_name(recommendation: Recommendation, day: date) -> str:
    """Return a name for a report, without suffix: the title of the outcome in plain letters, and the day.

    The name of a file is seen by others: that of a private outcome says nothing of it.
    """
    title = "" if recommendation.end.private else recommendation.end.title
    plain = unicodedata.normalize("NFKD", title).encode("ascii", "ignore").decode().lower().replace("'", "")
    words = _APART.sub("-", plain).strip("-")
    if len(words) > LONGEST_NAME:
        words = words[:LONGEST_NAME].rpartition("-")[0] or words[:LONGEST_NAME]
    return f"{words or USUAL_NAME}-{day:%Y-%m-%d}"


def propose_path(name: str) -> Path:
    """Return the path of a new page: in the current folder, or the first of the next that takes files."""
    path = Path(f"{name}.html")
    for folder in folders_for_documents():
        if os.path.isdir(folder) and os.access(folder, os.W_OK | os.X_OK):  # noqa: PTH112
            return next_free(folder / path)
    return path


def parse_path(text: str, proposed: Path) -> Path:
    """Return the path that somebody typed for a report, with ``~`` for the home.

    An empty text stands for what was proposed, and a folder for a file of that name in it. Raises
    FileWriteError with a sentence where the name does not end as that of a report, or has no home.
    """
    try:
        path = Path(text).expanduser() if text else proposed
    except RuntimeError:
        raise FileWriteError(f"Nobody knows whose folder {text.partition('/')[0]} is.") from None
    if os.path.isdir(path):  # noqa: PTH112
        path /= proposed.name
    if path.suffix.lower() not in FORMATS:
        raise FileWriteError(f"The name of a report ends in {SUFFIXES}.")
    return path


def shorten_path(path: Path) -> str:
    """Return the path as somebody would type it: with ``~`` where it is in their home."""
    try:
        return str(Path("~") / path.relative_to(Path.home()))
    except (RuntimeError, ValueError):
        return str(path)


def check_report(path: Path) -> None:
    """Raise FileWriteError where it is certain already that no report can be written to ``path``.

    For use before a walk begins.
    """
    if path.suffix.lower() not in FORMATS:
        raise FileWriteError(f"A report is a file with a name that ends in {SUFFIXES}; {path} does not.")
    check_new(path)


def write_report(
    path: Path,
    recommendation: Recommendation,
    voice: Voice,
    notes: Mapping[str, str],
    meeting: MeetingFacts | None = None,
    with_notes: bool | None = None,
) -> Path:
    """Write a report to a new file and return its absolute path. Raises FileWriteError.

    The suffix of ``path`` chooses the format. All other arguments are those of ``reports.render``.
    """
    check_report(path)
    text = render(path.suffix.lower(), recommendation, voice, notes, meeting, with_notes)
    return write_new(path, text)
