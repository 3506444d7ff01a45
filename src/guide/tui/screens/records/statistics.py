"""The screen of statistics: bars for periods that are over. Small groups are not shown."""

from datetime import date
from pathlib import Path
from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import VerticalScroll
from textual.reactive import var
from textual.widgets import Static

from guide.presenters import statistics_labels as words
from guide.presenters.statistics_rows import Bar, month_bars, outcome_bars
from guide.statistics.periods import Period, sum_periods
from guide.storage import StoreError
from guide.tui.base import ScreenBase
from guide.tui.dialogs import ChoiceDialog, show_message
from guide.tui.screens.records.statistics_data import StoreStatistics, load_statistics
from guide.tui.widgets.attached import is_attached
from guide.tui.widgets.bars import draw_bars
from guide.tui.widgets.key_footer import KeyFooter

ALL = "all"


class FiguresScreen(ScreenBase[None]):
    """Shows the statistics of the store at ``path``, which is read in a thread."""

    CSS_PATH = "records.tcss"
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("b,escape,backspace,left,i", "leave", "Back"),
        Binding("p,enter", "choose", "Period"),
    ]

    period: var[str] = var("", init=False)
    """The first day of the period that is shown, or ``ALL``."""

    def __init__(self, path: Path, today: date) -> None:
        super().__init__()
        self._path = path
        self._today = today
        self._statistics: StoreStatistics | None = None

    def compose(self) -> ComposeResult:
        with VerticalScroll(classes="records-page"):
            yield Static("Counting …", id="title", markup=False)
            yield Static(id="outcomes", markup=False)
            yield Static(words.BY_MONTH, classes="heading", markup=False)
            yield Static(id="months", markup=False)
            yield Static(id="notes-below", classes="quiet", markup=False)
        yield KeyFooter()

    def on_mount(self) -> None:
        self.query_one(VerticalScroll).focus()
        self.run_worker(self._count, thread=True)

    def _count(self) -> None:
        """Runs in a thread."""
        try:
            statistics = load_statistics(self._path, self._today)
        except StoreError as error:
            self.app.call_from_thread(self._give_up, str(error))
        else:
            self.app.call_from_thread(self._show_latest, statistics)

    def _show_latest(self, statistics: StoreStatistics) -> None:
        if not is_attached(self):
            return
        self._statistics = statistics
        visible = [period.first for period in statistics.periods if period.total]
        self.period = visible[-1] if visible else ALL

    def _give_up(self, wrong: str) -> None:
        if is_attached(self):
            self.dismiss()
            show_message(self.app, wrong)

    def on_resize(self) -> None:
        self.call_after_refresh(self.watch_period)

    def watch_period(self) -> None:
        statistics = self._statistics
        if statistics is None or not is_attached(self):
            return
        shown_periods = self._shown_periods(statistics)
        whole = sum_periods(shown_periods)
        self.set_class(not whole.total.number, "-none")
        width = self.query_one("#outcomes").size.width
        outcomes = tuple(map(_with_capital, outcome_bars(whole, statistics.titles, statistics.kinds)))
        self.query_one("#outcomes", Static).update(draw_bars(outcomes, width))
        self.query_one("#months", Static).update(draw_bars(tuple(month_bars(shown_periods)), width))
        span = f", {_span(shown_periods)}: {words.format_sum(whole.total)}" if whole.total.number else ""
        self.query_one("#title", Static).update(f"{words.ENDED}{span}")
        self.query_one("#notes-below", Static).update(_notes_below(statistics, bool(whole.total.number)))

    def _shown_periods(self, statistics: StoreStatistics) -> tuple[Period, ...]:
        return tuple(period for period in statistics.periods if self.period in (ALL, period.first))

    def action_choose(self) -> None:
        if self._statistics is None or not self._statistics.periods:
            return
        least = self._statistics.least
        choices = [
            (period.first, f"{_span((period,))}{'' if period.total else f': {words.FEW.format(least)}'}")
            for period in reversed(self._statistics.periods)
        ]
        choices.append((ALL, f"All of these together, {_span(self._statistics.periods)}"))
        self.app.push_screen(ChoiceDialog("Figures of which time?", choices, chosen=self.period), self._go_to)

    def _go_to(self, period: str | None) -> None:
        self.period = period or self.period

    def action_leave(self) -> None:
        self.dismiss()


def _span(shown_periods: tuple[Period, ...]) -> str:
    return words.period_label(shown_periods[0].first, shown_periods[-1].last)


def _notes_below(statistics: StoreStatistics, shown: bool) -> str:
    none = f"There is no period to show in which {statistics.least} interviews or more came to an end."
    return "\n".join(
        (
            *([] if shown else [none]),
            "Only times that are over are shown, and each interview is counted in one of them.",
            f"Groups of fewer than {statistics.least} are not shown, so that nobody can be recognised.",
            f"{words.WAITING}: {words.at_least(statistics.waiting, statistics.least)}",
            *statistics.unreadable,
        )
    )


def _with_capital(bar: Bar) -> Bar:
    return bar if bar.part else bar._replace(label=bar.label[:1].upper() + bar.label[1:])
