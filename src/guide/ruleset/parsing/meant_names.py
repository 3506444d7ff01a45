"""Which fields names that are not known were meant to be."""

import re
from collections.abc import Collection, Iterable

from guide.common.lookalikes import INVISIBLE, skeleton
from guide.common.suggestions import nearest_name
from guide.ruleset.parsing.line_faults import CURLY, ODD_SPACES

_ODD = re.compile(f"[{ODD_SPACES}{''.join(sorted(INVISIBLE))}]")


def meant_fields(
    unknown: Iterable[str], missing: Collection[str], fields: Collection[str]
) -> dict[str, tuple[str, str]]:
    """For missing fields, the name that was meant to be each, and what is to be said of it with that name.

    Args:
        unknown: Names in a table that are none of its fields.
        missing: The fields that the table needs and does not have.
        fields: All fields that it can have.
    """
    meant: dict[str, tuple[str, str]] = {}
    for name in unknown:
        first = re.match(r"[\w-]+", _ODD.sub("", name).strip(CURLY))
        if first and first[0] in missing:
            meant.setdefault(first[0], (name, ""))
        elif (same := skeleton(name).casefold()) in missing:
            meant.setdefault(same, (name, ""))
        elif (nearest := nearest_name(name, fields)) in missing:
            meant.setdefault(nearest, (name, " It is missing here."))
    return meant
