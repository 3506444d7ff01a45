"""The tree of a guide, drawn. Each format is a function that returns a text without a final line break.

All of them raise KeyError where ``marks.focus`` is no question of the guide.
"""

from guide.draw.mermaid import as_mermaid
from guide.draw.part import Marks
from guide.draw.svg import as_svg
from guide.draw.text import as_text

__all__ = ["Marks", "as_mermaid", "as_svg", "as_text"]
