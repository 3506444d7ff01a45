"""An open store with the guides that its interviews were held by, each read once."""

from guide.explain.recorded import Recorded
from guide.load import load
from guide.model import Guide
from guide.problem import RulesError
from guide.store import Store, StoreError, journal
from guide.store.listing import Row


class Kept:
    def __init__(self, store: Store) -> None:
        self.store = store
        self._guides: dict[str, Guide] = {}

    def guide(self, rules: str) -> Guide:
        """The guide with this digest. Raises StoreError."""
        if rules not in self._guides:
            try:
                self._guides[rules], _ = load(journal.rules(self.store, rules))
            except RulesError:
                raise StoreError(f"{self.store.path}: the rules {rules[:8]} cannot be read.") from None
        return self._guides[rules]

    def title(self, row: Row) -> str:
        """What was recommended, in the words of its own rules; its id where those are lost."""
        try:
            outcome = self.guide(row.rules).outcomes.get(row.outcome) if row.outcome else None
        except StoreError:
            outcome = None
        return outcome.title if outcome else row.outcome

    def recorded(self, row: Row) -> Recorded:
        """Raises StoreError."""
        interview = journal.interview(self.store, row.id)
        return Recorded(row.id, row.opened[:10], interview, self.guide(interview.rules))
