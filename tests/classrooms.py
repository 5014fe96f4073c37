"""Where people learn, teach and talk: each kind of page, and who meets it there."""

from collections.abc import Callable

from playwright.sync_api import Page, expect

import everytype
from branches import STORY, walk, walk_to_the_end
from courses import SLUG as SMALL
from exams import RELEASING, see_effects
from meetings import COURSE_URL as MEETINGS
from meetings import URL as MEETING
from newcomers import COURSE
from offers import URL as OFFERS
from opinions import OF_FEW, SURVEY, SURVEYED, send_nothing
from place import Place
from scenes import FINAL, SOUGHT, TOGETHER, Scene

ADDRESS = f"/courses/{COURSE}"
FORUM = "/courses/pemerintahan-digital/diskusi/discussion"
LESSON, QUIZ, CASE = (f"{ADDRESS}/{slug}" for slug in ("mengapa-spbe", FINAL, "studi-kasus"))
GROUPED = f"/courses/{TOGETHER}/kasus"
ASKING = f"/courses/{SOUGHT}/enrolment/application"
WITHDRAWN = f"/courses/{SMALL}/bacaan"  # a module that its course has no more


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


def _run(it: Scene, page: str) -> str:
    return f"/teaching/{it.waits_for.slug}/runs/{page}"


def _refuse_silently(page: Page) -> None:
    """Without a reason."""
    page.locator("button[value=refuse]").click()
    expect(page.get_by_role("alert")).to_be_visible()


def _of_type(it: Scene, name: str, act: Callable[[Page], None] | None = None) -> Place:
    place = everytype.PLACES[name]
    return Place(f"/attempts/{it.every_type}/questions/{place}", it.sitting, act=act)


def _misplace(page: Page) -> None:
    """Every step at the first position, as only a form without scripts can send it."""
    page.locator("select[name=position]").evaluate_all("all => all.forEach(it => it.value = 1)")
    with page.expect_navigation():
        page.locator("#jawaban").evaluate("it => it.submit()")
    expect(page.get_by_role("alert")).to_be_visible()


CLASSROOMS: dict[str, Callable[[Scene], Place]] = {
    "sign-in": lambda it: Place("/sign-in"),
    "ask-password": lambda it: Place("/password"),
    "sign-in-refused": lambda it: Place("/sign-in", act=_mistype),
    "asked-for-password": lambda it: Place("/password", act=_ask_for_a_password),
    "new-password": lambda it: Place(f"/password/{it.code}"),
    "help": lambda it: Place("/help"),
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
    "own-pairs": lambda it: Place("/mentoring/own-pairs", it.mentor),
    "pair": lambda it: Place(f"/mentoring/pairs/{it.pair}", it.mentor),
    "end-of-a-pair": lambda it: Place(f"/mentoring/pairs/{it.pair}/end", it.mentor),
    "scenario": lambda it: Place(STORY, it.passed, act=walk),
    "scenario-at-its-end": lambda it: Place(STORY, it.done, act=walk_to_the_end),
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
    "account": lambda it: Place("/account", it.learner),
    "403": lambda it: Place("/register", it.learner, 403),
    "404": lambda it: Place("/courses/tidak-ada", it.learner, 404),
    "410": lambda it: Place(WITHDRAWN, it.sitting, 410),
    "stale-form": lambda it: Place("/account", it.learner, act=_send_stale),
    "stale-sign-in": lambda it: Place("/sign-in", act=_send_stale),
}
