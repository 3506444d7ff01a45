"""What somebody may have meant by a name that is not there."""

from collections.abc import Iterable


def did_you_mean(name: str, names: Iterable[str]) -> str:
    """A question or a sentence that helps; empty where there are no names at all."""
    from difflib import get_close_matches

    known = list(names)
    near = get_close_matches(name, known, 1)
    if near:
        return f"Did you mean “{near[0]}”?"
    some = ", ".join(other[:40] for other in known[:8])
    return f"There is: {some}{' …' if len(known) > 8 else '.'}" if some else ""
