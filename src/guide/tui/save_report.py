"""The report as a file, and its text on the clipboard."""

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

if TYPE_CHECKING:
    from guide.presenters.interview_facts import MeetingFacts
    from guide.tui.app import GuideApp


def keep_report(app: "GuideApp", with_notes: bool = False) -> str:
    """Write the report of the app's walk, and tell what became of it. Of a walk for oneself it has the notes
    in any case.
    """
    # One report for one key, however long it is held.
    app.gate.shut()
    session = app.keeper.interview
    known = None
    with_notes = with_notes or session is None
    if session is not None and app.left is None:
        from guide.presenters.interview_facts import meeting_facts
        from guide.storage import StoreError

        try:
            known = meeting_facts(session.interview, session.day())
        except StoreError as error:
            return escape_control_chars(str(error))
    notes = app.notes if with_notes else {}
    told = keep(recommend(app.walk), app.voice, notes, app.copy_to_clipboard, known)
    return told if with_notes or not app.notes else f"{told} {NOTES_OUT}"


def keep(
    recommendation: Recommendation,
    voice: Voice,
    notes: Mapping[str, str],
    copy: Callable[[str], None],
    meeting: "MeetingFacts | None" = None,
) -> str:
    """Write the report where we are, or else in the home folder. Tells what became of it."""
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
    """Those that can be told; the one where we are may be gone."""
    for folder in (Path.cwd, Path.home):
        with suppress(OSError, RuntimeError):
            yield folder()


def _free(folder: Path) -> Path:
    """A file that is not there yet, with the day in its name and none of the answers."""
    name = f"what-would-help-{date.today():%Y-%m-%d}"
    names = chain([name], (f"{name}-{number}" for number in count(2)))
    return next(path for name in names if not os.path.lexists(path := folder / f"{name}.html"))
