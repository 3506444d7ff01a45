"""What can be taken along of a recommendation: a report in a file, a record, or its gist on the clipboard."""

from collections.abc import Callable
from functools import partial
from pathlib import Path

from guide.common.text import escape_control_chars
from guide.engine.recommendation import Recommendation
from guide.engine.walk import Walk
from guide.presenters.explanation import explain
from guide.presenters.plain_text import brief_lines
from guide.tui.base import AppBase
from guide.tui.report_draft import ReportDraft, Saved, walk_report

COPIED = "The recommendation and its first steps are copied. Some terminals do not allow that; then save it."
OPEN = [("done", "Go on"), ("open", "Open it")]


def save_walk_report(
    app: AppBase,
    walk: Walk,
    tell: Callable[[str], object] = lambda _: None,
    *,
    with_notes: bool = False,
    then: Callable[[], object] = lambda: None,
) -> None:
    """Ask where the report of a finished walk of the app is to be written to.

    Args:
        app: The app.
        walk: The walk: that of the app, or the one before another answer was tried.
        tell: Gets the sentence on what was saved.
        with_notes: As in ``walk_report``.
        then: Called once something was saved, and the message about it was read.
    """
    from guide.tui.dialogs import report_errors
    from guide.tui.screens.interview.save_walk import can_keep, keep_walk

    def saved(done: Saved) -> None:
        app.settled_result = walk
        tell(escape_control_chars(done.sentence))

    with report_errors(app):
        report = walk_report(app, walk, with_notes)
        keep = partial(keep_walk, app) if can_keep(app, report.recommendation) else None
        open_save_dialog(app, report, saved, keep, then)


def open_save_dialog(
    app: AppBase,
    report: ReportDraft,
    on_saved: Callable[[Saved], object] = lambda _: None,
    keep: Callable[[], str] | None = None,
    then: Callable[[], object] = lambda: None,
) -> None:
    """Ask where the report is to be written to, write it, and say where it is.

    Args:
        app: The app.
        report: What is written.
        on_saved: Called with what was saved, before it is shown; not where the dialog is left.
        keep: Keeps it in the records instead, and returns a sentence on that; may raise StoreError. None
            where that cannot be done.
        then: Called after the message on what was saved.
    """
    from guide.tui.save_dialog import SaveDialog

    def show(saved: Saved | None) -> None:
        if saved is not None:
            on_saved(saved)
            _show_saved(app, saved, then)

    app.push_screen(SaveDialog(report, keep), show)


def _show_saved(app: AppBase, saved: Saved, then: Callable[[], object]) -> None:
    from guide.tui.dialogs import ChoiceDialog, MessageDialog

    def go_on(choice: str | None) -> None:
        if choice == "open" and saved.path is not None:
            _open(app, saved.path)
        then()

    if saved.path is None:
        app.push_screen(MessageDialog(saved.sentence), lambda _: then())
    else:
        app.push_screen(ChoiceDialog("Saved", OPEN, saved.sentence), go_on)


def _open(app: AppBase, path: Path) -> None:
    from guide.common.open_file import open_file

    if problem := open_file(path):
        app.notify(escape_control_chars(f"{problem} The report is in {path}."), markup=False)


def copy_recommendation(app: AppBase, recommendation: Recommendation) -> str:
    """Copy what is needed to act on the recommendation to the clipboard, and return a sentence on that.

    The terminal is asked to do it, and does not say whether it did.
    """
    lines = brief_lines(explain(recommendation, app.voice))
    app.copy_to_clipboard("".join(f"{escape_control_chars(line)}\n" for line in lines))
    app.settled_result = recommendation.walk
    return COPIED
