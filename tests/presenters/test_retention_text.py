"""How long interviews are kept, in words."""

from datetime import date

import pytest

from guide.presenters.retention_text import kept_for_phrase, kept_for_text, kept_until_text, promise_text


@pytest.mark.parametrize(
    ("days", "text"),
    [(1, "a day"), (45, "45 days"), (365, "a year"), (730, "two years"), (1000, "1,000 days")],
)
def test_a_time_is_said_in_the_largest_whole_unit(days: int, text: str) -> None:
    assert kept_for_text(days) == f"kept for {text} after the last talk"
    assert kept_for_phrase(days) == f"kept for {text}"
    assert promise_text(days) == f"It is deleted after {text}."


def test_for_ever_and_not_at_all_are_said_too() -> None:
    assert kept_for_text(0) == "kept until somebody deletes them"
    assert promise_text(0) == "It is kept until somebody deletes it."
    assert promise_text(None) == "Of this talk, no record is kept."
    assert kept_until_text("", date(2026, 1, 1)) == "Kept until somebody deletes it."


def test_the_last_day_is_not_past() -> None:
    assert kept_until_text("2026-01-01", date(2026, 1, 1)) == "Kept until 2026-01-01."
    assert kept_until_text("2026-01-01", date(2026, 1, 2)).startswith("Past its time since 2026-01-01")
