"""Blocks decided by several processes at once, with the results in order."""

import multiprocessing
from collections import deque
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import Future, ProcessPoolExecutor
from typing import Protocol

from guide.batch.row_decider import (
    Tally,
)

Result = tuple[bytes, Tally]


class Decider(Protocol):
    """Decides the rows of a file block by block. ``head_line`` is the header to write."""

    @property
    def head_line(self) -> bytes: ...

    def decide(self, block: bytes) -> Result: ...


def map_ordered(blocks: Iterable[bytes], make: Callable[[], Decider], jobs: int) -> Iterator[Result]:
    """Decide blocks in several processes, and yield the results in the order of the blocks.

    This process is one of them, as its own results need not be sent to it.

    Args:
        blocks: The blocks of the file.
        make: Returns a decider. It must be picklable, and is called once in each process.
        jobs: The number of processes.
    """
    decider = make()
    if jobs < 2:
        yield from map(decider.decide, blocks)
        return
    # Not forked, as a forked process would inherit locks that other threads hold.
    context = multiprocessing.get_context("spawn")
    with ProcessPoolExecutor(jobs - 1, context, _begin, (make,)) as pool:
        ahead: deque[Future[Result]] = deque()
        try:
            for block in blocks:
                # In memory there is one block at work in each process and one that waits for it, and no more.
                if sum(not future.done() for future in ahead) < 2 * (jobs - 1):
                    ahead.append(pool.submit(_decide, block))
                else:
                    ahead.append(_decide_here(decider, block))
                while ahead and (ahead[0].done() or len(ahead) > 3 * jobs):
                    yield ahead.popleft().result()
            while ahead:
                yield ahead.popleft().result()
        finally:
            for future in ahead:
                future.cancel()


def _decide_here(decider: Decider, block: bytes) -> Future[Result]:
    future: Future[Result] = Future()
    future.set_result(decider.decide(block))
    return future


_here: list[Decider] = []


def _begin(make: Callable[[], Decider]) -> None:
    _here[:] = [make()]


def _decide(block: bytes) -> Result:
    return _here[0].decide(block)
