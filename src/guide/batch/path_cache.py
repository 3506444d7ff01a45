"""The roads that rows take, each worked out once: people repeat each other.

Roads share outcomes, so that what follows from the answers alone hangs on the road and never on its end. The
roads seen so far are kept as a tree, up to a limit; beyond it a row goes on through the machine's states, and
only the part of its road that the tree does not know is put together anew.
"""

from collections.abc import Iterable, Iterator
from itertools import chain
from typing import Any

from guide.batch.state_machine import (
    MOST_SPELLINGS,
    Decided,
    KindReason,
    KindsWanted,
    Row,
    StateMachine,
    TakenOption,
    Undecided,
)
from guide.engine.walk import Step

MOST_PLACES = 100_000
"""Places in the tree of roads: some 60 MiB, where rows use them all."""

Road = tuple[TakenOption, ...]


class CachedPath:
    """The end of a road that is in the tree. ``written`` is for whoever writes it out."""

    __slots__ = ("decided", "reasoned", "road", "written")

    def __init__(self, decided: Decided, road: Road) -> None:
        self.decided = decided
        self.road = road
        self.reasoned = (decided, _grounds(road, decided.wanted))
        self.written: Any = None

    @property
    def steps(self) -> tuple[Step, ...]:
        return tuple(taken.step for taken in self.road)


class PathCache:
    """The tree of roads over a machine."""

    def __init__(self, machine: StateMachine, most: int = MOST_PLACES) -> None:
        self.machine = machine
        self.left = most
        key, state = machine.start
        self.start = (key, _Place(self, state, ()))

    def place(self, key: Any, state: Any, road: Road) -> tuple[Any, Any]:
        """The place at the end of this road: where it ends, where it goes on, or where the tree does."""
        self.left -= 1
        if self.left < 0:
            return None, _Onward(key, state, road)
        return (None, CachedPath(state, road)) if key is None else (key, _Place(self, state, road))

    def follow(self, rows: Iterable[Row]) -> Iterator[CachedPath | Undecided]:
        """The end of each row's road. One that the tree has no room for is made anew each time."""
        start_key, start = self.start
        for row in rows:
            key: Any = start_key
            table: Any = start
            try:
                while key is not None:
                    key, table = table[row[key]]
                if table.__class__ is _Onward:
                    end, rest = table.follow(row)
                    table = end if rest is None else CachedPath(end, (*table.road, *rest))
            except LookupError:
                table = table.missing()
            except TypeError:
                table = table.refused("")
            yield table

    def grounds(self, rows: Iterable[Row]) -> Iterator[tuple[Decided | Undecided, tuple[KindReason, ...]]]:
        """What each row comes to, and what its answers say for it, in the order of the road."""
        start_key, start = self.start
        for row in rows:
            key = start_key
            table: Any = start
            try:
                while key is not None:
                    key, table = table[row[key]]
                if table.__class__ is CachedPath:
                    yield table.reasoned
                elif table.__class__ is _Onward:
                    yield table.grounds(row)
                else:
                    yield table, ()
            except LookupError:
                end = table.missing()
                yield end.reasoned if end.__class__ is CachedPath else (end, ())
            except TypeError:
                yield table.refused(""), ()


class _Place(dict[Any, tuple[Any, Any]]):
    """Where a road has come to in the tree: the next place after each answer, as it is written."""

    __slots__ = ("_after", "_known", "_road", "_roads", "_state")

    def __init__(self, roads: PathCache, state: Any, road: Road) -> None:
        super().__init__()
        self._roads = roads
        self._state = state
        self._road = road
        self._after: dict[int, tuple[Any, Any]] = {}
        self._known: CachedPath | None = None

    def __missing__(self, written: Any) -> tuple[Any, Any]:
        key, after, taken = self._state[written]
        if taken is None:
            end = self._end(after)
            if end.__class__ is CachedPath and len(self) < MOST_SPELLINGS:
                self[written] = None, end
            # Wrong answers are not remembered: there is no end to them.
            return None, end
        # The same answer in another spelling leads to the same place.
        found = self._after.get(id(taken))
        if found is None:
            found = self._after[id(taken)] = self._roads.place(key, after, (*self._road, taken))
        if len(self) < MOST_SPELLINGS:
            self[written] = found
        return found

    def missing(self) -> CachedPath | Undecided:
        return self._end(self._state.missing())

    def refused(self, written: Any) -> Undecided:
        refused: Undecided = self._state.refused(written)
        return refused

    def _end(self, end: Decided | Undecided) -> CachedPath | Undecided:
        """Where the road ends here, nothing being added to what it has come to."""
        if isinstance(end, Undecided):
            return end
        if self._known is None:
            self._known = CachedPath(end, self._road)
        return self._known


class _Onward:
    """The place from which a road goes on outside of the tree."""

    __slots__ = ("_key", "_prefixes", "_state", "road")

    def __init__(self, key: Any, state: Any, road: Road) -> None:
        self._key = key
        self._state = state
        self.road = road
        self._prefixes: dict[KindsWanted, tuple[KindReason, ...]] = {}

    def follow(self, row: Row) -> tuple[Any, list[TakenOption] | None]:
        """Where the row comes to, and the rest of its road; None where it comes to no end."""
        key, table = self._key, self._state
        road: list[TakenOption] = []
        try:
            while key is not None:
                key, table, taken = table[row[key]]
                if taken is not None:
                    road.append(taken)
        except LookupError:
            table = table.missing()
        except TypeError:
            return table.refused(""), None
        return (table, road) if table.__class__ is Decided else (table, None)

    def grounds(self, row: Row) -> tuple[Decided | Undecided, tuple[KindReason, ...]]:
        end, rest = self.follow(row)
        if rest is None:
            return end, ()
        wanted = end.wanted
        first = self._prefixes.get(wanted)
        if first is None:
            first = self._prefixes[wanted] = _grounds(self.road, wanted)
        return end, (*first, *chain.from_iterable([taken[wanted] for taken in rest]))


def _grounds(road: Road, wanted: KindsWanted) -> tuple[KindReason, ...]:
    return tuple(chain.from_iterable(taken[wanted] for taken in road))
