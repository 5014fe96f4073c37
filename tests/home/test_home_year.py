"""This year's JP on the page that greets, for each kind of staff."""

from datetime import date, timedelta

import pytest

from browser import Browser
from cast import Cast, sign_in
from lms.foundation.database import transaction
from lms.identity import queries as identity
from lms.identity.models import StaffKind
from registers import Register

ONE_ENGINE = pytest.mark.parametrize("engine_url", ["sqlite"], indirect=True)
TODAY = date(2026, 11, 22)
DAY = timedelta(days=1)


def home(browser: Browser) -> str:
    """The words of the page, spaces made even."""
    page = browser.get("/")
    assert page.status_code == 200
    return " ".join(page.text.split())


def test_a_pns_sees_the_ring_against_the_floor(browser: Browser, cast: Cast) -> None:
    register = Register(cast)
    register.add(cast.rani, TODAY - 90 * DAY, jp=7)
    register.add(cast.rani, TODAY - 80 * DAY, jp=5, title="Seminar", form=9)
    register.add(cast.rani, date(2025, 12, 31), jp=9, title="Tahun lalu")
    sign_in(browser, cast.rani)
    page = home(browser)
    assert 'aria-label="12 dari 20 JP tahun ini"' in page
    assert "Kurang 8 JP sampai 31 Desember 2026" in page
    assert "12 JP dari mana" in page
    assert page.index("E-Learning</span>") < page.index("Seminar</span>")
    register.add(cast.rani, TODAY, jp=8, title="Kursus baru")
    assert "Batas 20 JP tahun ini sudah tercapai" in home(browser)


def test_a_pppk_sees_what_is_used_and_never_a_goal(browser: Browser, cast: Cast) -> None:
    Register(cast).add(cast.dedi, TODAY - 30 * DAY, jp=12)
    sign_in(browser, cast.dedi)
    page = home(browser)
    assert "12 JP terpakai dari paling banyak 24 JP" in page
    assert "Ini batas atas, bukan sasaran" in page
    assert 'class="ring"' not in page
    assert "Kurang" not in page


@ONE_ENGINE
def test_a_cpns_has_neither_floor_nor_ceiling(browser: Browser, cast: Cast) -> None:
    with transaction():
        identity.person(cast.nurul.id).staff_kind = StaffKind.CPNS
    sign_in(browser, cast.nurul)
    page = home(browser)
    assert "0 JP tercatat sampai hari ini" in page
    assert 'class="ring"' not in page
