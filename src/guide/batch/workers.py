"""Blocks decided by several processes at once, and handed back in order."""

import multiprocessing
from collections import deque
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import Future, ProcessPoolExecutor
from typing import Protocol

from guide.batch.csv_rows import Tally

Result = tuple[bytes, Tally]


class Decider(Protocol):
    @property
    def head_line(self) -> bytes: ...

    def decide(self, block: bytes) -> Result: ...


def map_ordered(blocks: Iterable[bytes], make: Callable[[], Decider], jobs: int) -> Iterator[Result]:
    """What ``make()`` decides of each block. ``make`` must be picklable; each process calls it once.

    This process is one of them: what it decides itself need not come to it from another.
    """
    own = make()
    if jobs < 2:
        yield from map(own.decide, blocks)
        return
    # Not forked: a forked process would have the locks of our threads as they happened to be.
    context = multiprocessing.get_context("spawn")
    with ProcessPoolExecutor(jobs - 1, context, _begin, (make,)) as pool:
        ahead: deque[Future[Result]] = deque()
        try:
            for block in blocks:
                # One block under work in each process and one waiting for it, and no more are in memory.
                if sum(not future.done() for future in ahead) < 2 * (jobs - 1):
                    ahead.append(pool.submit(_decide, block))
                else:
                    ahead.append(_decided(own, block))
                while ahead and (ahead[0].done() or len(ahead) > 3 * jobs):
                    yield ahead.popleft().result()
            while ahead:
                yield ahead.popleft().result()
        finally:
            for future in ahead:
                future.cancel()


def _decided(decider: Decider, block: bytes) -> Future[Result]:
    future: Future[Result] = Future()
    future.set_result(decider.decide(block))
    return future


_here: list[Decider] = []


def _begin(make: Callable[[], Decider]) -> None:
    _here[:] = [make()]


def _decide(block: bytes) -> Result:
    return _here[0].decide(block)
