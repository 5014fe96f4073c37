"""What people answer to the survey at the end of a course.

In one course only three of them do, so that a result which is not shown yet can be seen too.
"""

from datetime import timedelta

from sqlalchemy import func, select

from lms.catalog.library import Module, page
from lms.demo.story import Stage, Story
from lms.evaluation import actions
from lms.evaluation.answers import Given
from lms.evaluation.models import Reply
from lms.foundation import clock
from lms.foundation.database import db
from lms.learning.queries import Visit, visit

HARDLY_ANSWERED = "kepemimpinan"
FEW = 3
ANSWERS = 0.6  # share of those at the end who answer
WEIGHTS = (1, 2, 6, 14, 11)  # how often each point of a scale is chosen
COMMENTS = (
    "Contohnya dekat dengan pekerjaan saya. Bagian data masih terlalu singkat.",
    "Latihan di kantor paling menolong; saya jadi berani bertanya kepada warga.",
    "Beberapa istilah belum dijelaskan saat pertama muncul.",
    "Lembar kerjanya langsung saya pakai dalam rapat Senin pagi.",
    "Mohon ditambah contoh dari kecamatan yang jauh dari kota.",
    "Soalnya menantang, tetapi umpan baliknya membuat saya paham.",
    "Sudah saya terapkan pada papan informasi loket. Halangannya waktu, karena loket selalu ramai.",
    "Bagian keberatan rekan kerja perlu contoh percakapan yang lebih panjang.",
    "Bacaannya pas dibaca di telepon di sela pelayanan.",
    "Saya berharap ada rekaman suara untuk dibaca ulang di perjalanan.",
)


def give_opinion(story: Story) -> None:
    """Let whoever is at the end of the course answer its survey within a few days."""
    if story.stage < Stage.COMPLETED:
        return
    at = visit(story.course.slug, story.person.id)
    for module in at.outline.modules:
        if module.kind == "survey" and _answers(story, at):
            moment = story.moment + timedelta(hours=story.chance.randint(1, 60))
            with clock.at(min(moment, clock.now())):
                actions.send_reply(at, module, _given(story, module))


def _answers(story: Story, at: Visit) -> bool:
    if story.course.slug == HARDLY_ANSWERED:
        return _replies(at.outline.course_id) < FEW
    return story.chance.random() < ANSWERS


def _replies(course_id: int) -> int:
    wanted = select(func.count()).select_from(Reply).where(Reply.course_id == course_id)
    return db.session.scalar(wanted) or 0


def _given(story: Story, module: Module) -> dict[str, Given]:
    said = {
        facts["id"]: _answer(story, facts["type"], len(facts["points"] or facts["options"]))
        for facts in page(module.digest).facts["questions"]
    }
    return {question: answer for question, answer in said.items() if answer != ""}


def _answer(story: Story, kind: str, most: int) -> Given:
    if kind == "text":
        return story.chance.choice(COMMENTS) if story.chance.random() < ANSWERS else ""
    weights = [WEIGHTS[place % len(WEIGHTS)] for place in range(most)]
    return story.chance.choices(range(1, most + 1), weights)[0]
