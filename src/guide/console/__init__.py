"""The walk and the interview line by line, for pipes, screen readers and terminals that cannot draw.

They only ever append: no colour, no boxes, and what was typed is not repeated. At a terminal, lines are
broken at words and the result is a conversation; a pipe gets every line whole, and all of the result.
"""

from guide.console.line_io import InputEndedError
from guide.console.self_walk import Conversation
from guide.presenters.plain_text import explanation_lines, section_lines

__all__ = ["Conversation", "InputEndedError", "explanation_lines", "section_lines"]
