"""Every kind of page, and who meets it there."""

# long: one list of all kinds of pages, that none is forgotten

from collections.abc import Callable
from dataclasses import dataclass

from playwright.sync_api import Page, expect

import everytype
from branches import SCENES, STORY, walk, walk_to_the_end
from courses import SLUG as SMALL
from desks import make_a_token, make_code, make_no_token
from exams import RELEASING, see_effects
from filings import take_a_file
from meetings import COURSE_URL as MEETINGS
from meetings import URL as MEETING
from newcomers import COURSE
from offers import URL as OFFERS
from opinions import OF_FEW, SURVEY, SURVEYED, send_nothing
from scenes import FINAL, REFEREED, SOUGHT, TOGETHER, Scene
from windows import Person

ADDRESS = f"/courses/{COURSE}"
FORUM = "/courses/pemerintahan-digital/diskusi/discussion"
LESSON, QUIZ, CASE = (f"{ADDRESS}/{slug}" for slug in ("mengapa-spbe", FINAL, "studi-kasus"))
GROUPED = f"/courses/{TOGETHER}/kasus"
BENCH = f"/authoring/{COURSE}"
FIRST = f"{BENCH}/modules/mengapa-spbe"
WAY = f"/authoring/{REFEREED}/refereeing"
REMARKS = f"/authoring/{REFEREED}/modules/standar-pelayanan/remarks"
ASKING = f"/courses/{SOUGHT}/enrolment/application"
WITHDRAWN = f"/courses/{SMALL}/bacaan"  # a module that its course has no more


@dataclass(frozen=True)
class Place:
    address: str
    who: Person | None = None  # nobody is signed in
    status: int = 200
    act: Callable[[Page], None] | None = None  # what is done there before it is looked at


def _send_stale(page: Page) -> None:
    """The form was shown to a session that has ended."""
    fields = page.locator("input[name=csrf_token]")
    fields.evaluate_all("them => them.forEach(it => { it.value = 'kemarin' })")
    with page.expect_navigation():
        page.locator("main form[method=post]").last.evaluate("it => it.submit()")


def _ask_for_a_password(page: Page) -> None:
    page.locator("input[name=nip]").fill("199001012020011001")
    page.locator("main form[method=post] button").first.click()
    page.wait_for_load_state("load")


def _mistype(page: Page) -> None:
    page.locator("input[name=nip]").fill("12")
    page.locator("input[type=password]").fill("salah")
    page.locator("main form[method=post] button").first.click()
    expect(page.locator("[aria-invalid]").first).to_be_visible()


def _check_a_file(page: Page) -> None:
    file = {"name": "surat.pdf", "mimeType": "application/pdf", "buffer": b"%PDF-1.7"}
    page.locator("input[type=file]").set_input_files([file])
    page.locator("main form[method=post] button").click()
    expect(page.locator("#hasil")).to_be_visible()


def _run(it: Scene, page: str) -> str:
    return f"/teaching/{it.waits_for.slug}/runs/{page}"


def _claim(it: Scene) -> str:
    return f"/transcript/elsewhere/{it.waiting_jp[0]}"


def _send_empty(page: Page) -> None:
    page.locator("main form[method=post] button").first.click()
    expect(page.get_by_role("alert")).to_be_visible()


def _refuse_silently(page: Page) -> None:
    """Without a reason."""
    page.locator("button[value=refuse]").click()
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


def _of_type(it: Scene, name: str, act: Callable[[Page], None] | None = None) -> Place:
    place = everytype.PLACES[name]
    return Place(f"/attempts/{it.every_type}/questions/{place}", it.sitting, act=act)


def _misplace(page: Page) -> None:
    """Every step at the first position, as only a form without scripts can send it."""
    page.locator("select[name=position]").evaluate_all("all => all.forEach(it => it.value = 1)")
    with page.expect_navigation():
        page.locator("#jawaban").evaluate("it => it.submit()")
    expect(page.get_by_role("alert")).to_be_visible()


def _save_late(old: str, new: str) -> Callable[[Page], None]:
    """On top of the first version, which somebody else has changed since."""

    def act(page: Page) -> None:
        text = page.locator("textarea[name=text]")
        page.locator("main input[name=version]").evaluate("it => { it.value = 1 }")
        text.evaluate("(it, by) => { it.value = it.value.replace(...by) }", [old, new])
        with page.expect_navigation():
            text.evaluate("it => it.form.submit()")
        expect(page.get_by_role("alert")).to_be_visible()

    return act


KINDS: dict[str, Callable[[Scene], Place]] = {
    "sign-in": lambda it: Place("/sign-in"),
    "ask-password": lambda it: Place("/password"),
    "sign-in-refused": lambda it: Place("/sign-in", act=_mistype),
    "asked-for-password": lambda it: Place("/password", act=_ask_for_a_password),
    "new-password": lambda it: Place(f"/password/{it.code}"),
    "help": lambda it: Place("/help"),
    "seals": lambda it: Place("/seals"),
    "file-without-a-seal": lambda it: Place("/seals", act=_check_a_file),
    "home": lambda it: Place("/", it.learner),
    "home-at-first": lambda it: Place("/", it.new),
    "catalogue": lambda it: Place("/courses", it.learner),
    "found": lambda it: Place("/courses?q=pengadaun+warga&length=long", it.learner),
    "nothing-found": lambda it: Place("/courses?q=pengaduan+zzz&theme=digital", it.learner),
    "course-to-enrol-in": lambda it: Place(ADDRESS, it.new),
    "course": lambda it: Place(ADDRESS, it.learner),
    "lesson": lambda it: Place(LESSON, it.learner),
    "link": lambda it: Place(f"{OFFERS}/jdih", it.sitting),
    "file": lambda it: Place(f"{OFFERS}/lembar", it.sitting),
    "video": lambda it: Place(f"{OFFERS}/loket", it.sitting),
    "meeting": lambda it: Place(MEETING, it.sitting),
    "meeting-to-come": lambda it: Place(f"{MEETINGS}/tanya", it.sitting),
    "scanned-too-late": lambda it: Place(f"{MEETING}/attendance", it.sitting, 409),
    "meetings": lambda it: Place("/meetings", it.trainer),
    "attendance": lambda it: Place(f"{MEETING}/attendance/list", it.trainer),
    "attendance-screen": lambda it: Place(f"{MEETING}/attendance/screen", it.trainer),
    "quiz": lambda it: Place(QUIZ, it.passed),
    "question": lambda it: Place(f"/attempts/{it.attempt}/questions/1", it.sitting),
    "question-of-pairs": lambda it: _of_type(it, "match"),
    "question-of-order": lambda it: _of_type(it, "order"),
    "question-of-order-refused": lambda it: _of_type(it, "order", _misplace),
    "question-of-gaps": lambda it: _of_type(it, "cloze"),
    "question-of-weights": lambda it: _of_type(it, "sjt"),
    "result-of-every-type": lambda it: Place(f"/attempts/{it.every_result}/result", it.passed),
    "confirm": lambda it: Place(f"/attempts/{it.attempt}/submission", it.sitting),
    "quizzes": lambda it: Place("/quizzes", it.trainer),
    "extensions": lambda it: Place(f"{QUIZ}/extensions?q=a", it.trainer),
    "extension": lambda it: Place(f"{QUIZ}/extensions/{it.enrolment}", it.trainer),
    "cut-panels": lambda it: Place("/cuts", it.trainer),
    "new-cut-panel": lambda it: Place(f"{QUIZ}/cuts/new", it.trainer),
    "cut-panel": lambda it: Place("/cuts/batas-uji", it.trainer),
    "cut-ratings": lambda it: Place("/cuts/batas-uji/ratings", it.mentor),
    "cut-rating": lambda it: Place("/cuts/batas-uji/ratings/1", it.mentor),
    "cut-result": lambda it: Place("/cuts/batas-uji/result", it.trainer),
    "cut-decision": lambda it: Place("/cuts/batas-uji/decision", it.trainer),
    "cut-panel-open": lambda it: Place("/cuts/batas-baru", it.trainer),
    "judge-taken-back": lambda it: Place(it.uninviting, it.trainer),
    "home-of-a-judge": lambda it: Place("/", it.bkd_data),
    "timeline": lambda it: Place(f"/attempts/{it.result}/timeline", it.passed),
    "result": lambda it: Place(f"/attempts/{it.result}/result", it.passed),
    "essay-question": lambda it: Place(it.writing, it.sitting),
    "result-that-waits": lambda it: Place(it.waits, it.passed),
    "courses-led": lambda it: Place("/teaching", it.trainer),
    "participants": lambda it: Place(f"/teaching/{COURSE}", it.trainer),
    "gradebook": lambda it: Place(f"/teaching/{COURSE}/grades", it.trainer),
    "runs": lambda it: Place(f"/teaching/{COURSE}/runs", it.trainer),
    "new-run": lambda it: Place(f"/teaching/{COURSE}/runs/new", it.trainer),
    "notices-sent": lambda it: Place(f"/teaching/{COURSE}/notices", it.trainer),
    "new-notice": lambda it: Place(f"/teaching/{COURSE}/notices/new", it.trainer),
    "notice-sent": lambda it: Place(f"/teaching/{COURSE}/notices/{it.notice}", it.trainer),
    "notice": lambda it: Place(f"/notices/{it.notice}", it.learner),
    "notices": lambda it: Place("/notices", it.learner),
    "how-far": lambda it: Place(f"/teaching/{COURSE}/steps", it.trainer),
    "participant": lambda it: Place(f"/teaching/{COURSE}/people/{it.enrolment}", it.trainer),
    "self-paced-rule": lambda it: Place(f"/teaching/{COURSE}/runs/self-paced", it.trainer),
    "waiting-list": lambda it: Place(_run(it, f"{it.waits_for.run_id}/waiting"), it.trainer),
    "letting-go": lambda it: Place(
        f"/teaching/{SOUGHT}/people/{it.waits_for.enrolment_id}/withdrawal", it.trainer
    ),
    "applications": lambda it: Place("/approvals", it.trainer),
    "answering": lambda it: Place(
        f"/approvals/answer?id={it.waits_for.application_id}", it.trainer, act=_refuse_silently
    ),
    "asking-for-a-place": lambda it: Place(f"{ASKING}?run={it.waits_for.run_id}", it.passed),
    "waiting-for-an-answer": lambda it: Place(f"/courses/{SOUGHT}", it.new),
    "leaving-the-line": lambda it: Place(f"{ASKING}/withdrawal", it.returned),
    "programmes": lambda it: Place("/programmes", it.done),
    "programme": lambda it: Place(f"/programmes/{it.waits_for.programme_id}", it.done),
    "leaving-a-programme": lambda it: Place(
        f"/programmes/{it.waits_for.programme_id}/journey/withdrawal", it.done
    ),
    "programmes-desk": lambda it: Place("/programmes/desk", it.bpsdm_penyelenggara),
    "new-programme": lambda it: Place("/programmes/new", it.bpsdm_penyelenggara, act=_make_nothing),
    "marking-desk": lambda it: Place("/marking", it.trainer),
    "marking-an-essay": lambda it: Place(it.essay, it.trainer),
    "releasing-marks": lambda it: Place(RELEASING, it.trainer),
    "questions-answered": lambda it: Place("/marking/questions", it.trainer),
    "correcting-a-key": lambda it: Place(it.regrade, it.trainer, act=see_effects),
    "correcting-parts": lambda it: Place(it.parted, it.trainer),
    "assignment": lambda it: Place(CASE, it.passed),
    "assignment-returned": lambda it: Place(CASE, it.returned),
    "submission": lambda it: Place(f"/submissions/{it.judged}", it.returned),
    "withdrawal": lambda it: Place(f"{ADDRESS}/withdrawal", it.passed),
    "discussions": lambda it: Place("/discussions", it.trainer),
    "discussion": lambda it: Place(FORUM, it.trainer),
    "thread": lambda it: Place(f"{FORUM}/{it.talk}", it.trainer),
    "hiding": lambda it: Place(f"{FORUM}/contributions/{it.talk}/hiding", it.trainer),
    "feedback": lambda it: Place("/mentoring", it.returned),
    "conversation": lambda it: Place(f"/mentoring/threads/{it.thread}", it.returned),
    "mentoring-desk": lambda it: Place("/mentoring", it.mentor),
    "mentee": lambda it: Place(f"/mentoring/people/{it.returned.id}", it.mentor),
    "review": lambda it: Place(f"/mentoring/submissions/{it.waiting}", it.mentor),
    "pairs": lambda it: Place("/mentoring/pairs", it.bpsdm_penyelenggara),
    "own-pairs": lambda it: Place("/mentoring/own-pairs", it.mentor),
    "pair": lambda it: Place(f"/mentoring/pairs/{it.pair}", it.mentor),
    "end-of-a-pair": lambda it: Place(f"/mentoring/pairs/{it.pair}/end", it.mentor),
    "propose": lambda it: Place("/mentoring/pairs/new?role=office&q=an", it.bpsdm_penyelenggara),
    "scenario": lambda it: Place(STORY, it.passed, act=walk),
    "scenario-at-its-end": lambda it: Place(STORY, it.done, act=walk_to_the_end),
    "scenes-by-form": lambda it: Place(SCENES, it.trainer),
    "writing-a-scene": lambda it: Place(f"{SCENES}/1", it.trainer),
    "work-of-a-group": lambda it: Place(GROUPED, it.sitting),
    "texts-of-a-group": lambda it: Place(f"{GROUPED}/groups/own/texts", it.sitting),
    "groups": lambda it: Place(f"{GROUPED}/groups", it.trainer),
    "survey": lambda it: Place(SURVEY, it.passed, act=send_nothing),
    "survey-sent": lambda it: Place(SURVEY, it.done),
    "surveys": lambda it: Place("/evaluation", it.trainer),
    "survey-results": lambda it: Place(SURVEYED, it.trainer),
    "survey-of-few": lambda it: Place(OF_FEW, it.trainer),
    "transcript": lambda it: Place("/transcript", it.done),
    "transcript-sheet": lambda it: Place("/transcript/print", it.done),
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
    "bank": lambda it: Place("/bank", it.trainer),
    "bank-question": lambda it: Place("/bank/questions/bank/kpm-043", it.trainer),
    "bank-essay": lambda it: Place("/bank/questions/uji-esai/uji-esai", it.trainer),
    "bank-stop": lambda it: Place("/bank/questions/bank/kpm-043/stop", it.trainer),
    "bank-analyses": lambda it: Place("/bank/analysis", it.trainer),
    "bank-analysis": lambda it: Place(f"/bank/analysis/{COURSE}/{FINAL}", it.trainer),
    "bank-gain": lambda it: Place(f"/bank/analysis/{COURSE}", it.trainer),
    "bank-supplies": lambda it: Place("/bank/blueprint", it.trainer),
    "bank-supply": lambda it: Place("/bank/blueprint/kepemimpinan/uji-akhir", it.trainer),
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
    "account": lambda it: Place("/account", it.learner),
    "import-questions": lambda it: Place("/bank/import", it.trainer),
    "imported-questions": lambda it: Place(f"/bank/import/{it.brought}", it.trainer),
    "export-questions": lambda it: Place("/bank/export", it.trainer),
    "own-courses": lambda it: Place("/authoring", it.trainer),
    "new-course": lambda it: Place("/authoring/new", it.trainer),
    "course-closed": lambda it: Place(f"/authoring/{SMALL}", it.trainer),
    "workbench": lambda it: Place(BENCH, it.trainer),
    "about-a-course": lambda it: Place(f"{BENCH}/about", it.trainer),
    "writing-a-module": lambda it: Place(f"{BENCH}/modules/{FINAL}", it.trainer),
    "questions-by-form": lambda it: Place(f"{BENCH}/modules/{FINAL}/questions", it.trainer),
    "new-question": lambda it: Place(f"{BENCH}/modules/{FINAL}/questions/new", it.trainer),
    "writing-a-question": lambda it: Place(f"{BENCH}/modules/{FINAL}/questions/1", it.trainer),
    "writing-an-essay": lambda it: Place(
        f"{BENCH}/modules/{FINAL}/questions/new/essay", it.trainer
    ),
    "writing-pairs": lambda it: Place(f"{BENCH}/modules/{FINAL}/questions/new/match", it.trainer),
    "question-as-text": lambda it: Place(f"{BENCH}/modules/{FINAL}/questions/1/text", it.trainer),
    "blueprint": lambda it: Place(f"{BENCH}/modules/{FINAL}/questions/blueprint", it.trainer),
    "rules-of-a-quiz": lambda it: Place(f"{BENCH}/modules/{FINAL}/questions/rules", it.trainer),
    "whole-file": lambda it: Place(f"{BENCH}/modules/mengapa-spbe/source", it.trainer),
    "checks-of-a-course": lambda it: Place(f"{BENCH}/checks", it.trainer),
    "files-of-a-course": lambda it: Place(f"{BENCH}/media", it.trainer),
    "history-of-a-course": lambda it: Place(f"{BENCH}/history", it.trainer),
    "one-revision": lambda it: Place(f"/authoring/{SMALL}/history/2", it.trainer),
    "edits-of-a-module": lambda it: Place(f"{BENCH}/modules/mengapa-spbe/edits", it.trainer),
    "edits-compared": lambda it: Place(f"{FIRST}/edits?number=1", it.trainer),
    "two-texts-joined": lambda it: Place(
        f"{FIRST}/source", it.trainer, act=_save_late("## ", "## Lagi: ")
    ),
    "two-texts-apart": lambda it: Place(
        f"{FIRST}/source", it.trainer, act=_save_late("hilang", "lain")
    ),
    "taking-a-module-out": lambda it: Place(f"{BENCH}/modules/{FINAL}/removal", it.trainer),
    "address-of-a-module": lambda it: Place(f"{BENCH}/modules/{FINAL}/address", it.trainer),
    "preview": lambda it: Place(f"{BENCH}/modules/mengapa-spbe/preview", it.trainer),
    "preview-of-a-course": lambda it: Place(f"{BENCH}/preview", it.trainer),
    "publishing": lambda it: Place(f"{BENCH}/publication", it.trainer),
    "referees-desk": lambda it: Place("/refereeing", it.trainer),
    "refereeing": lambda it: Place(WAY, it.trainer),
    "refereeing-own-work": lambda it: Place(WAY, it.bpsdm_penyelenggara),
    "remarks": lambda it: Place(f"{REMARKS}?at=p1", it.trainer),
    "handing-in": lambda it: Place(f"{WAY}/submission", it.trainer),
    "calling-back": lambda it: Place(f"{WAY}/recall", it.bpsdm_penyelenggara),
    "deciding": lambda it: Place(f"{WAY}/decision", it.trainer),
    "rule-of-two": lambda it: Place(f"{WAY}/rule", it.bpsdm_penyelenggara),
    "archiving": lambda it: Place(f"/authoring/{SMALL}/archive", it.trainer),
    "copying-a-course": lambda it: Place(f"{BENCH}/copy", it.trainer),
    "authors": lambda it: Place(f"{BENCH}/authors", it.trainer),
    "offered-course": lambda it: Place(it.handed[0], it.sitting),
    "leaving-a-course": lambda it: Place(f"{BENCH}/leaving", it.trainer),
    "sharing": lambda it: Place(f"{BENCH}/sharing", it.bpsdm_penyelenggara),
    "end-of-a-share": lambda it: Place(it.handed[1], it.bpsdm_penyelenggara),
    "shared-courses": lambda it: Place("/shared-courses", it.trainer),
    "discarding": lambda it: Place(f"{BENCH}/discarding", it.trainer),
    "403": lambda it: Place("/register", it.learner, 403),
    "404": lambda it: Place("/courses/tidak-ada", it.learner, 404),
    "410": lambda it: Place(WITHDRAWN, it.sitting, 410),
    "stale-form": lambda it: Place("/account", it.learner, act=_send_stale),
    "stale-sign-in": lambda it: Place("/sign-in", act=_send_stale),
}
