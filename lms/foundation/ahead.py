"""Working out the next things while this one is used."""

from collections import deque
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from typing import TypeVar

Result = TypeVar("Result")


def ahead(work: Iterable[Callable[[], Result]], threads: int) -> Iterator[Result]:
    """What each piece of work answers, in their order; so many threads work ahead of the reader.

    It helps where the work waits for another program, or leaves the interpreter to others as
    SQLite does. What a piece raises is raised when its turn comes; no piece begins afterwards.
    """
    waiting: deque[Future[Result]] = deque()
    with ThreadPoolExecutor(threads) as apart:
        try:
            for piece in work:
                waiting.append(apart.submit(piece))
                if len(waiting) > threads:
                    yield waiting.popleft().result()
            while waiting:
                yield waiting.popleft().result()
        finally:
            for each in waiting:
                each.cancel()
