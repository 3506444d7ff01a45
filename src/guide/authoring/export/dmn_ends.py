"""What the walks from each question on can come to, as far as decision tables have to tell it apart."""

from collections.abc import Mapping
from functools import cached_property
from typing import NamedTuple

from guide.authoring.export.dmn_model import limit_rules
from guide.ruleset.graph import topological_order
from guide.ruleset.model import Guide, Option


class Sort(NamedTuple):
    """What counts of an outcome when kinds are added to it."""

    kinds: tuple[str, ...]
    takes_more: bool


Added = tuple[str, ...]
"""Kinds that were added, each once, in the order of the answers."""
End = tuple[Sort | None, Added]
NOTHING_ADDED = frozenset({()})


class Ends:
    """What is known of the walks through a guide. ``tree`` are its questions but the one after the result.

    Raises TooManyRulesError where they come to more than tables can have rules.
    """

    def __init__(self, guide: Guide) -> None:
        self.guide = guide
        self.tree = tuple(name for name in topological_order(guide) if name != guide.more)

    @cached_property
    def settled(self) -> frozenset[str]:
        """The questions before which something is recommended. No other walks come to them: it is checked."""
        found: set[str] = set()
        for name in self.tree:
            for option in self.guide.questions[name].options.values():
                if option.then and (option.recommend or name in found):
                    found.add(option.then)
        return frozenset(found)

    @cached_property
    def ends(self) -> Mapping[str, frozenset[End]]:
        """What the walks from each question on come to: the sort of the outcome, and what they add."""
        ends: dict[str, frozenset[End]] = {}
        for name in reversed(self.tree):
            options = self.guide.questions[name].options.values()
            ends[name] = frozenset(
                (self._sort_after(option, sort), add_before(option, added))
                for option in options
                for sort, added in (ends[option.then] if option.then else ((None, ()),))
            )
            limit_rules(len(ends[name]))
        return ends

    def _sort_after(self, option: Option, later: Sort | None) -> Sort | None:
        own = option.instead or (option.recommend if later is None else None)
        return self.sort_of(own) if own else later

    def sort_of(self, outcome: str) -> Sort:
        """The sort of an outcome."""
        return Sort(self.guide.outcomes[outcome].kinds, self.guide.takes_more(outcome))

    @cached_property
    def replacing(self) -> frozenset[str]:
        """The questions from which a walk can come to an outcome that takes the place of another."""
        found: set[str] = set()
        for name in reversed(self.tree):
            options = self.guide.questions[name].options.values()
            if any(option.instead or option.then in found for option in options):
                found.add(name)
        return frozenset(found)

    @cached_property
    def takes_more(self) -> bool:
        """Whether the walks can come to an outcome to which a kind can be added after the result."""
        return any(sort is not None and sort.takes_more for sort, _ in self.ends[self.guide.start])

    def adds(self, question: str | None) -> frozenset[Added]:
        """What the walks from a question on can add."""
        return frozenset(added for _, added in self.ends[question]) if question else NOTHING_ADDED


def add_before(option: Option, later: Added) -> Added:
    """What an option and the answers after it add."""
    return (option.add.kind, *(kind for kind in later if kind != option.add.kind)) if option.add else later
