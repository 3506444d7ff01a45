"""Messages and timers can reach a widget that is being removed."""

from collections.abc import Callable
from functools import partial
from typing import Any

from textual.dom import DOMNode
from textual.screen import Screen, ScreenResultType


def is_attached(node: DOMNode) -> bool:
    """Whether the widget is in the tree of the app, and is not about to be removed."""
    return node.is_attached and not node._pruning


class SafeScreen(Screen[ScreenResultType]):
    """A screen whose calls for later are dropped once it is left: its widgets would not be found."""

    def call_after_refresh(self, callback: Callable[..., Any], *args: Any, **kwargs: Any) -> bool:
        return super().call_after_refresh(partial(self._call_if_attached, callback), *args, **kwargs)

    def _call_if_attached(self, callback: Callable[..., Any], *args: Any, **kwargs: Any) -> Any:
        return callback(*args, **kwargs) if is_attached(self) else None
