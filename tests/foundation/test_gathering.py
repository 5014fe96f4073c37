"""Those who wait for a room are served together, in order, and none is forgotten."""

import threading
from collections.abc import Iterator, Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import contextmanager
from time import sleep

import pytest

from lms.foundation.gathering import Gathering, Turn


class Room:
    """A room that can be kept closed, and remembers whom it served together."""

    def __init__(self) -> None:
        self.is_open = threading.Event()
        self.served: list[list[str]] = []
        self.refusal: Exception | None = None
        self.gathering = Gathering(self.entered, self.serve, key=lambda asked: asked[0])

    @contextmanager
    def entered(self) -> Iterator[None]:
        self.is_open.wait(10)
        if self.refusal:
            raise self.refusal
        yield

    def serve(self, turns: Sequence[Turn]) -> None:
        self.served.append([turn.asked for turn in turns])
        for turn in turns:
            turn.take(lambda asked=turn.asked: asked.upper())  # type: ignore[misc]

    def gather(self, people: ThreadPoolExecutor, *names: str) -> list[Future[str]]:
        """Let them come one after another while the room is closed."""
        coming = []
        for number, name in enumerate(names, 1):
            coming.append(people.submit(self.gathering.ask, name))
            while self.gathering.waiting < number:
                sleep(0.001)
        return coming


@pytest.fixture
def people() -> Iterator[ThreadPoolExecutor]:
    with ThreadPoolExecutor(8) as pool:
        yield pool


def test_all_who_came_until_the_door_opened_are_served_at_once(people: ThreadPoolExecutor) -> None:
    room = Room()
    coming = room.gather(people, "ani", "budi", "cici")
    room.is_open.set()
    assert [each.result(10) for each in coming] == ["ANI", "BUDI", "CICI"]
    assert room.served == [["ani", "budi", "cici"]]
    assert room.gathering.ask("dodi") == "DODI"


def test_two_of_one_key_are_served_one_after_the_other(people: ThreadPoolExecutor) -> None:
    room = Room()
    coming = room.gather(people, "ani", "budi", "agus", "cici")
    room.is_open.set()
    assert [each.result(10) for each in coming] == ["ANI", "BUDI", "AGUS", "CICI"]
    assert room.served == [["ani", "budi"], ["agus", "cici"]]


def test_a_room_that_stays_closed_is_told_to_each_and_then_forgotten(
    people: ThreadPoolExecutor,
) -> None:
    room = Room()
    room.refusal = OSError("the disk is away")
    coming = room.gather(people, "ani", "budi")
    room.is_open.set()
    assert [str(each.exception(10)) for each in coming] == ["the disk is away"] * 2
    room.refusal = None
    assert room.gathering.ask("ani") == "ANI"


def test_nobody_is_forgotten_where_many_come_all_the_time(people: ThreadPoolExecutor) -> None:
    room = Room()
    room.is_open.set()

    def come_often(name: str) -> set[str]:
        return {room.gathering.ask(f"{name}{number}") for number in range(300)}

    found = [people.submit(come_often, name) for name in "abcdefgh"]
    told = set().union(*(each.result(30) for each in found))
    assert told == {f"{name}{number}".upper() for name in "abcdefgh" for number in range(300)}
    assert sum(map(len, room.served)) == len(told)
