"""What is said of interviews that somebody has already."""

from datetime import date

import pytest

from guide.presenters.earlier_text import earlier_text

TODAY = date(2026, 11, 26)


@pytest.mark.parametrize(
    ("interviews", "sentence"),
    [
        ([], ""),
        ([(True, date(2026, 5, 3))], "Anna already has an interview that is open, left on 3 May."),
        ([(False, date(2026, 5, 3))], "Anna already has an interview that was finished in May."),
        ([(False, date(2025, 5, 3))], "Anna already has an interview that was finished in May 2025."),
        ([(False, date(2026, 11, 3))], "Anna already has an interview that was finished on 3 November."),
        (
            [(True, date(2026, 5, 3)), (False, date(2025, 5, 3))],
            "Anna already has two interviews. The last one is open, left on 3 May.",
        ),
        (
            [(False, date(2026, 5, 3)), (True, date(2026, 4, 3)), (True, date(2025, 4, 3))],
            "Anna already has three interviews. The last one was finished in May, and two more are open.",
        ),
    ],
)
def test_the_last_one_is_named(interviews: list[tuple[bool, date]], sentence: str) -> None:
    assert earlier_text("Anna", interviews, TODAY) == sentence
