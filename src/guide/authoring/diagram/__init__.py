"""The tree of a guide, drawn. Each format is a function that returns a text without a final line break.

All of them raise KeyError where ``marks.focus`` is no question of the guide.
"""

from guide.authoring.diagram.mermaid import as_mermaid
from guide.authoring.diagram.selection import Marks
from guide.authoring.diagram.svg import draw_svg
from guide.authoring.diagram.text import draw_text

__all__ = ["Marks", "as_mermaid", "draw_svg", "draw_text"]
