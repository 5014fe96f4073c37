"""What the pages of the bank may ask of the database, and how long a search takes."""

import time
from statistics import quantiles

import pytest
from sqlalchemy import insert

from banks import FIRST, SUPPLY, At, Draw
from cast import Cast
from lms.bank import queries
from lms.bank.queries import Wish
from lms.catalog.models import QuestionPlace
from lms.foundation.database import db, transaction
from statements import statements

COPIED = [column.name for column in QuestionPlace.__table__.columns if column.name != "key"]
WORDS = "layanan warga berkas pegawai wewenang keputusan laporan anggaran".split()


def grow(number: int) -> None:
    """As many questions more, alike but for their words and levels."""
    one = db.session.get_one(QuestionPlace, "bank#bank-001")
    held = {name: getattr(one, name) for name in COPIED}
    rows = [
        held | {"key": f"bank#tiruan-{n}", "level": n % 5 + 1, "text": f"{_text(n)} {held['text']}"}
        for n in range(number)
    ]
    with transaction():
        db.session.execute(insert(QuestionPlace), rows)


def _text(number: int) -> str:
    return " ".join(WORDS[(number // 8**place) % 8] for place in range(5)) * 8


def test_pages_ask_no_more_as_rows_grow(at: At, cast: Cast, draw: Draw) -> None:
    reader = at(cast.wati)
    pages = {"/bank?q=soal&level=1": 14, FIRST: 12, SUPPLY: 8}
    for page, most in pages.items():
        reader.get(page)
        with statements() as asked:
            assert reader.get(page).status_code == 200
        asked.at_most(most)
        pages[page] = len(asked)
    grow(60)
    for page, before in pages.items():
        with statements() as asked:
            reader.get(page)
        assert len(asked) == before, page


@pytest.mark.parametrize("engine_url", ["sqlite"], indirect=True)
def test_a_search_of_twenty_thousand_is_fast(at: At, cast: Cast, draw: Draw) -> None:
    grow(20_000)
    reach, spent = queries.reach_of(cast.wati.id), []
    for number in range(20):
        wish = Wish(words=f"warga {WORDS[number % 8]}", level=number % 5 + 1, sort="heading")
        began = time.perf_counter()
        assert queries.sums(reach, wish).found > 100
        assert len(queries.questions(reach, wish, 2)) == queries.PAGE
        spent.append(time.perf_counter() - began)
    assert quantiles(spent, n=100)[98] < 0.5, "a tenth of a second on a quiet machine"
