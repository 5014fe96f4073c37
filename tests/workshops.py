"""Where courses and questions are written: each kind of page, and who meets it there."""

from collections.abc import Callable

from playwright.sync_api import Page, expect

from branches import SCENES
from courses import SLUG as SMALL
from newcomers import COURSE
from place import Place
from scenes import FINAL, REFEREED, Scene

BENCH = f"/authoring/{COURSE}"
FIRST = f"{BENCH}/modules/mengapa-spbe"
WAY = f"/authoring/{REFEREED}/refereeing"
REMARKS = f"/authoring/{REFEREED}/modules/standar-pelayanan/remarks"


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


WORKSHOPS: dict[str, Callable[[Scene], Place]] = {
    "scenes-by-form": lambda it: Place(SCENES, it.trainer),
    "writing-a-scene": lambda it: Place(f"{SCENES}/1", it.trainer),
    "bank": lambda it: Place("/bank", it.trainer),
    "bank-question": lambda it: Place("/bank/questions/bank/kpm-043", it.trainer),
    "bank-essay": lambda it: Place("/bank/questions/uji-esai/uji-esai", it.trainer),
    "bank-stop": lambda it: Place("/bank/questions/bank/kpm-043/stop", it.trainer),
    "bank-analyses": lambda it: Place("/bank/analysis", it.trainer),
    "bank-analysis": lambda it: Place(f"/bank/analysis/{COURSE}/{FINAL}", it.trainer),
    "bank-gain": lambda it: Place(f"/bank/analysis/{COURSE}", it.trainer),
    "bank-supplies": lambda it: Place("/bank/blueprint", it.trainer),
    "bank-supply": lambda it: Place("/bank/blueprint/kepemimpinan/uji-akhir", it.trainer),
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
}
