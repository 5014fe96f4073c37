"""The door to an SQLite file: fair, never left locked, never passed twice."""

import sqlite3
import subprocess
import sys
import threading
import time
from pathlib import Path

import pytest

from lms.foundation import door
from lms.foundation.door import Queue
from lms.foundation.sqlite import QueueingConnection


@pytest.fixture
def path(tmp_path: Path) -> str:
    connection = QueueingConnection(str(tmp_path / "lms.sqlite3"))
    connection.begin_writing()
    connection.execute("CREATE TABLE answer (id INTEGER PRIMARY KEY, given TEXT)")
    connection.commit()
    connection.close()
    return str(tmp_path / "lms.sqlite3")


def in_a_thread(work: object) -> threading.Thread:
    thread = threading.Thread(target=work, daemon=True)  # type: ignore[arg-type]
    thread.start()
    return thread


def test_those_who_wait_come_in_in_their_order() -> None:
    queue, came = Queue(), []
    assert queue.acquire(1)

    def come(number: int) -> None:
        queue.acquire(10)
        came.append(number)
        queue.release()

    threads = []
    for number in range(8):
        threads.append(in_a_thread(lambda number=number: come(number)))
        while len(queue._waiting) <= number:  # noqa: SLF001  who waits is seen nowhere else
            time.sleep(0.001)
    queue.release()
    for thread in threads:
        thread.join(10)
    assert came == list(range(8))


def test_who_loses_patience_is_not_waited_for() -> None:
    queue = Queue()
    assert queue.acquire(1)
    assert not queue.acquire(0.01)
    queue.release()
    assert queue.acquire(0)


def test_a_turn_that_comes_as_patience_ends_is_taken() -> None:
    queue = Queue()
    assert queue.acquire(1)

    taken = []

    def come() -> None:
        taken.append(queue.acquire(0.05))

    waiting = in_a_thread(come)
    while not queue._waiting:  # noqa: SLF001
        time.sleep(0.001)
    with queue._mutex:  # noqa: SLF001  patience ends while the queue is being looked at
        time.sleep(0.2)
        queue._waiting.popleft().release()  # noqa: SLF001
    waiting.join(10)
    assert taken == [True]
    assert not queue.acquire(0)


def test_a_thread_that_writes_is_refused_at_once_and_does_not_wait_for_itself(path: str) -> None:
    first, second = QueueingConnection(path), QueueingConnection(path)
    first.begin_writing()
    with pytest.raises(RuntimeError, match="writing already"):
        second.begin_writing()
    first.rollback()
    second.begin_writing()
    second.rollback()


def test_who_waits_too_long_is_told(path: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(door, "PATIENCE", 0.05)
    told: list[str] = []
    first = QueueingConnection(path)
    first.begin_writing()

    def come() -> None:
        with pytest.raises(sqlite3.OperationalError) as refused:
            QueueingConnection(path).begin_writing()
        told.append(str(refused.value))

    in_a_thread(come).join(10)
    assert told == ["database is locked: another writer takes too long"]
    first.rollback()


def test_a_begin_that_fails_opens_the_door_again(path: str) -> None:
    broken = QueueingConnection(path)
    broken.execute("PRAGMA busy_timeout = 0")
    stranger = sqlite3.connect(path, isolation_level=None)  # who does not know of the door
    stranger.execute("BEGIN IMMEDIATE")
    with pytest.raises(sqlite3.OperationalError):
        broken.begin_writing()
    stranger.execute("ROLLBACK")
    broken.begin_writing()
    broken.rollback()
    stranger.close()


def test_closing_in_the_middle_opens_the_door(path: str) -> None:
    gone = QueueingConnection(path)
    gone.begin_writing()
    gone.execute("INSERT INTO answer VALUES (1, 'a')")
    gone.close()
    other = QueueingConnection(path)
    other.begin_writing()
    assert other.execute("SELECT count(*) FROM answer").fetchone() == (0,)
    other.rollback()


def test_a_connection_reads_only_until_it_begins_and_after_it_ends(path: str) -> None:
    connection = QueueingConnection(path)
    insert = "INSERT INTO answer (given) VALUES ('a')"
    for end in (connection.commit, connection.rollback):
        with pytest.raises(sqlite3.OperationalError, match="readonly"):
            connection.execute(insert)
        connection.begin_writing()
        connection.execute(insert)
        end()
    with pytest.raises(sqlite3.OperationalError, match="readonly"):
        connection.execute(insert)


FORKED = """
import os, sys
from lms.foundation.door import door
from lms.foundation.sqlite import QueueingConnection
path = sys.argv[1]
mine = QueueingConnection(path)
mine.begin_writing()
mine.execute("INSERT INTO answer (given) VALUES ('parent')")
child = os.fork()
if child == 0:
    mine._leave(closed=True)  # what the end of a process may do with what it inherited
    os.write(1, b"child waits;")
    door(path).enter()
    os.write(1, b"child is in;")
    os._exit(0)
import time
time.sleep(0.5)
os.write(1, b"parent commits;")
mine.commit()
os.waitpid(child, 0)
"""


def test_a_forked_child_waits_like_any_other_process(path: str) -> None:
    told = subprocess.run(
        [sys.executable, "-c", FORKED, path], capture_output=True, check=True, timeout=60
    )
    assert told.stdout == b"child waits;parent commits;child is in;", told.stderr
