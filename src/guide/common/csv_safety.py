"""Texts for the cells of a CSV file that a spreadsheet opens."""

ANSWER, NOTE = "answer: {}", "note: {}"
"""Column titles for what was answered and noted on a question, made so that no other column has the same."""

_BEGINS_A_FORMULA = ("=", "+", "-", "@", "\t", "\r")


def escape_formula(text: str) -> str:
    """The text, with an apostrophe before it where a spreadsheet would evaluate it as a formula.

    See OWASP, "CSV Injection".
    """
    return f"'{text}" if text.startswith(_BEGINS_A_FORMULA) else text
