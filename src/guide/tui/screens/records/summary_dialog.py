"""The summary of a stored interview: what it holds, and whether it is a page or a mail."""

from collections.abc import Iterable
from functools import partial
from pathlib import Path
from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import VerticalScroll
from textual.widgets import Static

from guide.common.dates import today
from guide.presenters.interview_record import InterviewRecord
from guide.presenters.person_summary import PARTS, USUAL_PARTS, PersonSummary, build_summary
from guide.reports.summary_report import LONGER_THAN_A_PAGE, fits_a_page, render_mail, write_summary
from guide.tui.dialogs import ChoiceCard, show_message
from guide.tui.file_dialog import FileDialog
from guide.tui.report_draft import interview_report_name
from guide.tui.widgets.choices import Choices
from guide.tui.widgets.key_footer import KeyFooter

HEADING = "A summary for the person"
CONTENT = "What is in it"
"""Stands above the parts."""
HINT = "Enter puts a part in or out. Notes stay out unless you put them in."
WAYS = {"page": "Write a page to print", "mail": "Write the text of a mail"}
SUFFIXES = {"page": ".html", "mail": ".txt"}
COPIED = "The text of a mail is copied. Some terminals do not allow that; then write it to a file."


class SummaryDialog(ChoiceCard[None]):
    """Asks what the summary of an interview holds, and writes it."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("b,escape,backspace,left", "leave", "Back"),
        Binding("y", "copy", "Copy"),
    ]

    def __init__(self, record: InterviewRecord) -> None:
        super().__init__()
        self._record = record
        self._offered = tuple(part for part in PARTS if _says_anything(record, part))
        self._parts = tuple(part for part in self._offered if part in USUAL_PARTS)

    def compose(self) -> ComposeResult:
        with VerticalScroll(classes="card", can_focus=False):
            yield Static(HEADING, classes="heading", markup=False)
            yield Static(HINT, classes="said quiet", markup=False)
            yield Choices(compact=True)
        yield KeyFooter()

    def on_mount(self) -> None:
        self._show(None)
        self.query_one(Choices).focus(scroll_visible=False)

    def _show(self, cursor: str | None) -> None:
        boxes = [(part, f"[{'x' if part in self._parts else ' '}] {PARTS[part]}") for part in self._offered]
        headings = dict.fromkeys(self._offered[:1], CONTENT)
        self.query_one(Choices).show([*WAYS.items(), *boxes], cursor, preset=True, headings=headings)

    def on_choices_chosen(self, event: Choices.Chosen) -> None:
        if event.option in WAYS:
            self._ask_file(event.option)
        else:
            self._turn(event.option)

    def _turn(self, part: str) -> None:
        turned = {*self._parts} ^ {part}
        self._parts = tuple(part for part in self._offered if part in turned)
        self._show(part)

    def _summary(self) -> PersonSummary | None:
        return build_summary(self._record, self._parts, today())

    def _ask_file(self, way: str) -> None:
        if (summary := self._summary()) is None:
            return
        name = f"{interview_report_name(self._record.name)}-summary{SUFFIXES[way]}"
        hint = f"Its name ends in {SUFFIXES[way]}."
        if way == "page" and not fits_a_page(summary):
            hint = f"{LONGER_THAN_A_PAGE.partition(',')[0]}. {hint}"
        form = (self._record.name, "summary", way)
        write = partial(write_summary, summary=summary, suffixes=(SUFFIXES[way],))
        self.app.push_screen(FileDialog(WAYS[way], hint, name, write, form), self._written)

    def _written(self, path: Path | None) -> None:
        if path is not None:
            app = self.app
            self.dismiss()
            show_message(app, f"The summary is in {path}.")

    def action_copy(self) -> None:
        if (summary := self._summary()) is not None:
            self.app.copy_to_clipboard(f"{render_mail(summary)}\n")
            self.notify(COPIED, markup=False)

    def action_leave(self) -> None:
        self.dismiss()


def _says_anything(record: InterviewRecord, part: str) -> bool:
    alone: Iterable[str] = (part,)
    summary = build_summary(record, tuple(alone), today())
    return summary is not None and bool(summary.title or summary.sections)
