"""Texts for the cells of a CSV file that a spreadsheet opens."""

ANSWER, NOTE = "answer: {}", "note: {}"
"""Column titles for what was answered and noted on a question, made so that no other column has the same."""

_BEGINS_A_FORMULA = ("=", "+", "-", "@", "\t", "\r")


def escape_formula(text: str) -> str:
    """The text for a cell of a CSV file: behind an apostrophe where a spreadsheet would run it as a formula.

    Any other text is returned as it is. See OWASP, "CSV Injection".
    """
    return f"'{text}" if text.startswith(_BEGINS_A_FORMULA) else text
