"""The page of guidance: for who learns, for who guides, and at what cost."""

from datetime import date, timedelta
from uuid import UUID

import pytest
from flask import Flask

from cast import Cast
from courses import SLUG
from essays import BETTER, MODULE, TEXT, Mentor, Writer, pair_up
from lms.assignments.actions import Handed, hand_in
from lms.catalog.queries import course as find_course
from lms.foundation import clock
from lms.foundation.database import db, transaction
from lms.identity import actions as identity
from lms.identity.models import Membership, Person, StaffKind
from lms.identity.queries import person
from lms.learning import actions as learning
from lms.learning.queries import visit
from lms.mentoring import queries
from lms.mentoring.actions import pair, write
from lms.mentoring.models import Thread
from statements import statements


def test_who_has_nothing_yet_is_told_what_will_come(rani: Writer) -> None:
    page = rani.get("/mentoring").text
    assert "Belum ada umpan balik" in page
    assert "Anda belum mempunyai mentor" in page


def test_a_learner_sees_who_guides_them(rani: Writer, hendra: Mentor) -> None:
    page = rani.get("/mentoring").text
    assert "Hendra Saputra" in page
    assert "Menulis memo yang jelas" in page


def test_a_mentor_without_work_is_told_so(hendra: Mentor) -> None:
    page = hendra.get("/mentoring").text
    assert "Tidak ada kiriman yang menunggu" in page
    assert "1 dari 5 orang" in page
    assert "Belum ada percakapan" in page


def test_what_waits_is_listed_the_oldest_first(
    app: Flask, rani: Writer, hendra: Mentor, cast: Cast
) -> None:
    pair_up(cast.hendra, cast.dedi)
    dedi = Writer(app.test_client(), cast.dedi).enrol()
    with clock.at(clock.now() - timedelta(days=3)):
        dedi.hand_in(BETTER)
    rani.hand_in()
    page = hendra.get("/mentoring").text
    assert "2 kiriman menunggu Anda" in page
    assert page.index("Dedi Pranata: Studi kasus") < page.index("Rani Anggraini: Studi kasus")
    assert "dikirim 3 hari lalu" in page
    assert "Kiriman ke-1, 3 hari lalu" in page
    assert "dikirim hari ini" in page
    assert [each.days for each in queries.waiting_for(cast.hendra.id)] == [3, 0]


@pytest.mark.parametrize(("days", "late"), [(7, False), (8, True)])
def test_what_waits_longer_than_promised_is_late(
    rani: Writer, hendra: Mentor, cast: Cast, days: int, late: bool
) -> None:
    with clock.at(clock.now() - timedelta(days=days)):
        rani.hand_in()
    assert ("Terlambat" in hendra.get("/mentoring").text) is late
    reminded = [(sent.person_id, mentor) for sent, mentor in queries.late()]
    assert reminded == ([(cast.rani.id, cast.hendra.id)] if late else [])


def test_what_is_late_without_a_mentor_names_none(rani: Writer) -> None:
    with clock.at(clock.now() - timedelta(days=30)):
        rani.hand_in()
    assert [mentor for _, mentor in queries.late()] == [None]


def test_a_trainer_finds_what_no_mentor_reads(rani: Writer, wati: Mentor, cast: Cast) -> None:
    rani.hand_in()
    assert "Rani Anggraini: Studi kasus" in wati.get("/mentoring").text
    pair_up(cast.hendra, cast.rani)
    assert "Tidak ada kiriman yang menunggu" in wati.get("/mentoring").text
    assert queries.waiting_for(cast.wati.id) == []


def test_nothing_waits_for_who_guides_nobody(rani: Writer, hendra: Mentor, cast: Cast) -> None:
    rani.hand_in()
    for name in ("rani", "dedi", "yusuf", "siti", "lestari", "murni"):
        assert queries.waiting_for(cast.people[name].id) == []


def test_a_mentee_is_looked_at_by_their_mentor_alone(
    app: Flask, rani: Writer, hendra: Mentor, wati: Mentor, cast: Cast
) -> None:
    hendra.review(rani.hand_in(), "returned")
    page = hendra.get(f"/mentoring/people/{cast.rani.id}").text
    for shown in ("Melayani lewat Layar", "0 dari 3 syarat", "Dikembalikan", "Bidang Aplikasi"):
        assert shown in page
    for stranger in (rani, wati, Writer(app.test_client(), cast.yusuf)):
        assert stranger.get(f"/mentoring/people/{cast.rani.id}").status_code == 404
    assert hendra.get("/mentoring/people/999").status_code == 404


def test_a_mentor_who_learns_too_sees_both_sides(
    app: Flask, rani: Writer, hendra: Mentor, cast: Cast
) -> None:
    pair_up(cast.yusuf, cast.hendra)
    page = hendra.get("/mentoring").text
    assert "Binaan saya" in page
    assert "Mentor Anda" in page
    assert "Yusuf Effendi" in page


def test_more_mentees_than_advised_are_warned_of(app: Flask, hendra: Mentor, cast: Cast) -> None:
    for name in ("dedi", "wati", "nurul", "siti"):
        pair_up(cast.hendra, cast.people[name])
    assert "melebihi anjuran" not in hendra.get("/mentoring").text
    pair_up(cast.hendra, cast.amin)
    assert "melebihi anjuran" in hendra.get("/mentoring").text


def follow(cast: Cast, many: int, first: int = 0) -> UUID:
    """Give Hendra `many` mentees who have all written and asked; answers the last submission."""
    place = db.session.scalars(
        db.select(Membership).where(Membership.person_id == cast.rani.id)
    ).first()
    assert place
    last = UUID(int=0)
    for number in range(first, first + many):
        with transaction():
            someone = _employ(number, place)
            pair(cast.hendra.id, someone.id, since=date(2026, 1, 1))
            run = learning.open_default_run(find_course(SLUG))
            learning.enrol(run, someone.id, cast.province)
            seen = visit(SLUG, someone.id)
            module = seen.outline.module(MODULE)
            assert module
            last = hand_in(seen, module, Handed(UUID(int=number + 1), TEXT)).id
            thread = db.session.scalars(
                db.select(Thread.id).where(Thread.person_id == someone.id)
            ).one()
            write(thread, someone.id, "Apakah ini cukup?")
    return last


def _employ(number: int, place: Membership) -> Person:
    nip = f"19900101201501{1000 + number}"
    someone = identity.add_person(nip, f"Pegawai {number}", StaffKind.PNS)
    identity.place(someone, place.unit, place.post, "III/a", date(2020, 1, 1))
    return person(someone.id)


@pytest.mark.parametrize("where", ["/mentoring", "/mentoring/submissions/{}"])
def test_the_cost_does_not_grow_with_the_people(
    app: Flask, cast: Cast, course: str, where: str
) -> None:
    last = follow(cast, 3)
    hendra = Mentor(app.test_client(), cast.hendra)
    hendra.get(where.format(last))
    with statements() as few:
        assert hendra.get(where.format(last)).status_code == 200
    last = follow(cast, 27, first=3)
    hendra.get(where.format(last))
    with statements() as many:
        assert hendra.get(where.format(last)).status_code == 200
    assert len(many) == len(few), "\n\n".join(many)
    many.at_most(13)


def test_the_learners_page_costs_little(app: Flask, rani: Writer, hendra: Mentor) -> None:
    hendra.review(rani.hand_in(), "returned")
    with statements() as asked:
        rani.get("/mentoring")
    asked.at_most(5)


def test_the_conversation_spoken_in_last_comes_first(
    app: Flask, rani: Writer, hendra: Mentor, cast: Cast
) -> None:
    pair_up(cast.hendra, cast.dedi)
    dedi = Writer(app.test_client(), cast.dedi).enrol()
    hendra.review(rani.hand_in(), "returned", text="Kemarin lusa.")
    with clock.at(clock.now() - timedelta(days=3)):  # brought in later, said earlier
        hendra.review(dedi.hand_in(BETTER), "returned", text="Pekan lalu.")
    page = hendra.get("/mentoring").text
    assert page.index("Kemarin lusa.") < page.index("Pekan lalu.")
