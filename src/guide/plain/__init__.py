"""The walk and the interview line by line, for pipes, screen readers and terminals that cannot draw.

They only ever append: no colour, no boxes, no hard wrap, and what was typed is not repeated.
"""

from guide.plain.conversation import Conversation
from guide.plain.lines import listed, told
from guide.plain.talk import EndedError

__all__ = ["Conversation", "EndedError", "listed", "told"]
