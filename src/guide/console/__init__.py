"""The walk and the interview line by line, for pipes, screen readers and terminals that cannot draw.

They only ever append: no colour, no boxes, no hard wrap, and what was typed is not repeated.
"""

from guide.console.line_io import InputEndedError
from guide.console.self_walk import Conversation
from guide.presenters.plain_text import explanation_lines, section_lines

__all__ = ["Conversation", "InputEndedError", "explanation_lines", "section_lines"]
