"""Whether a screen is still there: what was sent to it may arrive when it is on its way out."""

from textual.dom import DOMNode


def is_attached(node: DOMNode) -> bool:
    return node.is_attached and not node._pruning
