"""Few at a time at work, and nobody kept from it by a slow browser."""

import threading
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from io import BytesIO
from typing import Any

import pytest

from lms.foundation import lending
from lms.web.seats import IN_MEMORY, SEATS, Seats

LARGEST = 3 * IN_MEMORY


class Program:
    """A program that can be held up, and counts who is at work in it."""

    def __init__(self) -> None:
        self.may_answer = threading.Event()
        self.at_work = threading.Semaphore(0)
        self.seats: set[lending.Seat] = set()

    def __call__(self, environ: dict[str, Any], start: Any) -> list[bytes]:
        self.seats.add(lending.here())
        self.at_work.release()
        self.may_answer.wait(10)
        return [environ["wsgi.input"].read()]


class Slow:
    """A browser that sends its first half and then waits."""

    def __init__(self) -> None:
        self.may_go_on = threading.Event()
        self.parts = iter([b"half", b"way"])

    def read(self, _: int) -> bytes:
        part = next(self.parts, b"")
        if part == b"way":
            self.may_go_on.wait(10)
        return part


def asked(body: Any = None, length: int = 0) -> dict[str, Any]:
    return {"CONTENT_LENGTH": str(length) if length else "", "wsgi.input": body or BytesIO()}


@pytest.fixture
def threads() -> Iterator[ThreadPoolExecutor]:
    with ThreadPoolExecutor(SEATS + 3) as pool:
        yield pool


def test_no_more_are_at_work_than_there_are_seats(threads: ThreadPoolExecutor) -> None:
    program = Program()
    site = Seats(program, LARGEST)
    answers = [threads.submit(site, asked(), None) for _ in range(SEATS + 2)]
    for _ in range(SEATS):
        assert program.at_work.acquire(timeout=10)
    assert not program.at_work.acquire(timeout=0.05)
    program.may_answer.set()
    assert [answer.result(10) for answer in answers] == [[b""]] * (SEATS + 2)
    assert len(program.seats) == SEATS


def test_a_browser_that_sends_slowly_takes_no_seat(threads: ThreadPoolExecutor) -> None:
    program, slow = Program(), Slow()
    program.may_answer.set()
    site = Seats(program, LARGEST)
    late = [threads.submit(site, asked(slow, 7), None) for _ in range(1)]
    for _ in range(SEATS):
        assert threads.submit(site, asked(BytesIO(b"quick"), 5), None).result(10) == [b"quick"]
    assert not late[0].done()
    slow.may_go_on.set()
    assert late[0].result(10) == [b"halfway"]


@pytest.mark.parametrize("size", [1, IN_MEMORY, LARGEST])
def test_what_is_sent_comes_whole(size: int) -> None:
    program = Program()
    program.may_answer.set()
    body = bytes(number % 251 for number in range(size))
    assert Seats(program, LARGEST)(asked(BytesIO(body + b"next"), size), None) == [body]


def test_what_is_too_long_is_left_for_flask_to_refuse() -> None:
    program, body = Program(), BytesIO(b"x" * 9)
    program.may_answer.set()
    environ = asked(body, LARGEST + 1)
    Seats(program, LARGEST)(environ, None)
    assert environ["wsgi.input"] is body


def test_what_comes_slowly_in_chunks_takes_no_seat(threads: ThreadPoolExecutor) -> None:
    program, slow = Program(), Slow()
    program.may_answer.set()
    site = Seats(program, LARGEST)
    in_chunks = asked(slow) | {"HTTP_TRANSFER_ENCODING": "chunked"}
    late = threads.submit(site, in_chunks, None)
    assert not program.at_work.acquire(timeout=0.05)
    slow.may_go_on.set()
    assert late.result(10) == [b"halfway"]


@pytest.mark.parametrize("length", ["0" * 19 + "1" + "9" * 9, "9" * 5000])
def test_a_length_written_to_deceive_is_not_received(length: str) -> None:
    program, body = Program(), BytesIO(b"x" * (LARGEST + 9))
    program.may_answer.set()
    environ = asked(body) | {"CONTENT_LENGTH": length}
    Seats(program, LARGEST)(environ, None)
    assert environ["wsgi.input"] is body


def test_a_program_that_fails_leaves_its_seat() -> None:
    def fail(_: Any, __: Any) -> list[bytes]:
        raise OSError("away")

    site = Seats(fail, LARGEST)
    for _ in range(SEATS + 1):
        with pytest.raises(OSError, match="away"):
            site(asked(), None)
