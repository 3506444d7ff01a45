"""Texts in the cells of a spreadsheet."""

ANSWER, NOTE = "answer: {}", "note: {}"
"""What the columns of a question are called where others beside them could have the same name."""

_BEGINS_A_FORMULA = ("=", "+", "-", "@", "\t", "\r")


def escape_formula(text: str) -> str:
    """The text, marked as text where a spreadsheet would take it for a formula and work it out."""
    return f"'{text}" if text.startswith(_BEGINS_A_FORMULA) else text
