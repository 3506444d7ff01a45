"""Names and texts in SQL that SQLite, DuckDB, PostgreSQL and Spark read alike.

Three of them keep to the standard. Spark puts names in backticks, and reads a backslash in a text as an
escape. It also reads a line comment that ends in a backslash on into the next line, as no other does: so
where one spelling cannot serve all, two are written, each in a comment for those whom it is not for.
"""

import re

_PLAIN = re.compile(r"[a-z][a-z0-9_]*")
# In the middle of such a comment these would end it, or begin another.
_UNSPEAKABLE = re.compile(r"[\x00-\x1f\x7f\x85\u2028\u2029]|/\*|\*/")

# What SQLite does not take as the name of a column even behind a dot; the others take any word there.
_WORDS = frozenset(
    """
    add all alter and as autoincrement between case check collate commit constraint create default deferrable
    delete distinct drop else escape except exists foreign from group having in index insert intersect into
    is isnull join limit not nothing notnull null on or order primary references returning select set table
    then to transaction union unique update using values when where
    """.split()
)


class SpellingError(Exception):
    """A sentence: which id cannot be written for every database, and why."""


def name(text: str) -> str:
    """A column, behind a dot."""
    if _PLAIN.fullmatch(text) and text not in _WORDS:
        return text
    return _spelled(text, _quoted(text, '"'), _quoted(text, "`"))


def path(text: str) -> str:
    """A table, which may stand in a schema: ``schema.table``."""
    return ".".join(map(name, text.split(".")))


def literal(text: str) -> str:
    """A text as a value."""
    escaped = text.replace("\\", "\\\\").replace("'", "\\'").replace("${", "$\\{")
    return _spelled(text, _quoted(text, "'"), f"'{escaped}'")


def _spelled(text: str, standard: str, spark: str) -> str:
    if _UNSPEAKABLE.search(text):
        raise SpellingError(
            f"“{text}” cannot stand in SQL that every database reads: an id may hold no line break or other "
            "control sign, and neither /* nor */."
        )
    if standard == spark:
        return standard
    return f"-- \\\n{standard} /*\n{spark} -- \\\n*/"


def _quoted(text: str, sign: str) -> str:
    return sign + text.replace(sign, sign * 2) + sign
