"""A finished walk for oneself, kept because the person says so."""

from guide.engine.recommendation import Recommendation
from guide.engine.walk import Walk
from guide.tui.base import AppBase


def can_keep(app: AppBase, recommendation: Recommendation) -> bool:
    """Whether the walk can be kept in the records: one's own, with a store, not private, and not kept yet.

    One that is only tried cannot.
    """
    keeper = app.keeper
    walk = recommendation.walk
    own = walk is (app.baseline_walk or app.walk)
    return own and keeper.can_do("keep_walk", recommendation) and keeper.kept_walk is not walk


def keep_walk(app: AppBase, walk: Walk) -> str:
    """Save the finished walk for oneself, and return a sentence on where it is. Raises StoreError."""
    app.keeper.keep_finished(walk, app.notes, app.voice)
    return f"This is kept in {app.keeper.path}."
