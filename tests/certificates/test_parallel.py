"""Processes that issue at once, some of them killed, leave numbers without gap or double."""

import subprocess
import sys
from datetime import date, timedelta
from pathlib import Path
from uuid import UUID

import pytest
from sqlalchemy import select

from awards import certificates
from cast import Cast, Someone
from databases import settings_for
from lms.certificates import queries
from lms.certificates.actions import Grounds, issue
from lms.certificates.models import CertificateCounter
from lms.foundation.database import db, transaction
from lms.records.models import Completion
from registers import Register
from sites import ROOT, Home

DAY = date(2026, 1, 5)
Load = tuple[int, int, int]  # processes, those of them that are killed, certificates of each
SMALL, FULL = (3, 1, 12), (8, 2, 250)


def fill(register: Register, someone: Someone, count: int) -> list[UUID]:
    with transaction():
        days = (DAY + timedelta(days=number % 300) for number in range(count))
        return [register._add(someone, day, 4, "Naskah Dinas", 16) for day in days]  # noqa: SLF001


def start(home: Home, by: int, share: list[UUID]) -> subprocess.Popen[str]:
    return subprocess.Popen(
        [sys.executable, "tests/issuing.py", str(by), *map(str, share)],
        cwd=ROOT,
        env=home.environment | {"PYTHONPATH": f"{ROOT}:{ROOT / 'tests'}"},
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
    )


def let_go(process: subprocess.Popen[str]) -> None:
    assert process.stdin
    process.stdin.write("\n")
    process.stdin.flush()


def kill_midway(process: subprocess.Popen[str], share: int) -> None:
    """After a third of its share, wherever it is by then."""
    assert process.stdout
    for _ in range(share // 3):
        process.stdout.readline()
    process.kill()
    process.communicate()


@pytest.mark.usefixtures("rules")
@pytest.mark.parametrize("load", [SMALL, pytest.param(FULL, marks=pytest.mark.deep)])
def test_numbers_have_no_gap_and_no_double(
    cast: Cast, register: Register, tmp_path: Path, load: Load
) -> None:
    processes, killed, share = load
    ids = fill(register, cast.rani, processes * share)
    settings = settings_for(db.engine.url.render_as_string(hide_password=False), tmp_path)
    home = Home(settings.home, settings.database)
    # Each begins with a share of its own and ends with its neighbour's: some are asked for twice.
    shares = [ids[at * share :][:share] for at in range(processes)]
    twice = [own + shares[at - 1] for at, own in enumerate(shares)]
    started = [start(home, cast.hendra.id, own) for own in twice]
    for process in started:
        assert process.stdout
        assert process.stdout.readline() == "ready\n"
    for process in started:
        let_go(process)
    for process in started[:killed]:
        kill_midway(process, share)
    for process in started[killed:]:
        process.communicate(timeout=600)
        assert process.returncode == 0
    with transaction():  # what the killed ones have left, a minute later
        for each in ids:
            issue(db.session.get_one(Completion, each), Grounds(by=cast.hendra.id))
    found = certificates()
    assert sorted(each.sequence for each in found) == list(range(1, len(ids) + 1))
    assert {each.completion_id for each in found} == set(ids)
    assert len({each.number for each in found}) == len({each.code for each in found}) == len(ids)
    assert db.session.scalars(select(CertificateCounter.value)).all() == [len(ids)]
    assert all(queries.status_of(each.id) == "issued" for each in found)


def test_what_is_undone_gives_its_number_back(cast: Cast, register: Register, rules: None) -> None:
    first, second = fill(register, cast.rani, 2)

    def issue_and_fail() -> None:
        with transaction():
            issue(db.session.get_one(Completion, first), Grounds())
            raise ArithmeticError

    with pytest.raises(ArithmeticError):
        issue_and_fail()
    with transaction():
        assert issue(db.session.get_one(Completion, second), Grounds()).sequence == 1
