"""Names and texts in SQL that SQLite, DuckDB, PostgreSQL and Spark read alike.

Three of them keep to the standard. Spark puts names in backticks, and reads a backslash in a text as an
escape. It also reads a line comment that ends in a backslash on into the next line, as no other does: so
where one spelling cannot serve all, two are written, each in a comment for those whom it is not for.
"""

import re

_PLAIN = re.compile(r"[a-z][a-z0-9_]*")
# In the middle of such a comment these would end it, or begin another.
_UNSPEAKABLE = re.compile(r"[\x00-\x1f\x7f\x85\u2028\u2029]|/\*|\*/")

# What SQLite, DuckDB or PostgreSQL read as something else than the name of a table or a column.
_WORDS = """
add all alter analyse analyze and anti any array as asc asof asymmetric at authorization autoincrement
between binary both by case cast check collate collation column columns commit concurrently constraint
create cross current_catalog current_date current_role current_schema current_time current_timestamp
current_user default deferrable delete desc describe distinct do drop else end escape except exists false
fetch for foreign freeze from full generated glob grant group having ilike in index initially inner
insert intersect into is isnull join lambda lateral leading left like limit localtime localtimestamp map
natural not nothing notnull null offset on only or order outer overlaps pivot pivot_longer pivot_wider
placing positional primary qualify references returning right select semi session_user set show similar
some struct summarize symmetric table tablesample then to trailing transaction true try_cast tuple union
unique unpack unpivot update user using values variadic verbose when where window with
"""
_RESERVED = frozenset(_WORDS.split())


class UnquotableIdError(Exception):
    """A sentence: which id cannot be written for every database, and why."""


def quote_name(text: str) -> str:
    """A column or a table."""
    if _PLAIN.fullmatch(text) and text not in _RESERVED:
        return text
    return _spelled(text, _quoted(text, '"'), _quoted(text, "`"))


def quote_path(text: str) -> str:
    """A table, which may stand in a schema: ``schema.table``."""
    return ".".join(map(quote_name, text.split(".")))


def quote_literal(text: str) -> str:
    """A text as a value."""
    escaped = text.replace("\\", "\\\\").replace("'", "\\'").replace("${", "$\\{")
    return _spelled(text, _quoted(text, "'"), f"'{escaped}'")


def _spelled(text: str, standard: str, spark: str) -> str:
    if _UNSPEAKABLE.search(text):
        raise UnquotableIdError(
            f"“{text}” cannot stand in SQL that every database reads: an id may hold no line break or other "
            "control sign, and neither /* nor */."
        )
    if standard == spark:
        return standard
    return f"-- \\\n{standard} /*\n{spark} -- \\\n*/\n"


def _quoted(text: str, sign: str) -> str:
    return sign + text.replace(sign, sign * 2) + sign
