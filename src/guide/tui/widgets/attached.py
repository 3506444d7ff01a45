"""Messages and timers can reach a widget that is being removed."""

from textual.dom import DOMNode


def is_attached(node: DOMNode) -> bool:
    """Whether the widget is in the tree of the app, and is not about to be removed."""
    return node.is_attached and not node._pruning
