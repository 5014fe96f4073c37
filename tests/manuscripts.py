"""Manuscripts for tests, opened and changed as the pages would do it."""

from cast import Cast, Someone
from desks import person_id
from folders import COURSE
from lms.authoring import actions
from lms.authoring.checking import check
from lms.authoring.models import Manuscript
from lms.authoring.outline import outline
from lms.authoring.queries import agencies_beside, file_at, files
from lms.catalog import queries as catalog
from lms.catalog.actions import share
from lms.foundation.database import transaction
from lms.identity.queries import person
from sites import Site

NEW = "kursus-baru"


def open_manuscript(cast: Cast, slug: str = NEW) -> Manuscript:
    """Of a course that is not there yet."""
    about = COURSE.encode()
    with transaction():
        return actions.begin(slug, about, agency_id=cast.province, by=cast.wati.id)


def let_publish_alone(someone: Someone, *slugs: str) -> None:
    """These courses of the person's agency demand nobody else's approval."""
    with transaction():
        for slug in slugs:
            actions.demand(slug, someone.agency_id, someone.id, "Uji", two_people=False)


def edit(manuscript: Manuscript, path: str, old: str, new: str, by: int) -> None:
    """Replace one text in one file."""
    with transaction():
        file = file_at(manuscript.id, path)
        text = (file.source or b"").decode()
        assert old in text
        actions.save(manuscript, file.id, file.version, text.replace(old, new).encode(), by)


def texts(manuscript: Manuscript) -> dict[str, str]:
    return {each.path: each.source.decode() for each in files(manuscript.id) if each.source}


def let_write(site: Site, slug: str) -> None:
    """A published course is open at its trainer's workbench, with a mistake and a module gone."""
    trainer = person_id(site, "trainer")
    held = actions.open_course(catalog.course(slug), trainer)
    parts = outline(files(held.id))
    actions.remove(held, parts[-1].file.id, trainer)
    broken = (parts[0].file.source or b"") + b"\n![](media/hilang.png)\n"
    actions.save(held, parts[0].file.id, 1, broken, trainer)


def let_referee(site: Site, slug: str) -> None:
    """A course that the programme officer changed waits for the trainer, who remarked on it."""
    officer, trainer = (person_id(site, role) for role in ("bpsdm_penyelenggara", "trainer"))
    held = actions.open_course(catalog.course(slug), officer)
    first, second = outline(files(held.id))[1:3]
    changed = (first.file.source or b"") + b"\nSatu kalimat lagi.\n"
    actions.save(held, first.file.id, 1, changed, officer)
    actions.submit(held, check(slug, files(held.id)), officer, "Satu kalimat ditambahkan.")
    lost = actions.Anchor(first.file, 2, "Kalimat yang sudah tidak ada lagi di sini.")
    for n, at in enumerate((lost, actions.Anchor(first.file, 0, ""))):
        said = actions.remark(held, at, "Sebutkan sumbernya.", trainer, f"uji-{n}")
        actions.answer(held, said, "Baik.", officer, f"uji-{n}")
    actions.settle(held, said, trainer, settled=True)
    actions.remark(held, actions.Anchor(second.file, 0, ""), "Runtut.", trainer, "uji-3")


def let_hand_over(site: Site, slug: str, to: int) -> tuple[str, str]:
    """This person is asked to write the course, which another agency may take.

    Answers where the one is answered, and where the other is ended.
    """
    course, trainer = catalog.course(slug), person_id(site, "trainer")
    given = actions.Offer(person(to).nip, "Tolong bantu menulis contohnya.", leaves=True)
    offer = actions.offer(slug, course.agency_id, given, trainer)
    other = agencies_beside(course.agency_id)[0].id
    share(course, other, trainer, "Surat 12/2026")
    return f"/handovers/{offer.id}", f"/authoring/{slug}/sharing/{other}/end"
