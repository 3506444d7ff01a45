"""The pictures of a report, each as SVG and as text.

The SVG is 360 wide, to be read on a phone at its full size. It takes its colours from the page around it:
``currentColor``, and the variables below.
"""

INK = "currentColor"
QUIET = "var(--quiet, currentColor)"
ACCENT = "var(--accent, currentColor)"
CONTRARY = "var(--contrary, currentColor)"
PANEL = "var(--panel, none)"
WIDE = 360.0
BOLD = 1.15
"""How much more room bold words take."""
