"""Blocks decided by several processes at once, and handed back in order."""

import multiprocessing
from collections import deque
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import Future, ProcessPoolExecutor
from typing import Protocol

from guide.batch.table import Tally

Result = tuple[bytes, Tally]


class Decider(Protocol):
    @property
    def head_line(self) -> bytes: ...

    def decide(self, block: bytes) -> Result: ...


def in_order(blocks: Iterable[bytes], make: Callable[[], Decider], jobs: int) -> Iterator[Result]:
    """What ``make()`` decides of each block. ``make`` must be picklable; each process calls it once."""
    if jobs < 2:
        decider = make()
        yield from map(decider.decide, blocks)
        return
    # Not forked: a forked process would have the locks of our threads as they happened to be.
    context = multiprocessing.get_context("spawn")
    with ProcessPoolExecutor(jobs, context, _begin, (make,)) as pool:
        ahead: deque[Future[Result]] = deque()
        try:
            for block in blocks:
                ahead.append(pool.submit(_decide, block))
                # Enough that no process waits, and no more: the blocks ahead are all in memory.
                if len(ahead) > jobs + 1:
                    yield ahead.popleft().result()
            while ahead:
                yield ahead.popleft().result()
        finally:
            for future in ahead:
                future.cancel()


_here: list[Decider] = []


def _begin(make: Callable[[], Decider]) -> None:
    _here[:] = [make()]


def _decide(block: bytes) -> Result:
    return _here[0].decide(block)
