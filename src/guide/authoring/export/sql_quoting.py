"""Quotes names and texts for SQL that SQLite, DuckDB, PostgreSQL and Spark all read.

The first three follow the standard. Spark quotes names with backticks, and takes a backslash in a text for an
escape. It also continues a line comment that ends in a backslash on the next line, which no other does: so
where one form cannot serve all, two are written, each in a comment for those that read the other one.
"""

import re

_PLAIN = re.compile(r"[a-z][a-z0-9_]*")
# Inside such a comment these would end it, or begin another.
_ENDS_COMMENT = re.compile(r"[\x00-\x1f\x7f\x85\u2028\u2029]|/\*|\*/")

# Words that SQLite, DuckDB or PostgreSQL do not take for the name of a table or column.
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
    """An id cannot be written for every database. The message is a sentence that names it, and why."""


def quote_name(text: str) -> str:
    """The name of a column or table. Raises UnquotableIdError."""
    if _PLAIN.fullmatch(text) and text not in _RESERVED:
        return text
    return _for_all_databases(text, _quoted(text, '"'), _quoted(text, "`"))


def quote_path(text: str) -> str:
    """The name of a table, which may be in a schema: ``schema.table``. Raises UnquotableIdError."""
    return ".".join(map(quote_name, text.split(".")))


def quote_literal(text: str) -> str:
    """A text as a literal. Raises UnquotableIdError."""
    escaped = text.replace("\\", "\\\\").replace("'", "\\'").replace("${", "$\\{")
    return _for_all_databases(text, _quoted(text, "'"), f"'{escaped}'")


def _for_all_databases(text: str, standard: str, spark: str) -> str:
    """The standard form of a text, and in a comment Spark's where that differs."""
    if _ENDS_COMMENT.search(text):
        raise UnquotableIdError(
            f"“{text}” cannot stand in SQL that every database reads: an id may hold no line break or other "
            "control sign, and neither /* nor */."
        )
    if standard == spark:
        return standard
    return f"-- \\\n{standard} /*\n{spark} -- \\\n*/\n"


def _quoted(text: str, sign: str) -> str:
    return sign + text.replace(sign, sign * 2) + sign
