"""The recommendation as a file: one module a format, each with a pure function that returns a text."""

from collections.abc import Callable, Mapping

from guide.engine.recommendation import Recommendation
from guide.presenters.interview_facts import MeetingFacts
from guide.presenters.report import Report, reported
from guide.reports import html as as_html
from guide.reports import json as as_json
from guide.reports import markdown as as_markdown
from guide.reports import text as as_text
from guide.ruleset.model import NOTHING, Voice

FORMATS: Mapping[str, Callable[[Report], str]] = {
    ".html": as_html.render,
    ".md": as_markdown.render,
    ".txt": as_text.render,
    ".json": as_json.render,
}
"""By the suffix of the file."""


def render(
    form: str,
    recommendation: Recommendation,
    voice: Voice,
    notes: Mapping[str, str] = NOTHING,
    meeting: MeetingFacts | None = None,
    with_notes: bool | None = None,
) -> str:
    """The report as a text, without a final line break. ``form`` is a suffix in ``FORMATS``.

    ``notes`` are by question id; ``meeting`` is the interview that it came from. The notes of an interview
    are the interviewer's, and what is handed over leaves them out unless it is ``with_notes``. JSON, which is
    for programs, has them unless it is without.
    """
    if with_notes is None:
        with_notes = meeting is None or form == ".json"
    if not with_notes:
        notes = NOTHING
    return FORMATS[form](reported(recommendation, voice, notes, meeting))
