"""Suggestions for a name that does not exist."""

from collections.abc import Iterable


def nearest_name(name: str, names: Iterable[str]) -> str:
    """The name that is most alike, "" where none is. The cost grows with the number of names."""
    from difflib import get_close_matches

    return next(iter(get_close_matches(name, list(names), 1)), "")


def did_you_mean(name: str, names: Iterable[str]) -> str:
    """A sentence that suggests a name that exists: “Did you mean …?” with the one most like ``name``.

    Where none is like it, the sentence lists the first eight of ``names``; where ``names`` is empty, so is
    the result. The cost grows with the number of names.
    """
    known = list(names)
    if nearest := nearest_name(name, known):
        return f"Did you mean “{nearest}”?"
    listed = ", ".join(other[:40] for other in known[:8])
    return f"There is: {listed}{' …' if len(known) > 8 else '.'}" if listed else ""
