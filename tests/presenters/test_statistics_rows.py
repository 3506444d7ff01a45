"""Statistics as bars, on one scale for a terminal and for the app."""

from guide.presenters.statistics_rows import LONGEST_BAR, SHORTEST_ROOM, Bar, lay_out_bars, outcome_bars
from guide.statistics.periods import PeriodSum, PeriodTotal

BARS = (Bar("Tea", 9, "9"), Bar("with milk", 4, "4 or more", part=True))


def test_bars_stand_beside_their_labels_while_there_is_room() -> None:
    gaps, text = 4, len("4 or more")
    narrowest = len("with milk") + text + gaps + SHORTEST_ROOM
    beside = lay_out_bars(BARS, narrowest, len, gaps, gaps_below=5)
    assert beside == (True, len("with milk"), SHORTEST_ROOM)
    below = lay_out_bars(BARS, narrowest - 1, len, gaps, gaps_below=5)
    assert below == (False, len("with milk"), narrowest - 1 - text - 5)


def test_a_bar_has_a_greatest_and_a_smallest_length() -> None:
    assert lay_out_bars(BARS, 500, len, 4, 5).bar_width == LONGEST_BAR
    assert lay_out_bars(BARS, 1, len, 4, 5).bar_width == 1
    assert lay_out_bars((), 80, len, 4, 5).label_width == 0


def test_outcomes_come_by_number_with_their_parts_and_the_rest_last() -> None:
    total = PeriodTotal(
        total=PeriodSum(1_030, is_lower_bound=False),
        outcomes={
            "tea": PeriodSum(12, is_lower_bound=False),
            "coffee": PeriodSum(1_012, is_lower_bound=True),
        },
        companions={"coffee": {"milk": PeriodSum(7, is_lower_bound=False)}},
        rest=6,
    )
    bars = list(outcome_bars(total, {"tea": "Tea", "coffee": "Coffee"}, {"milk": "Milk"}))
    assert [(bar.label, bar.text, bar.part) for bar in bars[:3]] == [
        ("Coffee", "1,012 or more", False),
        ("with Milk", "7", True),
        ("Tea", "12", False),
    ]
    assert (bars[3].number, bars[3].part) == (6, False)
