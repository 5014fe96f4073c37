"""The page that greets: one next step, deadlines, this year's JP, feedback that waits."""

import re
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

from flask import Flask

from browser import Browser
from cast import Cast, Someone, sign_in
from essays import Mentor, Writer, pair_up
from lms.catalog import queries as courses
from lms.foundation import clock
from lms.foundation.database import db, transaction
from lms.identity.actions import give_grant
from lms.identity.models import Person, Role
from lms.learning import actions, queries
from lms.programmes import actions as programmes
from lms.programmes.actions import Draft
from readings import publish_lessons
from registers import Register
from statements import statements

NOON = datetime(2026, 11, 22, 5, 0, tzinfo=UTC)  # noon in Jambi
TODAY = date(2026, 11, 22)
DAY = timedelta(days=1)


def enrol(
    someone: Someone, slug: str, due_on: date | None = None, by: Someone | None = None
) -> int:
    with transaction():
        run = actions.open_default_run(courses.course(slug))
        by_id = by.id if by else None
        return actions.enrol(
            run, someone.id, someone.agency_id, assigned_by=by_id, due_on=due_on
        ).id


def home(browser: Browser) -> str:
    """The words of the page, spaces made even."""
    page = browser.get("/")
    assert page.status_code == 200
    return " ".join(page.text.split())


def test_whoever_has_no_course_is_led_to_the_catalogue(browser: Browser, cast: Cast) -> None:
    sign_in(browser, cast.rani)
    page = home(browser)
    assert "<title>Selamat datang, Rani Anggraini ·" in page
    assert "Anda tidak sedang mengikuti kursus. Pilih satu" in page
    assert "Tidak ada tenggat yang menunggu Anda" in page
    assert "JP tercatat begitu sebuah kursus selesai" in page
    assert "Kurang 20 JP sampai 31 Desember 2026" in page
    assert "Umpan balik menunggu" not in page


def test_a_course_that_was_not_begun_offers_its_first_module(
    browser: Browser, cast: Cast, lessons: str
) -> None:
    enrol(cast.rani, lessons)
    sign_in(browser, cast.rani)
    page = home(browser)
    assert "<title>Bacaan satu ·" in page
    assert "kursus ini belum Anda mulai" in page
    assert "Modul 1 dari 3, kursus Membaca Bersama. Bacaan sekitar 3 menit." in page
    assert f'href="/courses/{lessons}/satu">Mulai' in page
    assert "Kursus ini bernilai 4 JP" in page


def test_the_last_touched_course_comes_first_and_the_others_beside_it(
    browser: Browser, cast: Cast, lessons: str, tmp_path: Path
) -> None:
    other = publish_lessons(
        tmp_path / "b", cast.province, "naskah", course={"Membaca Bersama": "Naskah Dinas"}
    )
    sign_in(browser, cast.rani)
    for slug in (lessons, other):
        enrol(cast.rani, slug)
    browser.get(f"/courses/{other}/satu")
    with clock.at(NOON + timedelta(hours=1)):
        browser.get(f"/courses/{lessons}/dua")
    with clock.at(NOON + DAY):
        page = home(browser)
    assert "terakhir Anda belajar di sini, kemarin pukul 13.00:" in page
    assert '<h1 id="lanjut">Bacaan dua</h1>' in page
    assert "Juga sedang diikuti" in page
    assert page.index("Membaca Bersama") < page.index("Naskah Dinas")
    assert "Berikutnya: Bacaan satu" in page


def test_what_is_left_or_completed_is_no_next_step(
    browser: Browser, cast: Cast, lessons: str
) -> None:
    held = enrol(cast.rani, lessons)
    with transaction():
        actions.complete(queries.enrolment(held))
    sign_in(browser, cast.rani)
    assert "Anda tidak sedang mengikuti kursus" in home(browser)


def test_deadlines_come_by_day_and_say_how_near_they_are(
    browser: Browser, cast: Cast, lessons: str, tmp_path: Path
) -> None:
    nearness = {-3: "Lewat 3 hari", 0: "Hari ini", 2: "2 hari lagi", 30: ""}
    for days in (30, 0, -3, 2):
        slug = f"kursus-{days + 10}"
        publish_lessons(
            tmp_path / slug, cast.province, slug, course={"Membaca Bersama": f"Hari {days}."}
        )
        enrol(cast.rani, slug, TODAY + days * DAY, cast.yusuf if days == 30 else None)
    sign_in(browser, cast.rani)
    page = home(browser)
    due = page[page.index('id="tenggat"') : page.index('id="jp"')]
    places = [due.index(f">Hari {days}.<") for days in nearness]
    assert places == sorted(places)
    for days, (start, end) in zip(
        nearness, zip(places, [*places[1:], None], strict=True), strict=True
    ):
        assert nearness[days] in due[start:end]
        assert ("Ditugaskan" in due[start:end]) == (days == 30)
    assert due.count("Belum dimulai") == 4
    assert "hari lagi" not in due[places[3] :], "there is time"


def test_feedback_that_waits_is_shown_until_it_is_read(app: Flask, cast: Cast, course: str) -> None:
    rani = Writer(app.test_client(), cast.rani).enrol()
    pair_up(cast.hendra, cast.rani)
    sent = rani.hand_in()
    Mentor(app.test_client(), cast.hendra).review(sent, text="Tambahkan satu angka.")
    page = " ".join(rani.get("/").text.split())
    assert "Umpan balik menunggu Anda" in page
    assert "<strong>Hendra Saputra" in page
    assert "Tambahkan satu angka." in page
    assert "hari ini pukul 12.00" in page
    found = re.search(r'href="(/mentoring/threads/\d+)">Baca dan jawab', page)
    assert found
    dedi = Mentor(app.test_client(), cast.dedi)
    assert "Tambahkan satu angka" not in dedi.get("/").text
    thread = rani.get(found[1])
    last = re.findall(r'id="pesan-(\d+)"', thread.text)[-1]
    assert rani.get("/").status_code == 200
    assert last
    assert "Umpan balik menunggu" not in rani.get("/").text, "it was opened"


def test_home_asks_at_most_eight_and_no_more_as_rows_grow(
    app: Flask, cast: Cast, lessons: str, course: str, tmp_path: Path
) -> None:
    rani = Writer(app.test_client(), cast.rani).enrol()
    enrol(cast.rani, lessons)
    rani.get("/")
    with statements() as few:
        assert rani.get("/").status_code == 200
    few.at_most(8)
    _grow(app, cast, rani, tmp_path)
    rani.get("/")
    with statements() as many:
        assert "Umpan balik menunggu" in rani.get("/").text
    assert len(many) == len(few)


def _grow(app: Flask, cast: Cast, rani: Writer, tmp_path: Path) -> None:
    for number in range(4):
        slug = publish_lessons(tmp_path / str(number), cast.province, f"kursus-{number}")
        enrol(cast.rani, slug, TODAY + number * DAY)
        rani.get(f"/courses/{slug}/satu")
        rani.get(f"/courses/{slug}/dua")
    register = Register(cast)
    for months in range(10):
        register.add(
            cast.rani, date(2026, months + 1, 3), title=f"Pelatihan {months}", form=months + 1
        )
    pair_up(cast.hendra, cast.rani)
    Mentor(app.test_client(), cast.hendra).review(rani.hand_in())


def test_home_needs_somebody_signed_in(browser: Browser, cast: Cast) -> None:
    assert browser.get("/").location == "/sign-in?next=/"


def test_a_programme_says_how_far_one_is_and_what_comes_next(
    app: Flask, cast: Cast, lessons: str, tmp_path: Path
) -> None:
    second = publish_lessons(tmp_path / "dua", cast.province, "kursus-dua")
    chosen = tuple((courses.course(slug).id, True) for slug in (lessons, second))
    draft = Draft("Jalur layanan", "", chosen)
    with transaction():
        made = programmes.make(cast.province, draft, cast.hendra.id)
        programmes.join(made.id, cast.rani.id, cast.province)
    rani = Writer(app.test_client(), cast.rani)
    page = rani.get("/").text
    assert f'href="/programmes/{made.id}">Jalur layanan' in page
    assert "0 dari 2 kursus wajib selesai" in page
    enrolment = enrol(cast.rani, lessons)
    with transaction():
        learning = queries.enrolment(enrolment)
        actions.complete(learning)
    page = rani.get("/").text
    assert "1 dari 2 kursus wajib selesai" in page
    assert f'href="/courses/{second}">Berikutnya:' in page


def test_a_new_role_leads_to_the_desk_for_two_weeks(app: Flask, cast: Cast) -> None:
    sign_in(nurul := app.test_client(), cast.nurul)
    assert "Peran baru" not in home(nurul)
    with transaction():
        person = db.session.get_one(Person, cast.nurul.id)
        for role in (Role.TRAINER, Role.PROGRAMME_OFFICER):
            give_grant(person, role, cast.province, since=clock.today())
    page = home(nurul)
    assert "Peran baru: Pengampu, Penyelenggara" in page
    assert 'href="/desk">Buka meja kerja' in page
    with clock.at(clock.now() + 15 * DAY):
        sign_in(nurul, cast.nurul)
        assert "Peran baru" not in home(nurul)
