"""The reference of `answer_save`: one upserted answer a commit, with the bare driver."""

import sqlite3
import sys
from itertools import count
from pathlib import Path

from bench.alone import work

PEOPLE, PLACES = 64, 12
TABLE = """
    CREATE TABLE answer (
        attempt TEXT, place INTEGER, device TEXT, counter INTEGER, value TEXT, saved_at TEXT,
        PRIMARY KEY (attempt, place, device)
    )
"""
UPSERT = """
    INSERT INTO answer VALUES (?, ?, ?, ?, ?, ?)
    ON CONFLICT (attempt, place, device) DO UPDATE
    SET counter = excluded.counter, value = excluded.value, saved_at = excluded.saved_at
    WHERE counter < excluded.counter
"""


def main(folder: Path, seconds: float) -> None:
    path = folder / "commits.sqlite3"
    path.unlink(missing_ok=True)
    connection = sqlite3.connect(path, isolation_level=None)
    connection.executescript("PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL;" + TABLE)
    numbers = count(1)

    def once() -> None:
        number = next(numbers)
        attempt = f"0197f5c2-5d5e-7a31-9c40-{number % PEOPLE:012d}"
        value = '{"answer": "2", "unsure": false}'
        saved_at = "2026-11-22 03:12:05.000000"
        answer = (attempt, number // PEOPLE % PLACES, "laptop", number, value, saved_at)
        connection.execute("BEGIN IMMEDIATE")
        connection.execute(UPSERT, answer)
        connection.execute("COMMIT")

    work(once, seconds)
    connection.close()


if __name__ == "__main__":
    main(Path(sys.argv[1]), float(sys.argv[2]))
