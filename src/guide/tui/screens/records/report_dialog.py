"""The report of a stored interview, to be written to a file that somebody names."""

from guide.engine.recommendation import recommend
from guide.engine.walk import Walk
from guide.presenters.interview_record import InterviewRecord
from guide.tui.report_draft import ReportDraft, interview_report_name


def record_report(record: InterviewRecord, walk: Walk) -> ReportDraft:
    """The report of a stored interview, or walk for oneself.

    Notes of an interview are left out unless they are asked for; those of a walk for oneself are in it.
    """
    interview = record.interview
    return ReportDraft(
        recommend(walk),
        record.voice,
        interview.notes,
        record.meeting,
        interview_report_name(record.name),
        with_notes=interview.opened.own,
        form=(record.name, "report"),
    )
