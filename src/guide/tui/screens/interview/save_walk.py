"""A finished walk for oneself, kept because the person says so."""

from guide.engine.recommendation import Recommendation
from guide.tui.base import AppBase


def can_keep(app: AppBase, recommendation: Recommendation) -> bool:
    """Whether the walk can be kept in the records: one's own, with a store, not private, and not kept yet.

    One that is only tried cannot.
    """
    controller = app.controller
    walk = recommendation.walk
    own = walk is (app.baseline_walk or app.walk)
    return own and controller.can_do("keep_walk", recommendation) and not controller.kept_finished


def keep_walk(app: AppBase) -> str:
    """Save the finished walk for oneself, and return a sentence on where it is. Raises StoreError."""
    app.controller.keep_finished()
    return f"This is kept in {app.controller.path}."
