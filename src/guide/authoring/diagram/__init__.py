"""Diagrams of a guide's tree. Each format is a function that returns a text without a final line break.

All of them raise KeyError where ``marks.focus`` is no question of the guide.
"""

from guide.authoring.diagram.mermaid_diagram import draw_mermaid, exceeds_mermaid
from guide.authoring.diagram.selection import Marks
from guide.authoring.diagram.svg_diagram import draw_svg
from guide.authoring.diagram.svg_pages import draw_pages
from guide.authoring.diagram.text_diagram import draw_text

__all__ = ["Marks", "draw_mermaid", "draw_pages", "draw_svg", "draw_text", "exceeds_mermaid"]
