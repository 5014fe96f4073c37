"""`lms questions import` and `export` on a site, and that no question of a file is ever lost."""

import json
from pathlib import Path
from time import monotonic

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import func, select

from cast import Cast
from cli.conftest import Lms
from cli.conftest import lms as lms  # noqa: PLC0414  the fixture
from exchange.test_gift import AIKEN, EXAMPLES
from exchange.test_moodle import ONE, question, quiz
from lms.catalog.models import QuestionPlace, QuestionVersion
from lms.catalog.reading import read_bank
from lms.exchange import exporting
from lms.exchange.checking import Defaults, check
from lms.exchange.planning import SKIPPED
from lms.exchange.readers import aiken, gift, moodle
from lms.foundation.database import db

pytestmark = pytest.mark.parametrize("engine_url", ["sqlite"], indirect=True)


@pytest.fixture
def soal(tmp_path: Path) -> Path:
    path = tmp_path / "soal.gift"
    path.write_text(EXAMPLES)
    return path


def bank() -> dict[str, QuestionVersion]:
    db.session.rollback()
    wanted = select(QuestionVersion).join(
        QuestionPlace, QuestionPlace.digest == QuestionVersion.digest
    )
    return {each.key: each for each in db.session.scalars(wanted)}


def test_a_file_is_imported_once_and_every_question_is_told(
    lms: Lms, cast: Cast, soal: Path
) -> None:
    words = ("questions", "import", soal, "--topic", "sejarah", "--agency", "5500", "--json")
    dry = lms(*words, "--dry-run", "--level", 3)
    assert (dry.exit_code, bank()) == (0, {})
    done = lms(*words, "--level", 3)
    assert done.exit_code == 0, done.output
    lines = json.loads(done.stdout)
    assert [set(line) for line in lines] == [{"source", "type", "status", "reason"}] * 15
    assert json.loads(dry.stdout) == lines
    found = bank()
    assert len(found) == sum(line["status"] == "imported" for line in lines)
    assert all(line["reason"] for line in lines if line["status"] == SKIPPED)
    grant = found["bank#grant-tomb"]
    assert (grant.competency_code, grant.level, grant.topic) == ("M.5", 2, "sejarah")
    assert {version.level for version in found.values()} == {2, 3}

    again = lms(*words, "--level", 3)
    assert not [line for line in json.loads(again.stdout) if line["status"] == "imported"]
    assert "Sama dengan yang ada di bank, topik sejarah." in again.stdout
    assert bank().keys() == found.keys()


def test_what_stands_in_a_topic_stays_and_a_taken_identifier_gets_another(
    lms: Lms, cast: Cast, tmp_path: Path
) -> None:
    path = tmp_path / "a.txt"
    words = ("questions", "import", path, "--topic", "loket", "--agency", "5500")
    path.write_text("::satu::Apa? {=a ~b}\n\n::satu::Siapa? {=a ~b}\n")
    assert lms(*words, "--title", "Loket").exit_code == 0
    path.write_text("::satu::Mengapa? {=a ~b}\n\n::dua::Apa? {=a ~b}\n")
    assert "Pengenal satu sudah dipakai; menjadi satu-" in lms(*words).stdout
    found = bank()
    assert {"bank#satu", "bank#dua"} < found.keys()
    assert len(found) == 4
    done = exporting.topic("loket", "markdown")
    reading = read_bank("loket", done.content)
    assert not reading.mistakes
    assert {f"bank#{each.identifier}" for each in reading.bank[0].questions} == found.keys()


def test_a_topic_goes_out_and_comes_back_the_same(lms: Lms, cast: Cast, soal: Path) -> None:
    words = ("questions", "import", soal, "--topic", "sejarah", "--agency", "5500")
    assert lms(*words).exit_code == 0
    for form in ("gift", "moodle-xml", "qti"):
        out = soal.with_suffix(f".{form}")
        assert (
            lms(
                *("questions", "export", "--topic", "sejarah", "--format", form, "-o", out)
            ).exit_code
            == 0
        )
        back = lms("questions", "import", out, "--topic", "sejarah", "--json")
        assert {line["status"] for line in json.loads(back.stdout)} == {SKIPPED}, back.stdout
        assert "Sama dengan yang ada" in json.loads(back.stdout)[0]["reason"]


def test_wrong_usage_and_what_cannot_be_read_are_one_sentence(
    lms: Lms, cast: Cast, tmp_path: Path
) -> None:
    path = tmp_path / "a.txt"
    path.write_text("Rusak? {=a")
    importing = ("questions", "import", path)
    assert lms(*importing).exit_code == 2
    assert lms(*importing, "--topic", "A B").exit_code == 2
    assert lms(*importing, "--topic", "a").exit_code == 2, "two agencies, and none is named"
    assert lms(*importing, "--topic", "a", "--agency", "5500").exit_code == 1
    path.write_text("Halo")
    refused = lms(*importing, "--dry-run")
    assert (refused.exit_code, "tidak dikenali" in str(refused.exception)) == (1, True)
    assert lms("questions", "export").exit_code == 2
    assert lms("questions", "export", "--topic", "tidak-ada").exit_code == 1
    unknown = lms(*importing, "--dry-run", "--format", "gift", "--competency", "M.99")
    assert unknown.exit_code == 1


XML = quiz(*(question("multichoice", ONE) for _ in range(3)))
WHOLE = {"gift": EXAMPLES.encode(), "aiken": AIKEN.encode(), "moodle-xml": XML}
READ = {"gift": gift.read, "aiken": aiken.read, "moodle-xml": moodle.read}


@pytest.mark.parametrize("form", WHOLE)
def test_whatever_a_file_holds_each_question_is_imported_or_told(
    engine_url: str, form: str
) -> None:
    """A few bytes are cut out or put in anywhere; no question may vanish or raise."""

    @settings(max_examples=25, deadline=None, suppress_health_check=list(HealthCheck))
    @given(st.integers(0, len(WHOLE[form])), st.integers(0, 40), st.binary(max_size=4))
    def mangle(start: int, length: int, put: bytes) -> None:
        content = WHOLE[form][:start] + put + WHOLE[form][start + length :]
        try:
            found = list(READ[form](content))
        except Exception as error:  # noqa: BLE001  looked at below
            assert type(error).__name__ == "Invalid", error  # noqa: PT017
            return
        checked = list(check(found, Defaults(), own_rule=True))
        assert len(checked) == len(found)
        assert all(each.question or str(each.reason) for each in checked)
        if form == "moodle-xml":
            assert len(found) >= content.count(b"<question ") - content.count(b'"category"')

    mangle()


def test_many_questions_are_read_in_a_moment(engine_url: str, cast: Cast) -> None:
    """5,000 took 28 s where this was written; 150 here, so that a slow way in is noticed early."""
    text = "\n\n".join(
        f"Berapa <b>lama</b> layanan {n}? {{=Tiga hari {n} #Benar. ~Satu jam {n} #Terlalu cepat.}}"
        for n in range(150)
    )
    started = monotonic()
    checked = list(check(list(gift.read(text.encode())), Defaults(), own_rule=False))
    assert all(each.question for each in checked)
    assert monotonic() - started < 6
    db.session.rollback()
    assert db.session.scalar(select(func.count()).select_from(QuestionPlace)) == 0
