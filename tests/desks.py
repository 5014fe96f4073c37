"""What administrators and officers meet at the desk, for the tour of pages."""

from playwright.sync_api import Page, expect

from lms.api.actions import make_token
from lms.api.models import Right
from lms.foundation import clock
from lms.identity.queries import held, person_by_nip
from sites import Site


def person_id(site: Site, role: str) -> int:
    found = person_by_nip(site.people[role]["nip"])
    assert found
    return found.id


def end_of_a_role(holder_id: int) -> str:
    """The address at which the role is ended that this person holds for a place."""
    wide = next(it for it in held(holder_id) if it.subject_id is None)
    return f"/people/{holder_id}/roles/{wide.id}/end"


def make_code(page: Page) -> None:
    page.locator("main form[action$='/code'] button").click()
    expect(page.locator("main code")).to_be_visible()


def end_of_a_token(maker_id: int, agency_id: int) -> str:
    """The address at which a program's token is revoked."""
    rights = [Right.COMPLETIONS, Right.PEOPLE]
    _, made = make_token(agency_id, maker_id, "Simpeg, Bidang Data", rights, clock.today())
    return f"/tokens/{made.id}/revocation"


def make_a_token(page: Page) -> None:
    page.locator("input[name=name]").fill("Dasbor kepegawaian")
    page.locator("input[name=rights]").first.check()
    page.locator("main form[method=post] button").click()
    expect(page.locator("main code")).to_be_visible()


def make_no_token(page: Page) -> None:
    """Since it would open nothing."""
    page.locator("input[name=name]").fill("Dasbor kepegawaian")
    page.locator("main form[method=post] button").click()
    expect(page.get_by_role("alert")).to_be_visible()
