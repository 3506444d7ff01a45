"""Suggestions for a name that does not exist."""

from collections.abc import Iterable


def nearest_name(name: str, names: Iterable[str]) -> str:
    """The name that is most alike, "" where none is. The cost grows with the number of names."""
    from difflib import get_close_matches

    return next(iter(get_close_matches(name, list(names), 1)), "")


def did_you_mean(name: str, names: Iterable[str]) -> str:
    """A sentence that suggests a name that exists: “Did you mean …?” with the one most like ``name``.

    A name that only looks like it is told as such, and one that differs in capitals alone comes first. Where
    none is like it, the sentence lists the first eight of ``names``; where ``names`` is empty, so is the
    result. The cost grows with the number of names.
    """
    from guide.common.lookalikes import difference, skeleton

    known = list(names)
    seen = skeleton(name)
    for other in known:
        if skeleton(other) == seen:
            return f"It looks like “{other}”, but {difference(name, other)}: type it anew."
    for other in known:
        if name.casefold() == other.casefold():
            return f"Did you mean “{other}”? Capitals make another name."
    if nearest := nearest_name(name, known):
        return f"Did you mean “{nearest}”?"
    listed = ", ".join(other[:40] for other in known[:8])
    return f"There is: {listed}{' …' if len(known) > 8 else '.'}" if listed else ""
