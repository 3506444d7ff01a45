"""The rules that a store has, each version read once."""

from collections.abc import Mapping

from guide.ruleset.model import NOTHING, Guide
from guide.ruleset.parsing.loader import load
from guide.ruleset.problems import RulesError
from guide.storage import Store, StoreError
from guide.storage.queries import rules_in_use
from guide.storage.rule_texts import load_rules


class RuleVersions:
    """The versions of the rules in a store: a call with a digest returns the guide, or None if unreadable.

    ``known`` are guides by digest that are loaded already.
    """

    def __init__(self, store: Store, known: Mapping[str, Guide] = NOTHING) -> None:
        self._store = store
        self._known: dict[str, Guide | None] = dict(known)

    def __call__(self, digest: str) -> Guide | None:
        if digest not in self._known:
            self._known[digest] = self._read(digest)
        return self._known[digest]

    def titles(self) -> Mapping[str, str]:
        """The titles of outcomes, by id, each from the newest rules in the store that have it."""
        return {name: outcome.title for guide in self._guides() for name, outcome in guide.outcomes.items()}

    def kinds(self) -> Mapping[str, str]:
        """The names of kinds of help, by id, each from the newest rules in the store that have it."""
        return {name: kind.name for guide in self._guides() for name, kind in guide.kinds.items()}

    def _guides(self) -> list[Guide]:
        """The newest last."""
        return [guide for digest in rules_in_use(self._store) if (guide := self(digest))]

    def _read(self, digest: str) -> Guide | None:
        try:
            return load(load_rules(self._store, digest))[0]
        except (StoreError, RulesError):
            return None
