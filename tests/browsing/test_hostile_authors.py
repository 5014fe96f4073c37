"""Nothing that an author writes runs in another person's browser: not a text, not a preview.

Under the policy of every page and, separately, with Chromium told to heed no policy, so that what
cleans is tried alone.
"""

import os
from collections.abc import Iterator
from contextlib import contextmanager

import pytest
from playwright.sync_api import Browser, Page, expect

from desks import person_id
from folders import COURSE, DRAWING
from hostiles import VECTORS
from lms.authoring import actions
from lms.authoring.checking import check
from lms.authoring.queries import files, open_manuscript
from lms.catalog.queries import course
from lms.foundation.files import store
from newcomers import join
from sites import Home, Site
from windows import sign_in, window

WRITTEN, OUT = "kursus-jahat", "kursus-terbit"
TITLE = "<img src=x onerror=P()>\\\"';P()//{{7*7}}"
ABOUT = COURSE.replace("Melayani Warga", f"'{TITLE.replace(chr(39), chr(39) * 2)}'")
POLICIES = [False, True]
DEEP = bool(os.environ.get("LMS_DEEP"))
LOOK_OUT = "window.P = () => { (window.top.ran ??= []).push(location.href); }; window.ran ??= [];"
# Whatever in a page could still run by a hand, told by the browser's own reading of it.
ARMED = """() => [...document.querySelectorAll('main *, dialog *')].flatMap((it) => [
  ...[...it.attributes].filter((at) => /^on|^style$|^srcdoc$|^ping$|^formaction$/.test(at.name)),
  ...['href', 'src', 'action', 'data'].filter((at) => /^[a-z]*script:|^data:/i.test(it[at] ?? '')),
  ...(it.matches('script, iframe, object, embed, style, base, meta') ? [it] : []),
].map(() => it.outerHTML.slice(0, 200)))"""


@contextmanager
def guarded(chromium: Browser, site: Site, *, bypass: bool) -> Iterator[Page]:
    """A window in which whatever runs is told, and each page is looked at when it is left."""
    with window(chromium, site, bypass_csp=bypass) as page:
        page.add_init_script(LOOK_OUT)
        yield page


def look(page: Page, address: str) -> None:
    answer = page.goto(address)
    assert answer
    assert answer.status == 200, address
    assert_tame(page)


def assert_tame(page: Page) -> None:
    page.wait_for_load_state()
    assert page.evaluate("window.ran") == [], page.url
    assert page.evaluate(ARMED) == [], page.url


def lesson(text: str) -> bytes:
    said = TITLE.replace("'", "''")
    return f"---\ntitle: '{said}'\nsummary: '{said}'\ngoals: ['{said}']\n---\n{text}\n".encode()


@pytest.fixture(scope="module")
def written(home_apart: Home, site_apart: Site) -> None:
    """A manuscript of all that is hostile, and a course of all of it that can be published."""
    with home_apart.inside():
        trainer, agency = person_id(site_apart, "trainer"), course("pelayanan-publik").agency_id
        for slug in (WRITTEN, OUT):
            actions.begin(slug, ABOUT.encode(), agency_id=agency, by=trainer)
            _fill(slug, trainer, only_sound=slug == OUT)
        held = open_manuscript(OUT)
        assert held
        checked = check(OUT, files(held.id))
        assert not checked.mistakes, [str(each) for each in checked.mistakes]
        actions.demand(OUT, agency, trainer, "Uji", two_people=False)
        actions.publish_manuscript(held, checked, trainer, TITLE)


def _fill(slug: str, by: int, *, only_sound: bool) -> None:
    held = open_manuscript(slug)
    assert held
    drawing = store().put(DRAWING.encode())
    actions.add_file(held, "media/alur.svg", by, digest=drawing)
    for number, (kind, vectors) in enumerate(VECTORS.items(), 1):
        file = actions.add_file(held, f"{number:02}-{kind}.md", by, source=lesson("Isi."))
        texts = ["Isi."]
        for each in vectors:
            if only_sound:
                actions.save(held, file.id, file.version, lesson(each), by)
                if check(slug, files(held.id)).of(file.path):
                    continue
            texts.append(each)
        while True:
            actions.save(held, file.id, file.version, lesson("\n\n---\n\n".join(texts)), by)
            if not (only_sound and check(slug, files(held.id)).of(file.path)):
                break
            texts.pop()


@pytest.mark.parametrize("bypass", POLICIES, ids=["policy", "no policy"])
def test_what_learners_read_is_tame(
    chromium: Browser, home_apart: Home, site_apart: Site, written: None, bypass: bool
) -> None:
    with guarded(chromium, site_apart, bypass=bypass) as page:
        sign_in(page, join(home_apart, f"Pembaca {bypass}"))
        for words in ("onerror", "src=x 7*7", "isi"):
            look(page, f"/courses?q={words}")
        look(page, f"/courses/{OUT}")
        expect(page.get_by_role("heading", level=1)).to_contain_text("<img src=x")
        page.get_by_role("button", name="Daftar dan mulai").click()
        for kind in VECTORS:
            look(page, f"/courses/{OUT}/{kind}")


@pytest.mark.parametrize("bypass", POLICIES, ids=["policy", "no policy"])
def test_what_other_authors_look_at_is_tame(
    chromium: Browser, site_apart: Site, written: None, bypass: bool
) -> None:
    with guarded(chromium, site_apart, bypass=bypass) as page:
        sign_in(page, site_apart.people["trainer"])
        for kind in VECTORS if DEEP else [*VECTORS][:1]:
            for each in ("", "/edits?number=1", "/source"):
                look(page, f"/authoring/{WRITTEN}/modules/{kind}{each}")
        for kind in VECTORS:
            look(page, f"/authoring/{WRITTEN}/modules/{kind}/preview")
        for each in ("", "/preview", "/publication", "/media", "/about", "/about/source"):
            look(page, f"/authoring/{WRITTEN}{each}")
        for each in (
            f"/authoring/{OUT}",
            f"/authoring/{OUT}/history",
            f"/authoring/{OUT}/history/1",
        ):
            look(page, each)
        for each in ("", "/grades", "/steps"):
            look(page, f"/teaching/{OUT}{each}")


EACH = [each for vectors in VECTORS.values() for each in vectors]
TOGETHER = ["\n\n---\n\n".join(vectors) for vectors in VECTORS.values()]


@pytest.mark.parametrize("bypass", POLICIES, ids=["policy", "no policy"])
@pytest.mark.parametrize(
    "texts", [TOGETHER, pytest.param(EACH, marks=pytest.mark.deep)], ids=["classes", "each"]
)
def test_the_preview_beside_a_text_is_tame(
    chromium: Browser, site_apart: Site, written: None, bypass: bool, texts: list[str]
) -> None:
    with guarded(chromium, site_apart, bypass=bypass) as page:
        page.route("**/body", lambda route: route.fulfill(status=503))  # nothing is saved
        sign_in(page, site_apart.people["trainer"])
        page.goto(f"/authoring/{WRITTEN}/modules/scripts")
        expect(page.locator("[data-ready]")).to_be_attached()
        for text in texts:
            with page.expect_response("**/preview"):
                page.locator("textarea[data-preview]").evaluate(
                    """(it, text) => it.dispatchEvent(
                      new CustomEvent('editor:replace', { detail: { text } }))""",
                    text,
                )
            expect(page.locator(".editor-page")).not_to_have_attribute("aria-busy", "true")
            assert_tame(page)
