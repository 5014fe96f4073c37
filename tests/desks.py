"""What an administrator meets at the desk, for the tour of pages."""

from playwright.sync_api import Page, expect

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
