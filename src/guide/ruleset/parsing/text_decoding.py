"""Decodes the bytes of a file of a guide into text, or says why they are none."""

from codecs import BOM_UTF8, BOM_UTF16_BE, BOM_UTF16_LE

from guide.ruleset.problems import LINE_END, SIZE_LIMIT, Place, Problem

_LINE_SEPARATORS = str.maketrans("\x85\u2028\u2029", "   ")
"""They come from word processors. libyaml would begin a new line there, where no editor counts one."""


class UnreadableError(Exception):
    """Parsing cannot go on after this problem."""

    def __init__(self, problem: Problem) -> None:
        super().__init__(problem)
        self.problem = problem


def decode_text(data: bytes, file: str) -> str:
    """The text of a file. Raises UnreadableError where it is no UTF-8, or git has left two versions in it."""
    if len(data) > SIZE_LIMIT:
        message = f"this file is larger than {SIZE_LIMIT >> 20} MB"
        hint = "No guide is: look whether it is the right file."
        raise UnreadableError(Problem("size", Place(file, 1, 1), message, hint))
    if data.startswith((BOM_UTF16_LE, BOM_UTF16_BE)) or b"\0" in data[:2]:
        hint = "In your editor, choose “Save as …” and the encoding UTF-8 (not “Unicode” or “UTF-16”)."
        raise UnreadableError(
            Problem("encoding", Place(file, 1, 1), "this file is UTF-16, and not UTF-8 text", hint)
        )
    try:
        data = data.removeprefix(BOM_UTF8)
        text = data.decode()
    except UnicodeDecodeError as error:
        place = place_at(data[: error.start], file)
        hint = "In your editor, choose “Save as …” and the encoding UTF-8; then look at this letter."
        raise UnreadableError(Problem("encoding", place, "this is not UTF-8 text", hint)) from None
    if not text.isascii() and any(sign in text for sign in "\x85\u2028\u2029"):
        text = text.translate(_LINE_SEPARATORS)
    if "<<<<<<<" in text:
        from guide.ruleset.parsing.merge_conflicts import conflict_in

        if conflict := conflict_in(text, 1):
            place = Place(file, conflict.line, conflict.column)
            raise UnreadableError(Problem("yaml", place, conflict.message, conflict.hint))
    return text


def place_at(before: bytes, file: str) -> Place:
    """The place in a file behind these bytes of it."""
    line, start = 1, 0
    for end in LINE_END.finditer(before):
        line, start = line + 1, end.end()
    return Place(file, line, len(before[start:].decode("utf-8", "replace")) + 1)
