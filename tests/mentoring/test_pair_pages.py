"""The pages of pairs: who opens what, how people are found, what each side may press."""

import re
from collections.abc import Callable

import pytest
from flask import Flask

from cast import Cast, Someone
from essays import Mentor, Reader, pair_up
from lms.foundation import clock
from lms.foundation.database import db, transaction
from lms.identity.models import Person
from lms.mentoring import queries
from lms.mentoring.models import Proposer
from matches import HALF_A_YEAR, accept, ask, standing
from statements import statements

At = Callable[[Someone], Reader]
SQLITE = pytest.mark.parametrize("engine_url", ["sqlite"], indirect=True)
FORM = {"goals": "Menulis memo"}
ACTS = ("acceptance", "refusal", "withdrawal", "end")


@pytest.fixture
def at(app: Flask, cast: Cast) -> At:
    return lambda someone: Reader(app.test_client(), someone)


def days() -> dict[str, str]:
    today = clock.today()
    return {"since": today.isoformat(), "last": (today + HALF_A_YEAR).isoformat()}


def names(page: str) -> list[str]:
    return re.findall(r'class="main" href="[^"]+">([^<]+)</a>', page)


@SQLITE
@pytest.mark.parametrize("who", ["rani", "hendra", "wati", "siti", "amin", "lestari", "murni"])
def test_the_list_is_closed_to_who_oversees_nobody(at: At, cast: Cast, who: str) -> None:
    reader = at(cast.people[who])
    for path in ("/mentoring/pairs", "/mentoring/pairs/new?role=office"):
        refused = reader.get(path)
        assert refused.status_code == 403
        assert "hanya dibuka bagi penyelenggara" in refused.text
    assert reader.post("/mentoring/pairs/new?role=office", **FORM, **days()).status_code == 403


def test_a_head_lists_only_the_units_own_subtree(at: At, officer: Mentor, cast: Cast) -> None:
    ask(cast.hendra, cast.rani)
    ask(cast.siti, cast.wati)
    ask(cast.murni, cast.lestari)
    assert names(at(cast.yusuf).get("/mentoring/pairs").text) == ["Rani Anggraini"]
    read = officer.get("/mentoring/pairs").text
    assert names(read) == ["Wati Kusuma", "Rani Anggraini"]
    assert cast.rani.nip not in read
    assert "1991•••••004" in read
    outside = f"/mentoring/pairs?unit={cast.units['pendidikan']}"
    assert at(cast.yusuf).get(outside).status_code == 404
    assert names(officer.get(outside).text) == ["Wati Kusuma"]


def test_the_list_is_narrowed_by_state_name_and_nip(officer: Mentor, cast: Cast) -> None:
    accept(ask(cast.hendra, cast.rani), cast.hendra)
    ask(cast.yusuf, cast.dedi)
    for query, found in {
        "state=running": ["Rani Anggraini"],
        "state=waiting": ["Dedi Pranata"],
        "state=over": [],
        "q=hendra": ["Rani Anggraini"],
        "q=19880707 202121 1 012": ["Dedi Pranata"],
        "q=1988": [],
    }.items():
        assert names(officer.get(f"/mentoring/pairs?{query}").text) == found, query
    assert "Tidak ada pasangan yang cocok" in officer.get("/mentoring/pairs?q=zz").text
    strange = officer.get("/mentoring/pairs?state=apa")
    assert strange.status_code == 404
    assert 'href="/mentoring/pairs">Kembali ke daftar pasangan</a>' in strange.text


@SQLITE
def test_an_empty_list_says_what_to_do(officer: Mentor, at: At, cast: Cast) -> None:
    assert "Belum ada pasangan" in officer.get("/mentoring/pairs").text
    assert "Belum ada pasangan" in at(cast.rani).get("/mentoring/own-pairs").text


def test_a_mentee_finds_a_mentor_and_asks(at: At, cast: Cast) -> None:
    rani = at(cast.rani)
    page = rani.get("/mentoring/pairs/new?role=mentee&q=HENDRA").text
    assert "Hendra Saputra" in page
    assert "Tersisa 5 tempat" in page
    assert cast.hendra.nip not in page
    address = f"/mentoring/pairs/new?role=mentee&mentor={cast.hendra.id}"
    assert f'href="{address.replace("&", "&amp;")}"' in page
    sent = rani.post(address, **FORM, **days())
    assert sent.status_code == 302, sent.text
    (found,) = queries.proposals_of(cast.rani.id)
    assert (found.proposed_as, found.asked_until) == (
        Proposer.MENTEE,
        clock.today() + HALF_A_YEAR + (HALF_A_YEAR / 182),
    )
    assert "usulan pasangan mentor menunggu" in at(cast.hendra).get("/").text
    assert "usulan pasangan mentor menunggu" not in rani.get("/").text


@SQLITE
def test_a_search_that_finds_too_many_says_so(
    at: At, cast: Cast, monkeypatch: pytest.MonkeyPatch
) -> None:
    start = "/mentoring/pairs/new?role=mentee&q=a"
    assert "nama pertama yang ditampilkan" not in at(cast.rani).get(start).text
    monkeypatch.setattr("lms.mentoring.choosing.MOST", 2)
    assert "Hanya 2 nama pertama yang ditampilkan" in at(cast.rani).get(start).text


def test_nobody_of_another_agency_or_out_of_service_is_found(at: At, cast: Cast) -> None:
    with transaction():
        db.session.get_one(Person, cast.dedi.id).active = False
    rani = at(cast.rani)
    for words, who in (
        ("lestari", cast.lestari),
        (cast.lestari.nip, cast.lestari),
        ("dedi", cast.dedi),
    ):
        assert (
            "Tidak ada yang cocok" in rani.get(f"/mentoring/pairs/new?role=mentee&q={words}").text
        )
        address = f"/mentoring/pairs/new?role=mentee&mentor={who.id}"
        assert rani.get(address).status_code == 404
        assert rani.post(address, **FORM, **days()).status_code == 404
    assert not queries.proposals_of(cast.rani.id)


@SQLITE
def test_a_head_proposes_only_within_the_subtree(at: At, cast: Cast) -> None:
    yusuf = at(cast.yusuf)
    both = f"/mentoring/pairs/new?role=office&mentee={cast.rani.id}&mentor="
    assert yusuf.post(f"{both}{cast.wati.id}", **FORM, **days()).status_code == 404
    assert yusuf.post(f"{both}{cast.hendra.id}", **FORM, **days()).status_code == 302
    (found,) = queries.proposals_of(cast.rani.id)
    assert found.proposed_as == Proposer.UNIT_HEAD


@SQLITE
def test_an_officer_chooses_both_one_after_the_other(officer: Mentor, cast: Cast) -> None:
    start = "/mentoring/pairs/new?role=office"
    assert "Pilih binaan" in officer.get(start).text
    page = officer.get(f"{start}&mentee={cast.rani.id}&q=rani").text
    assert "Tidak ada yang cocok" in page, "nobody is offered as their own mentor"
    sent = officer.post(f"{start}&mentor={cast.hendra.id}&mentee={cast.rani.id}", **FORM, **days())
    assert sent.status_code == 302
    (found,) = queries.proposals_of(cast.rani.id)
    assert found.proposed_as == Proposer.OFFICER


@SQLITE
@pytest.mark.parametrize(
    ("changed", "sentence"),
    [
        ({"goals": ""}, "wajib diisi"),
        ({"last": "2020-01-01"}, "berakhir setelah"),
        ({"since": "2020-01-01"}, "paling awal hari ini"),
        ({"since": "kemarin"}, "Isi tanggal"),
    ],
)
def test_a_form_that_is_refused_gives_back_what_was_typed(
    at: At, cast: Cast, changed: dict[str, str], sentence: str
) -> None:
    typed = {"goals": "Menulis memo yang jelas", **days(), **changed}
    address = f"/mentoring/pairs/new?role=mentee&mentor={cast.hendra.id}"
    refused = at(cast.rani).post(address, **typed)
    assert refused.status_code == 422
    assert sentence in refused.text
    assert typed["goals"] in refused.text


@SQLITE
def test_a_mentee_who_has_a_mentor_then_is_told_above_the_form(at: At, cast: Cast) -> None:
    pair_up(cast.hendra, cast.rani)
    address = f"/mentoring/pairs/new?role=mentee&mentor={cast.yusuf.id}"
    refused = at(cast.rani).post(address, **FORM, **days())
    assert refused.status_code == 409
    assert "sudah mempunyai mentor pada masa itu" in refused.text
    assert "Menulis memo" in refused.text


@SQLITE
@pytest.mark.parametrize("who", ["dedi", "wati", "siti", "amin", "lestari", "murni"])
def test_a_pair_is_unknown_to_others(at: At, cast: Cast, who: str) -> None:
    asked = ask(cast.hendra, cast.rani)
    stranger = at(cast.people[who])
    assert stranger.get(f"/mentoring/pairs/{asked}").status_code == 404
    for act in ACTS:
        assert stranger.post(f"/mentoring/pairs/{asked}/{act}", reason="x").status_code == 404
    assert standing(asked) == "waiting"


@SQLITE
def test_who_may_see_it_may_press_only_what_is_theirs(at: At, cast: Cast) -> None:
    asked = ask(cast.hendra, cast.rani)
    address = f"/mentoring/pairs/{asked}"
    may = {"rani": {"withdrawal"}, "hendra": {"acceptance", "refusal"}, "yusuf": set[str]()}
    for name, acts in may.items():
        reader = at(cast.people[name])
        page = reader.get(address).text
        assert {act for act in ACTS if f"{address}/{act}" in page} == acts
        for act in {*ACTS} - acts:
            assert reader.post(f"{address}/{act}", reason="x").status_code == 403, (name, act)
    assert standing(asked) == "waiting"


def test_a_proposal_is_accepted_and_ended_page_by_page(at: At, cast: Cast) -> None:
    asked = ask(cast.hendra, cast.rani)
    address, hendra = f"/mentoring/pairs/{asked}", at(cast.hendra)
    assert "menunggu jawaban Anda" in hendra.get(address).text
    assert hendra.post(f"{address}/acceptance").location == address
    assert standing(asked) == "running"
    assert hendra.post(f"{address}/acceptance").status_code == 409
    assert "Akhiri bimbingan ini lebih awal?" in hendra.get(f"{address}/end").text
    assert hendra.post(f"{address}/end", reason=" ").status_code == 422
    assert standing(asked) == "running"
    assert hendra.post(f"{address}/end", reason="Saya pindah tugas.").location == address
    assert standing(asked) == "ended"
    assert "Saya pindah tugas." in at(cast.rani).get(address).text
    assert hendra.post(f"{address}/end", reason="Lagi.").status_code == 403


@SQLITE
@pytest.mark.parametrize("who", ["rani", "yusuf", "nurul"])
def test_the_mentee_the_head_and_the_officer_end_it_too(
    at: At, officer: Mentor, cast: Cast, who: str
) -> None:
    asked = ask(cast.hendra, cast.rani)
    accept(asked, cast.hendra)
    reader = at(cast.people[who])
    assert reader.post(f"/mentoring/pairs/{asked}/end", reason="Mutasi.").status_code == 302
    assert standing(asked) == "ended"


@SQLITE
def test_declining_and_withdrawing_are_confirmed_first(at: At, cast: Cast) -> None:
    first, second = ask(cast.hendra, cast.rani), ask(cast.hendra, cast.dedi)
    hendra, dedi = at(cast.hendra), at(cast.dedi)
    assert "Tolak usulan ini?" in hendra.get(f"/mentoring/pairs/{first}/refusal").text
    assert hendra.post(f"/mentoring/pairs/{first}/refusal", reason="").status_code == 422
    hendra.post(f"/mentoring/pairs/{first}/refusal", reason="Tugas belajar.")
    assert "Tarik usulan ini?" in dedi.get(f"/mentoring/pairs/{second}/withdrawal").text
    dedi.post(f"/mentoring/pairs/{second}/withdrawal")
    assert (standing(first), standing(second)) == ("declined", "withdrawn")


@SQLITE
def test_places_are_offered_on_ones_own_page(at: At, cast: Cast) -> None:
    hendra = at(cast.hendra)
    assert "0 dari 5 tempat terpakai, tersisa 5" in hendra.get("/mentoring/own-pairs").text
    assert hendra.post("/mentoring/own-pairs/places", places="2").status_code == 302
    assert "tersisa 2" in hendra.get("/mentoring/own-pairs").text
    for wrong in ("21", "-1", "dua", ""):
        assert hendra.post("/mentoring/own-pairs/places", places=wrong).status_code == 422
    assert "Penuh" not in at(cast.rani).get("/mentoring/pairs/new?role=mentee&q=hendra").text


@SQLITE
def test_all_of_it_is_said_in_english_too(at: At, officer: Mentor, cast: Cast) -> None:
    asked = ask(cast.hendra, cast.rani, Proposer.OFFICER, cast.nurul)
    for path in ("/mentoring/pairs", f"/mentoring/pairs/{asked}", "/mentoring/own-pairs"):
        officer.browser.set_cookie("language", "en")
        page = officer.get(path).text
        assert "pairs" in page.lower()
        assert "Pasangan" not in page


def test_no_page_costs_more_as_pairs_grow(app: Flask, officer: Mentor, at: At, cast: Cast) -> None:
    asked = ask(cast.hendra, cast.rani)
    hendra = at(cast.hendra)
    pages = {
        (officer, "/mentoring/pairs"): 6,
        (officer, "/mentoring/pairs/new?role=office&q=an"): 6,
        (hendra, "/mentoring/own-pairs"): 4,
        (hendra, f"/mentoring/pairs/{asked}"): 8,
        (hendra, "/mentoring/pairs/new?role=mentee&q=an"): 7,
    }
    few = {key: _asked(*key) for key in pages}
    for name in ("dedi", "wati", "siti", "amin"):
        accept(ask(cast.hendra, cast.people[name]), cast.hendra)
    for key, most in pages.items():
        with statements() as many:
            assert key[0].get(key[1]).status_code == 200
        assert len(many) == few[key], "\n\n".join([key[1], *many])
        many.at_most(most)


def _asked(reader: Reader, path: str) -> int:
    reader.get(path)
    with statements() as asked:
        assert reader.get(path).status_code == 200
    return len(asked)


def test_the_list_has_pages(officer: Mentor, cast: Cast, monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("rani", "dedi", "wati"):
        ask(cast.hendra, cast.people[name])
    monkeypatch.setattr("lms.mentoring.queries.PAGE", 2)
    monkeypatch.setattr("lms.mentoring.queries.overseen.PAGE", 2)
    assert names(officer.get("/mentoring/pairs").text) == ["Wati Kusuma", "Dedi Pranata"]
    second = officer.get("/mentoring/pairs?page=2").text
    assert names(second) == ["Rani Anggraini"]
    assert "Baris 3 sampai 3 dari 3" in second
    assert names(officer.get("/mentoring/pairs?page=99").text) == ["Rani Anggraini"]
