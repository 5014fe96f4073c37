"""The next thing is worked out while this one is used."""

import threading

import pytest

from lms.foundation.ahead import ahead

PATIENCE = 20  # seconds


def test_results_come_in_order_while_the_next_is_worked_out() -> None:
    begun = [threading.Event() for _ in range(3)]

    def work(number: int) -> int:
        begun[number].set()
        return number

    results = ahead((lambda it=number: work(it) for number in range(3)), 1)  # type: ignore[misc]  # a default has no type
    assert next(results) == 0
    assert begun[1].wait(PATIENCE)  # before anybody asks for it
    assert list(results) == [1, 2]
    assert list(ahead([], 1)) == []


def test_what_a_piece_raises_comes_in_its_turn_and_ends_the_work() -> None:
    done = []

    def stumble() -> int:
        raise ZeroDivisionError

    results = ahead([lambda: 1, stumble, lambda: done.append(3) or 3], 1)
    assert next(results) == 1
    with pytest.raises(ZeroDivisionError):
        next(results)
    assert list(results) == []


def test_who_stops_listening_leaves_no_work_behind() -> None:
    before = threading.active_count()
    results = ahead((lambda: 1 for _ in range(1000)), 2)
    assert next(results) == 1
    results.close()
    assert threading.active_count() == before


def test_two_threads_work_at_once_and_the_order_stays() -> None:
    both = threading.Barrier(2, timeout=PATIENCE)

    def meet(number: int) -> int:
        both.wait()  # nobody gets through alone
        return number

    assert list(ahead((lambda it=number: meet(it) for number in range(4)), 2)) == [0, 1, 2, 3]  # type: ignore[misc]  # a default has no type
