"""The reviews that wait, written to a calendar file."""

from pathlib import Path
from typing import Any

from textual.screen import Screen

from guide.common.text import pluralise
from guide.reports.calendar_file import SUFFIX, write_calendar
from guide.sessions.waiting_reviews import LAST_DAY, load_waiting_reviews
from guide.storage import Store
from guide.storage.queries import due_reviews
from guide.tui.dialogs import report_errors, show_message
from guide.tui.file_dialog import FileDialog

HEADING = "Write a calendar file"
HINT = (
    "All reviews that wait are in it, also later ones: with names, next steps and owners, and neither notes"
    f" nor answers. Its name ends in {SUFFIX}."
)
NONE = "No review is waiting."
UPDATES = "Import it again when something has changed."


def save_calendar(screen: Screen[Any], store: Store) -> None:
    """Ask for a file, and write all reviews that wait to it."""
    app = screen.app
    damaged: list[str] = []
    with report_errors(app):
        reviews = list(load_waiting_reviews(store, due_reviews(store, LAST_DAY), damaged.append))
        if not reviews:
            show_message(app, NONE)
            return
        left_out = f" Left out: {pluralise(len(damaged), 'damaged interview')}." if damaged else ""

        def written(path: Path | None) -> None:
            if path is not None:
                count = pluralise(len(reviews), "review").capitalize()
                show_message(app, f"{count} written to {path}.{left_out} {UPDATES}")

        dialog = FileDialog(
            HEADING, HINT, f"reviews{SUFFIX}", lambda path: write_calendar(path, reviews), ("", "calendar")
        )
        app.push_screen(dialog, written)
