"""Figures of periods that are over, as bars. What they show tells nothing about few people."""

from datetime import date
from pathlib import Path
from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import VerticalScroll
from textual.reactive import var
from textual.screen import Screen
from textual.widgets import Footer, Static

from guide.presenters import statistics_labels as words
from guide.presenters.statistics_rows import Bar, month_bars, outcome_bars
from guide.statistics.periods import Period, total
from guide.storage import StoreError
from guide.tui.screens.records.cards import ChooseScreen, show_message
from guide.tui.screens.records.statistics_data import Counted, load_statistics
from guide.tui.widgets.attached import is_attached
from guide.tui.widgets.bars import drawn

ALL = "all"


class FiguresScreen(Screen[None]):
    """``path`` is that of the store, which is read by a thread of its own."""

    CSS_PATH = "records.tcss"
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("b,escape,backspace,i", "leave", "Back"),
        Binding("p,enter", "choose", "Period", key_display="p"),
    ]

    period: var[str] = var("", init=False)
    """The first day of the one that is shown, or all of them."""

    def __init__(self, path: Path, today: date) -> None:
        super().__init__()
        self._path = path
        self._today = today
        self._found: Counted | None = None

    def compose(self) -> ComposeResult:
        with VerticalScroll(classes="records-page"):
            yield Static("Counting …", id="title", markup=False)
            yield Static(id="outcomes", markup=False)
            yield Static(words.BY_MONTH, classes="heading", markup=False)
            yield Static(id="months", markup=False)
            yield Static(id="told", classes="quiet", markup=False)
        yield Footer()

    def on_mount(self) -> None:
        self.query_one(VerticalScroll).focus()
        self.run_worker(self._count, thread=True)

    def _count(self) -> None:
        """Runs beside the screen."""
        try:
            found = load_statistics(self._path, self._today)
        except StoreError as error:
            self.app.call_from_thread(self._give_up, str(error))
        else:
            self.app.call_from_thread(self._take, found)

    def _take(self, found: Counted) -> None:
        if not is_attached(self):
            return
        self._found = found
        shown = [period.first for period in found.periods if period.total]
        self.period = shown[-1] if shown else ALL

    def _give_up(self, wrong: str) -> None:
        if is_attached(self):
            self.dismiss()
            show_message(self, wrong)

    def on_resize(self) -> None:
        self.call_after_refresh(self.watch_period)

    def watch_period(self) -> None:
        found = self._found
        if found is None or not is_attached(self):
            return
        chosen = self._chosen(found)
        whole = total(chosen)
        self.set_class(not whole.total.number, "-none")
        width = self.query_one("#outcomes").size.width
        outcomes = tuple(map(_with_capital, outcome_bars(whole, found.titles, found.kinds)))
        self.query_one("#outcomes", Static).update(drawn(outcomes, width))
        self.query_one("#months", Static).update(drawn(tuple(month_bars(chosen)), width))
        span = f", {_span(chosen)}: {words.format_sum(whole.total)}" if whole.total.number else ""
        self.query_one("#title", Static).update(f"{words.ENDED}{span}")
        self.query_one("#told", Static).update(_told(found, bool(whole.total.number)))

    def _chosen(self, found: Counted) -> tuple[Period, ...]:
        return tuple(period for period in found.periods if self.period in (ALL, period.first))

    def action_choose(self) -> None:
        if self._found is None or not self._found.periods:
            return
        least = self._found.least
        choices = [
            (period.first, f"{_span((period,))}{'' if period.total else f': {words.FEW.format(least)}'}")
            for period in reversed(self._found.periods)
        ]
        choices.append((ALL, f"All of these together, {_span(self._found.periods)}"))
        self.app.push_screen(ChooseScreen("Figures of which time?", choices, chosen=self.period), self._go_to)

    def _go_to(self, period: str | None) -> None:
        self.period = period or self.period

    def action_leave(self) -> None:
        self.dismiss()


def _span(chosen: tuple[Period, ...]) -> str:
    return words.period_label(chosen[0].first, chosen[-1].last)


def _told(found: Counted, shown: bool) -> str:
    none = f"There is no period to show in which {found.least} interviews or more came to an end."
    return "\n".join(
        (
            *([] if shown else [none]),
            "Only times that are over are shown, and each interview is counted in one of them.",
            f"Groups of fewer than {found.least} are not shown, so that nobody can be recognised.",
            f"{words.WAITING}: {words.at_least(found.waiting, found.least)}",
            *found.unreadable,
        )
    )


def _with_capital(bar: Bar) -> Bar:
    return bar if bar.part else bar._replace(label=f"{bar.label[:1].upper()}{bar.label[1:]}")
