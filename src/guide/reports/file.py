"""A report as a new file."""

from collections.abc import Mapping
from pathlib import Path

from guide.common.new_file import FileWriteError, check_new, write_new
from guide.engine.recommendation import Recommendation
from guide.presenters.interview_facts import MeetingFacts
from guide.reports import FORMATS, SUFFIXES, render
from guide.ruleset.model import Voice


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
