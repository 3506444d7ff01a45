"""Writes the report of the walk to a file, and its text to the clipboard."""

import os
from collections.abc import Callable, Iterator, Mapping
from contextlib import suppress
from datetime import date
from itertools import chain, count
from pathlib import Path
from typing import TYPE_CHECKING

from guide.common.new_file import FileWriteError, write_new
from guide.common.text import escape_control_chars
from guide.engine.recommendation import Recommendation, recommend
from guide.presenters.interview_prompts import NOTES_OUT
from guide.reports import render
from guide.ruleset.model import Voice
from guide.tui.base import AppBase

if TYPE_CHECKING:
    from guide.presenters.interview_facts import MeetingFacts


def save_report(app: AppBase, with_notes: bool = False) -> str:
    """Write the report of the app's walk, and return a sentence on where it is or why it is nowhere.

    The notes of an interview are left out unless ``with_notes``; those of a walk for oneself are in it.
    """
    # One report for one key, however long it is held.
    app.gate.shut()
    session = app.controller.interview
    known = None
    with_notes = with_notes or session is None
    if session is not None and app.baseline_walk is None:
        from guide.presenters.interview_facts import meeting_facts
        from guide.storage import StoreError

        try:
            known = meeting_facts(session.interview, session.day())
        except StoreError as error:
            return escape_control_chars(str(error))
    notes = app.notes if with_notes else {}
    message = write_and_copy(recommend(app.walk), app.voice, notes, app.copy_to_clipboard, known)
    return message if with_notes or not app.notes else f"{message} {NOTES_OUT}"


def write_and_copy(
    recommendation: Recommendation,
    voice: Voice,
    notes: Mapping[str, str],
    copy: Callable[[str], None],
    meeting: "MeetingFacts | None" = None,
) -> str:
    """Write the report to the current folder, or else to the home folder; copy its text as Markdown.

    Args:
        recommendation: What the report is about.
        voice: Whom it speaks to.
        notes: Notes by question, all of them to be in it.
        copy: Puts a text on the clipboard.
        meeting: Facts of the interview; None for a walk for oneself.

    Returns:
        A sentence on where it is, or on why it could not be written.
    """
    copy(render(".md", recommendation, voice, notes, meeting, with_notes=True))
    copied = "Its text is on the clipboard, if your terminal allows that."
    text = render(".html", recommendation, voice, notes, meeting, with_notes=True)
    failures = []
    for folder in _folders():
        try:
            path = write_new(_free(folder), text)
        except FileWriteError as error:
            failures.append(str(error))
        else:
            return escape_control_chars(f"The report is in {path}. {copied}")
    return escape_control_chars(" ".join(["The report could not be written.", *failures, copied]))


def _folders() -> Iterator[Path]:
    """The current folder, which may have been deleted, and the home folder, which may be unknown."""
    for folder in (Path.cwd, Path.home):
        with suppress(OSError, RuntimeError):
            yield folder()


def _free(folder: Path) -> Path:
    """The path of a file that does not exist, with the day in its name and nothing of the answers."""
    name = f"what-would-help-{date.today():%Y-%m-%d}"
    names = chain([name], (f"{name}-{number}" for number in count(2)))
    return next(path for name in names if not os.path.lexists(path := folder / f"{name}.html"))
