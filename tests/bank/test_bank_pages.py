"""The bank in the browser: the list, one question, what was decided of it, and who may."""

import re

import pytest

from banks import FIRST, SUPPLY, At, Draw, let
from cast import Cast
from courses import SLUG
from folders import BANK
from lms.foundation.database import db
from lms.identity.models import Role

SQLITE = pytest.mark.parametrize("engine_url", ["sqlite"], indirect=True)
LIST = ("/bank", "/bank/blueprint", SUPPLY, FIRST, f"{FIRST}/differences", f"{FIRST}/stop")


def names(page: str) -> list[str]:
    return re.findall(r'class="main" href="/bank/questions/[^/]+/([^"]+)">', page)


@SQLITE
def test_it_is_closed_to_who_works_with_no_questions(at: At, cast: Cast, draw: Draw) -> None:
    for who in ("rani", "yusuf", "siti", "amin", "murni"):
        reader = at(cast.people[who])
        assert [reader.get(path).status_code for path in LIST] == [403] * len(LIST), who
        assert reader.post(f"{FIRST}/stop", reason="Karena").status_code == 403
        assert "Bank soal" not in reader.get("/desk").text
    assert "hanya dibuka bagi pengajar" in at(cast.rani).get("/bank").text


@SQLITE
def test_another_agencys_questions_are_not_there(at: At, cast: Cast, draw: Draw) -> None:
    let(cast.murni, Role.TRAINER, cast.city)
    let(cast.lestari, Role.TRAINER, cast.city, SLUG)  # of a course that the city does not own
    for someone in (cast.murni, cast.lestari):
        reader = at(someone)
        assert "Bank soal masih kosong" in reader.get("/bank").text
        assert [reader.get(path).status_code for path in LIST[2:]] == [404] * 4


def test_a_course_leads_to_what_it_draws_but_its_bank_is_not_its_own(
    at: At, cast: Cast, draw: Draw
) -> None:
    let(cast.nurul, Role.REVIEWER, cast.province, SLUG)
    reader = at(cast.nurul)
    assert names(reader.get("/bank").text) == [f"bank-00{n}" for n in range(1, 6)]
    assert "Soal ini milik instansi lain" in reader.get(FIRST).text
    refused = reader.post(f"{FIRST}/stop", reason="Karena")
    assert refused.status_code == 403
    assert "Mintalah kepada pengajar" in refused.text


def test_the_list_is_narrowed_and_sorted_by_its_address(at: At, cast: Cast, draw: Draw) -> None:
    draw(BANK.replace("Soal 2 tentang", "Layanan <b>publík</b> tentang"))
    reader = at(cast.wati)
    assert "/bank" in reader.get("/desk").text

    def found(query: str) -> list[str]:
        return [it[-3:] for it in names(reader.get(f"/bank?{query}").text)]

    assert found("") == ["001", "002", "003", "004", "005"]
    assert found("q=PUBLIK+tingkat") == ["002"]
    assert found("q=bank-003") == ["003"]
    assert found("q=100%25") == []
    assert found("level=2&topic=data") == ["005"]
    assert found("competency=M.5&type=truefalse&sort=topic") == ["005", "001", "002", "003", "004"]
    assert found("sort=key&desc=1") == ["005", "004", "003", "002", "001"]
    assert found("type=single") == []
    assert (
        found("where=bank:loket&level=1") == found(f"where={SLUG}&level=1") == ["001", "002", "003"]
    )
    assert found("where=-") == []
    reader.post(f"{FIRST}/retire", reason="Usang")
    reader.post("/bank/questions/bank/bank-002/stop", reason="Diperiksa")
    assert found("") == ["002", "003", "004", "005"]
    assert (found("state=retired"), found("state=stopped")) == (["001"], ["002"])
    assert found("state=all&page=99") == ["001", "002", "003", "004", "005"]
    for query, sums in {
        "": "4 1 1",
        "state=retired": "1 1 1",
        "state=all&level=2": "2 0 0",
    }.items():
        assert re.findall(r"<dd[^>]*>(?:<a[^>]*>)?(\d+)", reader.get(f"/bank?{query}").text) == (
            sums.split()
        )
    page = reader.get("/bank?q=soal&state=all&sort=heading").text
    assert 'aria-sort="ascending"' in page
    assert "soal berisi “soal”" in page
    assert reader.get("/bank?q=zzz").text.count("Tidak ada soal yang cocok") == 1
    for unknown in ("state=lain", "sort=lain"):
        assert reader.get(f"/bank?{unknown}").status_code == 404


def test_a_question_is_shown_as_learners_meet_it_with_its_history(
    at: At, cast: Cast, draw: Draw
) -> None:
    reader = at(cast.wati)
    page = reader.get(FIRST).text
    assert 'type="radio" id="pilihan-1" name="answer" value="1"' in page
    assert "Jawaban benar</span>" in page
    assert "Tidak dijawab" not in page
    assert "Baris blueprint: M.5, jenjang 1" in page
    assert "Bandingkan dua versi" not in page
    draw(
        BANK.replace(
            "- [x] Benar\n  > Tepat.\n- [ ] Salah", "- [ ] Benar\n  > Cermat.\n- [x] Salah", 1
        )
    )
    assert "versi lama" not in reader.get(FIRST).text
    told = reader.get(f"{FIRST}/differences").text
    assert re.findall(r'id="bagian-\d">([^<]+)<', told) == ["Kunci", "Umpan balik"]
    assert "Cermat." in told
    assert "sama dalam semua bagiannya" in reader.get(f"{FIRST}/differences?from=2&to=2").text
    assert reader.get(f"{FIRST}/differences?from=1&to=9").status_code == 404
    assert reader.get("/bank/questions/bank/tiada").status_code == 404


def test_a_stop_asks_for_a_reason_and_is_told(at: At, cast: Cast, draw: Draw) -> None:
    reader = at(cast.wati)
    assert "Hentikan soal ini?" in reader.get(f"{FIRST}/stop").text
    refused = reader.post(f"{FIRST}/stop", reason=" ")
    assert refused.status_code == 422
    assert "Alasan" in refused.text
    answer = reader.post(f"{FIRST}/stop", reason="Kuncinya <diragukan>")
    assert answer.status_code == 302
    page = reader.get(FIRST).text
    assert page.count("Kuncinya &lt;diragukan&gt;") == 2
    assert "Wati Kusuma" in page
    assert reader.post(f"{FIRST}/stop", reason="Lagi").status_code == 409
    assert reader.get(f"{FIRST}/lain").status_code == 404
    supply = reader.get(SUPPLY).text
    assert "M.5, jenjang 1" in supply
    assert "Pengerjaan kedua mungkin mengulang" in supply
    for number in (2, 3):
        reader.post(f"/bank/questions/bank/bank-00{number}/stop", reason="Sama")
    assert "Pengerjaan baru dapat kekurangan 1 soal" in reader.get(SUPPLY).text
    assert "Kurang 1 soal" in reader.get("/bank/blueprint").text
    assert reader.post(f"{FIRST}/allow", reason="Kuncinya benar").status_code == 302
    assert "Setiap pengerjaan mendapat 2 soal" in reader.get(SUPPLY).text
    assert reader.get(f"/bank/blueprint/{SLUG}/tiada").status_code == 404
    db.session.rollback()
