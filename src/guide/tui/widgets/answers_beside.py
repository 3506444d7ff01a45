"""The answers so far, beside the question on a wide screen."""

from collections.abc import Sequence

from textual.containers import VerticalScroll
from textual.content import Content
from textual.geometry import Size
from textual.widgets import Static

from guide.common.text import escape_control_chars
from guide.tui.answer_list import GivenAnswer, note_text

LEAST = 36
"""Columns."""
READABLE = 80
"""Columns of the question, which stays in the middle where the screen is wide enough."""


class AnswersBeside(VerticalScroll, can_focus=False):
    """A quiet column at the right, in which the newest answer is always in view."""

    def __init__(self) -> None:
        self._text = Static(markup=False)
        super().__init__(self._text, id="answers-beside")

    def get_content_width(self, container: Size, viewport: Size) -> int:  # noqa: ARG002
        return max(LEAST, (viewport.width - READABLE) // 2) - self.styles.gutter.width

    def show(self, answers: Sequence[GivenAnswer]) -> None:
        blocks = [Content.styled("Answers so far", "bold")]
        self._text.update(Content("\n\n").join([*blocks, *map(_answer_content, answers)]))
        self.call_after_refresh(self.scroll_end, animate=False)


def _answer_content(answer: GivenAnswer) -> Content:
    lines = [
        Content.styled(escape_control_chars(answer.asked), "$text-quiet"),
        Content.styled(escape_control_chars(answer.said), "$foreground"),
    ]
    if answer.note:
        lines.append(Content.styled(escape_control_chars(note_text(answer.note)), "$text-quiet italic"))
    return Content("\n").join(lines)
