"""Explains keys that are no text: a question mark or a bracket in front of a name."""

from typing import NamedTuple


class OddKey(NamedTuple):
    """What is wrong with a key.

    Attributes:
        message: What is wrong, as half a sentence.
        hint: How to mend it.
        column: Where that stands in the line of the key, from 1; 0 where the key begins.
    """

    message: str
    hint: str
    column: int = 0


def explain_key(before: str, is_table: bool, name: str) -> OddKey:
    """What is wrong with a key that is a table or a list.

    Args:
        before: The line in front of it.
        is_table: Whether it is a table.
        name: The first name that was probably meant as the key; "" where that is not known.
    """
    sign = before.rstrip(" ")[-1:]
    if is_table and name and sign == "?":
        message = f"there is a ? in front of “{name}”, where a name begins"
        return OddKey(message, "Remove the ? and the space behind it.", before.rindex("?") + 1)
    if is_table and name and sign == "{":
        return OddKey("the { stands here twice", "Remove one of the two, and one } where the table ends.")
    if name and not is_table:
        return OddKey(f"the name “{name}” stands in brackets", "Remove the brackets.")
    what = "table" if is_table else "list"
    return OddKey(f"a {what} stands where a name belongs", "Write one word in front of the colon.")
