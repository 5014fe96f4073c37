"""Whoever waits for the same thing is served at once: the first of them does it for all.

Group commit, as databases do it within themselves: while one transaction goes to disk the next
ones gather, and the disk is waited for once for all of them.
"""

import threading
from collections import deque
from collections.abc import Callable, Hashable, Sequence
from contextlib import AbstractContextManager
from typing import Any


class Turn:
    """One who waits; `gate` opens when they are served, or when they are to serve the others."""

    __slots__ = ("answer", "asked", "error", "gate", "is_served")

    def __init__(self, asked: Any) -> None:
        self.asked = asked
        self.gate = threading.Lock()
        self.gate.acquire()
        self.is_served = False
        self.answer: Any = None
        self.error: BaseException | None = None

    def take(self, answer: Callable[[], Any]) -> None:
        """Keep what `answer` gives, or what it raises, for the one who waits."""
        try:
            self.answer = answer()
        except Exception as error:  # noqa: BLE001  it is raised where it is waited for
            self.error = error


class Gathering:
    """People before one room: the first enters, and serves all who came until the door opened.

    `room` is entered before those who wait are counted. `serve` gives each turn its answer; what it
    raises itself, all of them get. Two of the same `key` are not served together.
    """

    def __init__(
        self,
        room: Callable[[], AbstractContextManager[Any]],
        serve: Callable[[Sequence[Turn]], None],
        key: Callable[[Any], Hashable],
    ) -> None:
        self._room, self._serve, self._key = room, serve, key
        self._mutex = threading.Lock()
        self._waiting: deque[Turn] = deque()
        self._is_led = False

    @property
    def waiting(self) -> int:
        """How many are before the room now."""
        return len(self._waiting)

    def ask(self, asked: Any) -> Any:
        """The answer to `asked`; raises what serving it raised."""
        turn = Turn(asked)
        with self._mutex:
            self._waiting.append(turn)
            leads, self._is_led = not self._is_led, True
        if not leads:
            turn.gate.acquire()
        if not turn.is_served:
            self._lead(turn)
        if turn.error is not None:
            raise turn.error
        return turn.answer

    def _lead(self, leader: Turn) -> None:
        """Serve the first in the queue, who is `leader`, and those who may be served with them."""
        served: Sequence[Turn] = ()
        try:
            with self._room():
                served = self._gathered()
                self._serve(served)
        except BaseException as error:
            served = served or self._gathered()  # the room itself was closed to all of them
            for turn in served:
                turn.error = error
            if not isinstance(error, Exception):
                raise
        finally:
            self._hand_on(leader, served)

    def _gathered(self) -> Sequence[Turn]:
        found: dict[Hashable, Turn] = {}
        with self._mutex:
            while self._waiting and (key := self._key(self._waiting[0].asked)) not in found:
                found[key] = self._waiting.popleft()
        return list(found.values())

    def _hand_on(self, leader: Turn, served: Sequence[Turn]) -> None:
        for turn in served:
            turn.is_served = True
        with self._mutex:
            following = self._waiting[0] if self._waiting else None
            self._is_led = following is not None
        if following:
            following.gate.release()
        for turn in served:
            if turn is not leader:
                turn.gate.release()
