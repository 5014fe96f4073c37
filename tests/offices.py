"""Where officers keep people, records and systems: each kind of page, and who meets it there."""

from collections.abc import Callable

from playwright.sync_api import Page, expect

from desks import make_a_token, make_code, make_no_token
from filings import take_a_file
from newcomers import COURSE
from place import Place
from scenes import Scene


def _check_a_file(page: Page) -> None:
    file = {"name": "surat.pdf", "mimeType": "application/pdf", "buffer": b"%PDF-1.7"}
    page.locator("input[type=file]").set_input_files([file])
    page.locator("main form[method=post] button").click()
    expect(page.locator("#hasil")).to_be_visible()


def _claim(it: Scene) -> str:
    return f"/transcript/elsewhere/{it.waiting_jp[0]}"


def _send_empty(page: Page) -> None:
    page.locator("main form[method=post] button").first.click()
    expect(page.get_by_role("alert")).to_be_visible()


def _make_slips(page: Page) -> None:
    """For those who were just brought in."""
    page.locator("form[action$='/slips'] button").click()
    expect(page.locator(".slip-code").first).to_be_visible()


def _aim_inside(page: Page) -> None:
    """At a network that only the server sees."""
    page.locator("input[name=address]").fill("https://10.0.0.1/masuk")
    page.locator("main form[method=post] button").first.click()
    expect(page.get_by_role("alert")).to_be_visible()


def _unfold(page: Page) -> None:
    """What was sent, and what came back."""
    page.locator("main details summary").first.click()
    expect(page.locator("main details pre").first).to_be_visible()


def _make_secret(page: Page) -> None:
    """As far as the page that shows it once."""
    page.locator("main form[method=post] button").first.click()
    expect(page.locator("#secret")).to_be_visible()


def _make_nothing(page: Page) -> None:
    """A programme without a name and without courses."""
    page.locator("button[value=save]").last.click()
    expect(page.get_by_role("alert")).to_be_visible()


def _verify_nothing(page: Page) -> None:
    """Neither a code nor a file."""
    page.locator("main form[method=post] button").first.click()
    expect(page.get_by_role("alert")).to_be_visible()


def _release_all(page: Page) -> None:
    """As far as the second look."""
    page.locator("main form[method=post] button").first.click()
    expect(page.locator("button[value=release]")).to_be_visible()


OFFICES: dict[str, Callable[[Scene], Place]] = {
    "seals": lambda it: Place("/seals"),
    "file-without-a-seal": lambda it: Place("/seals", act=_check_a_file),
    "programmes-desk": lambda it: Place("/programmes/desk", it.bpsdm_penyelenggara),
    "new-programme": lambda it: Place("/programmes/new", it.bpsdm_penyelenggara, act=_make_nothing),
    "pairs": lambda it: Place("/mentoring/pairs", it.bpsdm_penyelenggara),
    "propose": lambda it: Place("/mentoring/pairs/new?role=office&q=an", it.bpsdm_penyelenggara),
    "report-of-courses": lambda it: Place("/reports/", it.bkd_data),
    "report-of-a-course": lambda it: Place(f"/reports/courses/{COURSE}", it.bkd_data),
    "report-of-months": lambda it: Place("/reports/months", it.bkd_data),
    "people-of-a-month": lambda it: Place("/reports/months/11/completions", it.bkd_data),
    "report-of-deadlines": lambda it: Place("/reports/overdue", it.bkd_data),
    "report-of-the-index": lambda it: Place("/reports/professionalism", it.bkd_data),
    "people-of-the-index": lambda it: Place("/reports/professionalism/people", it.bkd_data),
    "report-of-mandates": lambda it: Place("/reports/mandates", it.bkd_data),
    "mandates": lambda it: Place("/mandates", it.bpsdm_penyelenggara),
    "new-mandate": lambda it: Place("/mandates/new", it.bpsdm_penyelenggara, act=_make_nothing),
    "mandate-draft": lambda it: Place(f"/mandates/{it.obliged[0]}", it.bpsdm_penyelenggara),
    "mandate-to-bind": lambda it: Place(
        f"/mandates/{it.obliged[0]}/binding", it.bpsdm_penyelenggara
    ),
    "mandate": lambda it: Place(f"/mandates/{it.obliged[1]}", it.bpsdm_penyelenggara),
    "mandate-to-end": lambda it: Place(f"/mandates/{it.obliged[1]}/end", it.bpsdm_penyelenggara),
    "duty": lambda it: Place(f"/mandates/duties/{it.obliged[2]}", it.bpsdm_penyelenggara),
    "looks": lambda it: Place("/transcript/looks", it.done),
    "register": lambda it: Place("/register", it.bkd_data),
    "claim-to-send": lambda it: Place("/transcript/elsewhere/new", it.learner),
    "claim-refused": lambda it: Place("/transcript/elsewhere/new", it.learner, act=_send_empty),
    "claim": lambda it: Place(_claim(it), it.learner),
    "claim-to-mend": lambda it: Place(
        f"/transcript/elsewhere/{it.waiting_jp[0]}/mending", it.learner
    ),
    "claims": lambda it: Place("/register/elsewhere", it.bkd_data),
    "claim-to-answer": lambda it: Place(f"/register/elsewhere/{it.waiting_jp[0]}", it.bkd_data),
    "fulfilment": lambda it: Place("/register/fulfilment", it.bkd_data),
    "fulfilment-people": lambda it: Place("/register/fulfilment/people", it.bkd_data),
    "jp-rules": lambda it: Place("/jp-rules", it.learner),
    "jp-rule": lambda it: Place("/jp-rules/9", it.bkd_data),
    "jp-rule-to-change": lambda it: Place("/jp-rules/9/change", it.bkd_data),
    "jp-rule-change": lambda it: Place(f"/jp-rules/changes/{it.waiting_jp[1]}", it.bkd_data),
    "index-rules": lambda it: Place("/index-rules", it.learner),
    "index-rule": lambda it: Place("/index-rules/pelaksana/hours", it.bkd_data),
    "index-rule-to-change": lambda it: Place("/index-rules/pelaksana/hours/change", it.bkd_data),
    "index-rule-change": lambda it: Place(f"/index-rules/changes/{it.waiting_jp[2]}", it.bkd_data),
    "register-exports": lambda it: Place("/register/exports", it.bkd_data, act=take_a_file),
    "certificates": lambda it: Place("/certificates", it.done),
    "verifying": lambda it: Place("/verify", act=_verify_nothing),
    "verified": lambda it: Place(f"/verify/{it.award.code}"),
    "certificates-register": lambda it: Place("/certificates/register", it.bpsdm_penyelenggara),
    "certificate": lambda it: Place(f"/certificates/{it.award.id}", it.bpsdm_penyelenggara),
    "revoking": lambda it: Place(f"/certificates/{it.award.id}/revocation", it.bpsdm_penyelenggara),
    "certificates-waiting": lambda it: Place(
        "/certificates/release?all=1", it.bpsdm_penyelenggara, act=_release_all
    ),
    "certificates-settings": lambda it: Place("/certificates/settings", it.bpsdm_penyelenggara),
    "siasn": lambda it: Place("/siasn?year=all", it.bkd_data),
    "siasn-record": lambda it: Place(f"/siasn/records/{it.award.enrolment_id}", it.bkd_data),
    "siasn-sending": lambda it: Place(f"/siasn/sendings/{it.sent}", it.bkd_data),
    "siasn-log": lambda it: Place("/siasn/log", it.bkd_data),
    "siasn-people": lambda it: Place("/siasn/people", it.bkd_data, act=_send_empty),
    "siasn-settings": lambda it: Place("/siasn/settings", it.bkd_data, act=_send_empty),
    "siasn-form": lambda it: Place("/siasn/settings/forms/8", it.bkd_data),
    "desk": lambda it: Place("/desk", it.bkd_data),
    "api": lambda it: Place("/api"),
    "tokens": lambda it: Place("/tokens", it.bkd_data),
    "new-token": lambda it: Place("/tokens/new", it.bkd_data, act=make_no_token),
    "token-made": lambda it: Place("/tokens/new", it.bkd_data, act=make_a_token),
    "revoking-a-token": lambda it: Place(it.revoking, it.bkd_data),
    "activate": lambda it: Place("/activate"),
    "roster": lambda it: Place("/roster", it.bkd_data),
    "roster-to-decide": lambda it: Place(it.rosters[0], it.bkd_data),
    "roster-columns": lambda it: Place(it.rosters[1], it.bkd_data),
    "roster-done": lambda it: Place(it.rosters[2], it.bkd_data),
    "roster-undoing": lambda it: Place(f"{it.rosters[2]}/undoing", it.bkd_data),
    "roster-person": lambda it: Place("/roster/person", it.bkd_data),
    "activation": lambda it: Place("/roster/activation", it.bkd_data),
    "activation-slips": lambda it: Place("/roster/activation", it.bkd_data, act=_make_slips),
    "people": lambda it: Place("/people?q=an", it.administrator),
    "jobs": lambda it: Place("/jobs", it.administrator),
    "webhooks": lambda it: Place("/webhooks", it.bkd_data),
    "webhook": lambda it: Place(it.hook, it.bkd_data),
    "webhook-message": lambda it: Place(f"{it.hook}/messages/1", it.bkd_data, act=_unfold),
    "webhook-new": lambda it: Place("/webhooks/new", it.bkd_data, act=_aim_inside),
    "webhook-secret": lambda it: Place(f"{it.hook}/secret", it.bkd_data, act=_make_secret),
    "webhook-removal": lambda it: Place(f"{it.hook}/removal", it.bkd_data),
    "one-person": lambda it: Place(f"/people/{it.learner_id}", it.administrator),
    "give-a-role": lambda it: Place(f"/people/{it.learner_id}/roles/new", it.administrator),
    "end-of-a-role": lambda it: Place(it.role, it.administrator),
    "close-an-account": lambda it: Place(f"/people/{it.learner_id}/closing", it.administrator),
    "code-on-paper": lambda it: Place(f"/people/{it.new.id}", it.administrator, act=make_code),
}
