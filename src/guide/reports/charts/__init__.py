"""The charts of a report, each as SVG and as text.

The SVG is 360 units wide, so that a phone shows it at full size. It takes its colours from the page around
it: ``currentColor`` and the CSS variables below.
"""

INK = "currentColor"
QUIET = "var(--quiet, currentColor)"
ACCENT = "var(--accent, currentColor)"
CONTRARY = "var(--contrary, currentColor)"
PANEL = "var(--panel, none)"
WIDE = 360.0
BOLD = 1.15
"""How much wider bold words are than plain ones."""
