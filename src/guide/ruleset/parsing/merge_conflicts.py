"""Lines that git writes into a file where it could not merge two versions of it."""

import re

from guide.ruleset.parsing.stuck import Finding

CONFLICT = re.compile(r"(?:<{7}|\|{7}|>{7})(?: .*)?$|={7}$")
"""A whole line by which git marks where a version begins or ends."""

_WHOLE = re.compile(r"<\|?=>")
"""The first signs of the lines around two versions, with or without what stood there before them."""


def conflict_in(text: str, first: int) -> Finding | None:
    """What to do about the first such line of a text, if there is one. ``first`` numbers its first line."""
    lines = enumerate(re.split("\r\n|\r|\n", text), first)
    marks = [(number, line[0]) for number, line in lines if CONFLICT.match(line)]
    if not marks:
        return None
    whole = _WHOLE.match("".join(sign for _, sign in marks))
    if whole is None:
        return _left_over([number for number, _ in marks])
    begin, *middle, end = (number for number, _ in marks[: whole.end()])
    first_lines, last_lines = _lines(begin + 1, middle[0]), _lines(middle[-1] + 1, end)
    message = "two versions of the same lines stand here, from merging the file (git)"
    between = f"{middle[0]} to {middle[-1]}" if len(middle) > 1 else f"{middle[0]}"
    hint = (
        f"One stands in {first_lines}, the other in {last_lines}. "
        f"Remove one of them, and lines {begin}, {between} and {end}."
    )
    if not first_lines or not last_lines:
        message = (
            "lines stand here that one version of the file has and another has not, from merging it (git)"
        )
        before = _lines(begin, begin + 1) if first_lines else _lines(begin, middle[-1] + 1)
        behind = _lines(middle[0], end + 1) if first_lines else f"line {end}"
        kept = first_lines or last_lines
        them = "them" if kept.startswith("lines") else "it"
        hint = f"Keep {kept} (or remove {them} as well), and remove {before} and {behind}."
        if not kept:
            hint = f"Remove {_lines(begin, end + 1)}."
    return Finding(begin, 1, message, hint)


def _lines(start: int, end: int) -> str:
    """The lines from ``start`` up to and without ``end``; "" for none."""
    if start >= end:
        return ""
    return f"lines {start} to {end - 1}" if end - start > 1 else f"line {start}"


def _left_over(numbers: list[int]) -> Finding:
    others = f", and line {' and line '.join(map(str, numbers[1:]))} as well" if len(numbers) > 1 else ""
    hint = f"Delete it{others}. If the lines around it say the same twice, keep one of the two."
    return Finding(numbers[0], 1, "this line is left over from merging two versions of the file (git)", hint)
