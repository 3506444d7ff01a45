"""Suggestions for a name that does not exist."""

from collections.abc import Iterable


def did_you_mean(name: str, names: Iterable[str]) -> str:
    """“Did you mean …?” with the nearest name, else a sentence that lists the first eight.

    Empty where ``names`` is. The cost grows with the number of names.
    """
    from difflib import get_close_matches

    known = list(names)
    nearest = get_close_matches(name, known, 1)
    if nearest:
        return f"Did you mean “{nearest[0]}”?"
    listed = ", ".join(other[:40] for other in known[:8])
    return f"There is: {listed}{' …' if len(known) > 8 else '.'}" if listed else ""
