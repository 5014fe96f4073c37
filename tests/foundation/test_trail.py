"""The trail of acts is sealed into a chain: what is changed afterwards is named."""

from collections.abc import Callable
from datetime import timedelta
from threading import Event, Thread

import pytest
from click.testing import CliRunner, Result
from flask import Flask
from sqlalchemy import select, text
from sqlalchemy.exc import DBAPIError

from lms.cli.trail import audit as command
from lms.foundation import clock, trail
from lms.foundation.audit import AuditEntry, audit
from lms.foundation.database import db, transaction
from lms.foundation.doctor import Level, examine
from lms.foundation.trail import AuditSeal, seal_trail, walk
from lms.foundation.trail.seals import FIRST, between, chained, leaf

KEPT = ("entry", "seal")


def act(count: int = 1) -> None:
    with transaction():
        for number in range(count):
            audit("read", "law", number, actor_id=1, letter="Nomor 5/2026 – “é”", weight=0.5)


def seals() -> list[tuple[int, int, int]]:
    found = db.session.scalars(select(AuditSeal).order_by(AuditSeal.number))
    return [(each.number, each.last_id, each.count) for each in found]


def forge(statement: str) -> None:
    """As somebody who owns the database would, past its triggers."""
    past = ["SET LOCAL session_replication_role = replica"]
    if db.engine.dialect.name == "sqlite":
        names = [f"audit_{table}_no_{verb}" for table in KEPT for verb in ("update", "delete")]
        past = [f"DROP TRIGGER IF EXISTS {name}" for name in names]
    with transaction():
        for each in (*past, statement):
            db.session.execute(text(each))


@pytest.fixture
def lms(app: Flask, monkeypatch: pytest.MonkeyPatch) -> Callable[..., Result]:
    monkeypatch.setattr("lms.app.create_app", lambda: app)

    def run(*words: str) -> Result:
        db.session.remove()  # the command closes all connections behind it
        return CliRunner().invoke(command, words)

    return run


def test_what_was_committed_is_sealed_once_in_its_order(app: Flask) -> None:
    seal_trail()
    assert seals() == []
    act(5)
    seal_trail(most=2)
    seal_trail()
    act(1)
    seal_trail()
    assert seals() == [(1, 2, 2), (2, 4, 2), (3, 5, 1), (4, 6, 1)]
    told = walk()
    assert (told.seals, told.rows, told.unsealed, told.fault) == (4, 6, 0, None)
    act()
    assert walk().unsealed == 1


INSERT = (
    "INSERT INTO audit_entry (id, at, verb, subject_kind, subject_id, detail) "
    "VALUES ({id}, '2026-11-01 00:00:00', 'granted', 'person', '1', '{{}}')"
)
FORGERIES = {
    "UPDATE audit_entry SET actor_id = 2 WHERE id >= 4": "Baris 4 diubah sesudah disegel (segel 2)",
    "UPDATE audit_entry SET detail = '{}' WHERE id = 1": "Baris 1 diubah sesudah disegel (segel 1)",
    "DELETE FROM audit_entry WHERE id = 3": "Baris 3 dihapus sesudah disegel (segel 2)",
    INSERT.format(id=0): "Baris 0 disisipkan sesudah disegel (segel 1)",
    "UPDATE audit_seal SET count = 9 WHERE number = 2": "Segel 2 sendiri diubah",
    "DELETE FROM audit_seal WHERE number = 2": "Segel 2 hilang",
}


@pytest.mark.parametrize("forgery", FORGERIES)
def test_the_first_row_that_is_not_as_it_was_is_named(
    lms: Callable[..., Result], forgery: str
) -> None:
    act(6)
    seal_trail(most=2)
    assert lms("verify").exit_code == 0
    forge(forgery)
    fault = walk().fault
    assert fault is not None
    assert FORGERIES[forgery] in str(fault)
    assert lms("verify").exit_code == 1


def test_a_head_that_was_kept_elsewhere_shows_a_chain_cut_off_or_made_anew(
    lms: Callable[..., Result],
) -> None:
    assert "Belum ada segel" in str(lms("head").exception)
    act(4)
    seal_trail(most=2)
    kept = lms("head").stdout.strip()
    assert lms("verify", "--head", kept).exit_code == 0
    assert "0 baris, 0 segel" in lms("verify", "--since", "2100-01-01").stdout
    assert "4 baris, 2 segel" in lms("verify", "--since", "2020-01-01").stdout
    assert "Tulis kepala rantai" in str(lms("verify", "--head", "2").exception)
    forge("DELETE FROM audit_seal WHERE number = 2")
    assert lms("verify").exit_code == 0  # a shorter chain is a chain
    assert "tidak ada" in str(lms("verify", "--head", kept).exception)
    forge("UPDATE audit_entry SET verb = 'wrote' WHERE id = 4")
    seal_trail()
    assert "bukan yang tercatat" in str(lms("verify", "--head", kept).exception)


def test_a_seal_that_was_made_anew_breaks_the_one_behind_it(app: Flask) -> None:
    act(4)
    seal_trail(most=2)
    forge("UPDATE audit_entry SET actor_id = 2 WHERE id = 1")
    leaves = [(each[0], leaf(each)) for each in between(None, 2)]
    made = chained(db.session.get_one(AuditSeal, 1), FIRST, leaves)
    forge(f"UPDATE audit_seal SET hash = '{made}' WHERE number = 1")  # noqa: S608  our own text
    assert "Segel 2 sendiri diubah" in str(walk().fault)


def test_the_database_refuses_to_change_a_seal(app: Flask) -> None:
    act()
    seal_trail()
    with pytest.raises(DBAPIError, match="is never rewritten"), transaction():
        db.session.execute(text("UPDATE audit_seal SET count = 0"))


@pytest.mark.parametrize("engine_url", ["postgresql"], indirect=True)
def test_a_row_that_is_committed_late_is_waited_for_and_no_writer_waits(app: Flask) -> None:
    begun, may_end = Event(), Event()

    def write_slowly() -> None:
        with app.app_context(), transaction():
            audit("read", "law", "slow", actor_id=1)
            db.session.flush()
            begun.set()
            may_end.wait(20)

    writer = Thread(target=write_slowly)
    writer.start()
    assert begun.wait(20)
    act(2)  # with higher numbers, committed before it
    seal_trail(patience=0.1)
    assert seals() == []  # it may still come, so nothing above it is sealed
    sealer = Thread(target=lambda: _seal_within(app))
    sealer.start()
    act(1)  # while the sealer waits
    may_end.set()
    writer.join(20)
    sealer.join(20)
    seal_trail()
    told = walk()
    assert (told.rows, told.unsealed, told.fault) == (4, 0, None)
    assert db.session.scalar(select(AuditEntry.subject_id).order_by(AuditEntry.id)) == "slow"


def _seal_within(app: Flask) -> None:
    with app.app_context():
        seal_trail()


def test_two_sealers_make_one_chain_beside_writers(app: Flask) -> None:
    def work(what: Callable[[], None]) -> None:
        with app.app_context():
            for _ in range(15):
                what()

    sealers = [Thread(target=work, args=(lambda: seal_trail(most=3),)) for _ in range(2)]
    threads = sealers + [Thread(target=work, args=(act,)) for _ in range(2)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(60)
    seal_trail()
    told = walk()
    assert (told.rows, told.unsealed, told.fault) == (30, 0, None)


@pytest.mark.parametrize("engine_url", ["sqlite"], indirect=True)
def test_the_doctor_warns_when_sealing_is_a_day_behind(app: Flask) -> None:
    def warned() -> bool:
        return any(it.subject == "audit" and it.level is Level.WARN for it in examine())

    act()
    assert not warned()
    with clock.at(clock.now() + timedelta(days=2)):
        assert warned()
        seal_trail()
        assert not warned()
    assert trail.unsealed_since() is None
