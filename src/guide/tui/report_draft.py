"""A report before it is written: what is in it, and what its file is called."""

from collections.abc import Mapping
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from guide.engine.recommendation import Recommendation, recommend
from guide.engine.walk import Walk
from guide.reports import render
from guide.reports.file import report_name
from guide.ruleset.model import Voice
from guide.tui.base import AppBase

if TYPE_CHECKING:
    from guide.presenters.interview_facts import MeetingFacts


class ReportDraft(NamedTuple):
    """A report before it is written to a file.

    Attributes:
        recommendation: What the report is about.
        voice: Whom it speaks to.
        notes: All notes by question.
        meeting: Facts of the interview; None for a walk for oneself.
        name: A name for the file, without suffix.
        with_notes: Whether the notes are in it unless somebody says otherwise.
        form: What tells a draft of its path from others.
    """

    recommendation: Recommendation
    voice: Voice
    notes: Mapping[str, str]
    meeting: "MeetingFacts | None"
    name: str
    with_notes: bool
    form: tuple[str, ...]

    def render(self, suffix: str, *, with_notes: bool) -> str:
        """The text of the report in the format of this suffix."""
        return render(suffix, self.recommendation, self.voice, self.notes, self.meeting, with_notes)


class Saved(NamedTuple):
    """What was saved, as a sentence; ``path`` is the report, None where it was kept as a record."""

    sentence: str
    path: Path | None


def walk_report(app: AppBase, walk: Walk, with_notes: bool = False) -> ReportDraft:
    """The report of a finished walk of the app. Raises StoreError where its interview cannot be read.

    The notes of an interview are left out unless ``with_notes``; those of a walk for oneself are in it.
    """
    session = app.controller.interview
    recommendation = recommend(walk)
    meeting = None
    name = report_name(recommendation, date.today())
    if session is not None and app.baseline_walk in (None, walk):
        from guide.presenters.interview_facts import meeting_facts

        meeting = meeting_facts(session.interview, session.day())
        # The name of a file is seen by others, so that of an interview does not say what came of it.
        name = interview_report_name(session.name or f"{date.today():%Y-%m-%d}")
    form = ("", "report", recommendation.outcome, str(with_notes))
    return ReportDraft(
        recommendation, app.voice, app.notes, meeting, name, with_notes or session is None, form
    )


def interview_report_name(name: str) -> str:
    """A name for the report of the interview with this id, without suffix."""
    return f"interview-{name[:10] if name[4:5] == '-' else name[:8]}"
