"""The paths that rows take, each worked out once, as many people give the same answers.

Different paths lead to the same outcome, so whatever depends on the answers is kept by path, not by outcome.
The paths so far are a tree of limited size. A row that leaves the tree goes on through the states of the
machine, and only that part of its path is worked out anew.
"""

from collections.abc import Iterable, Iterator
from typing import Any

from guide.batch.state_machine import MOST_SPELLINGS, Decided, Row, StateMachine, Undecided
from guide.engine.walk import Step

MOST_PLACES = 100_000
"""Nodes of the tree: some 60 MiB, where rows use them all."""

Path = tuple[Step, ...]


class CachedPath:
    """A finished path through the guide: the answers (``steps``), and what they lead to (``decided``).

    ``written`` is for the caller: the cells that all rows with this path get; None until it has set them.
    """

    __slots__ = ("decided", "steps", "written")

    def __init__(self, decided: Decided, steps: Path) -> None:
        self.decided = decided
        self.steps = steps
        self.written: Any = None


class PathCache:
    """Caches the paths that rows take through a guide, as a tree of at most ``most`` nodes.

    ``start`` is a key and a table, and ``key, table = table[row[key]]`` is one step of a walk. At its end,
    the key is None, and ``table`` is a CachedPath or Undecided, or a _TrieOverflow where the tree has no
    room for the path.
    """

    def __init__(self, machine: StateMachine, most: int = MOST_PLACES) -> None:
        self.machine = machine
        self.left = most
        key, state = machine.start
        self.start = (key, _TrieNode(self, state, ()))

    def node(self, key: Any, state: Any, steps: Path) -> tuple[Any, Any]:
        """Make the key and the table that follow after the answers ``steps``, within the limit of the tree.

        Args:
            key: The key of the state machine after these answers; None at the end of a walk.
            state: Its table.
            steps: The answers.

        Returns:
            The key and a node; at the end of a walk None and a CachedPath; in a full tree None and a
                _TrieOverflow.
        """
        self.left -= 1
        if self.left < 0:
            return None, _TrieOverflow(key, state, steps)
        return (None, CachedPath(state, steps)) if key is None else (key, _TrieNode(self, state, steps))

    def follow(self, rows: Iterable[Row]) -> Iterator[CachedPath | Undecided]:
        """Yield for each row the path that its answers take, or why it cannot be decided.

        A path for which the tree has no room is computed anew for each row.
        """
        start_key, start = self.start
        for row in rows:
            key: Any = start_key
            table: Any = start
            try:
                while key is not None:
                    key, table = table[row[key]]
                if table.__class__ is _TrieOverflow:
                    end, rest = table.follow(row)
                    table = end if rest is None else CachedPath(end, (*table.steps, *rest))
            except LookupError:
                table = table.missing()
            except TypeError:
                table = table.refused("")
            yield table


class _TrieNode(dict[Any, tuple[Any, Any]]):
    """A question on a path in the tree: the next node after each answer, by the answer as it is written."""

    __slots__ = ("_after", "_cache", "_end_here", "_state", "_steps")

    def __init__(self, cache: PathCache, state: Any, steps: Path) -> None:
        super().__init__()
        self._cache = cache
        self._state = state
        self._steps = steps
        self._after: dict[Step, tuple[Any, Any]] = {}
        self._end_here: CachedPath | None = None

    def __missing__(self, written: Any) -> tuple[Any, Any]:
        key, after, step = self._state[written]
        if step is None:
            end = self._end(after)
            if end.__class__ is CachedPath and len(self) < MOST_SPELLINGS:
                self[written] = None, end
            # Wrong answers are not kept: a file can have any number of them.
            return None, end
        # The same answer in another spelling leads to the same node.
        node = self._after.get(step)
        if node is None:
            node = self._after[step] = self._cache.node(key, after, (*self._steps, step))
        if len(self) < MOST_SPELLINGS:
            self[written] = node
        return node

    def missing(self) -> CachedPath | Undecided:
        """Return what becomes of a row that has no answer here."""
        return self._end(self._state.missing())

    def refused(self, written: Any) -> Undecided:
        """Return what becomes of a row with something here that is no answer."""
        refused: Undecided = self._state.refused(written)
        return refused

    def _end(self, end: Decided | Undecided) -> CachedPath | Undecided:
        """Return the end of a path that is finished here, without a further answer."""
        if isinstance(end, Undecided):
            return end
        if self._end_here is None:
            self._end_here = CachedPath(end, self._steps)
        return self._end_here


class _TrieOverflow:
    """The place from which a path goes on outside of the tree."""

    __slots__ = ("_key", "_state", "steps")

    def __init__(self, key: Any, state: Any, steps: Path) -> None:
        self._key = key
        self._state = state
        self.steps = steps

    def follow(self, row: Row) -> tuple[Any, list[Step] | None]:
        """Return the end of the row's path and the rest of its answers, None where it cannot be decided."""
        key, table = self._key, self._state
        steps: list[Step] = []
        try:
            while key is not None:
                key, table, step = table[row[key]]
                if step is not None:
                    steps.append(step)
        except LookupError:
            table = table.missing()
        except TypeError:
            return table.refused(""), None
        return (table, steps) if table.__class__ is Decided else (table, None)
