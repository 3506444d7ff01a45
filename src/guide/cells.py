"""Texts in the cells of a spreadsheet."""

_BEGINS_A_FORMULA = ("=", "+", "-", "@", "\t", "\r")


def harmless(text: str) -> str:
    """The text, marked as text where a spreadsheet would take it for a formula and work it out."""
    return f"'{text}" if text.startswith(_BEGINS_A_FORMULA) else text
