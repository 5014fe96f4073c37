"""The kinds of module that can be written in the browser; a room that brings one enters it here."""

from collections.abc import Callable
from dataclasses import dataclass
from itertools import chain
from typing import Literal, get_args, get_origin

from lms.authoring.front import FENCE, written
from lms.catalog.reading.declared import (
    AssignmentDeclared,
    DiscussionDeclared,
    FileDeclared,
    LessonDeclared,
    LinkDeclared,
    ModuleDeclared,
    SurveyDeclared,
    VideoDeclared,
)
from lms.catalog.reading.declared_quiz import QuizDeclared
from lms.catalog.reading.placeholders import CELL, EFFECT, FIRST, LEARNED, SECOND, STORY
from lms.catalog.reading.scenario import ScenarioDeclared
from lms.catalog.reading.session import SessionDeclared
from lms.foundation.language import Sentence, say

Begin = Callable[[str], str]  # from a name that no other question has, what the body begins with


@dataclass(frozen=True)
class Starter:
    """How a module of a kind begins, and what its front matter may say."""

    kind: str
    label: Sentence
    purpose: Sentence  # what it is for, to who chooses
    declared: type[ModuleDeclared]
    body: Begin
    picture: str  # the name of an icon

    @property
    def is_settled(self) -> bool:
        """Whether it is first of all what its settings say: a meeting, an address, a file."""
        fields = self.declared.model_fields
        return any(it.is_required() for name, it in fields.items() if name != "title")


def _nothing(_: str) -> str:
    return ""


# What a body begins with is content, so it is in the language that courses are written in.
def _assignment(_: str) -> str:
    return (
        "\n## Rubrik\n\n| Perilaku | 1 Belum tampak | 2 Mulai tampak | 3 Tampak |\n"
        f"|---|---|---|---|\n| {CELL} | {CELL} | {CELL} | {CELL} |\n"
    )


def _survey(name: str) -> str:
    return (
        f"## Seberapa berguna kursus ini bagi pekerjaan Anda?\n{{#{name}-1 type=scale}}\n\n"
        "- 1 Sama sekali tidak\n- 5 Sangat\n"
    )


def _scenario(_: str) -> str:
    return (
        f"## Adegan pertama\n{{#awal}}\n\n{STORY}\n\n"
        f"- {FIRST} -> akhir-baik\n  > {EFFECT}\n"
        f"- {SECOND} -> akhir-kurang\n  > {EFFECT}\n\n"
        f"## Akhir yang baik\n{{#akhir-baik end=good}}\n\n{LEARNED}\n\n"
        f"## Akhir yang kurang\n{{#akhir-kurang end=poor}}\n\n{LEARNED}\n"
    )


_starters: dict[str, Starter] = {}


def enter(starter: Starter) -> None:
    """Let authors add modules of this kind; called once for each at the start."""
    _starters[starter.kind] = starter


def starters() -> list[Starter]:
    return list(_starters.values())


def starter(kind: str) -> Starter | None:
    return _starters.get(kind)


def first_source(it: Starter, title: str, name: str) -> bytes:
    """The file of a new module, saying what its form shows as chosen already."""
    said = {"title": title, **_chosen(it.declared)}
    head = "".join(chain.from_iterable(written(key, value) for key, value in said.items()))
    return f"{FENCE}\n{head}{FENCE}\n{it.body(name)}".encode()


def _chosen(declared: type[ModuleDeclared]) -> dict[str, str]:
    """The first choice of each key that must say one."""
    asked = {name: it.annotation for name, it in declared.model_fields.items() if it.is_required()}
    return {name: get_args(of)[0] for name, of in asked.items() if get_origin(of) is Literal}


for each in (
    Starter(
        "lesson",
        say("Bacaan"),
        say("Teks dengan gambar, tabel, dan tautan."),
        LessonDeclared,
        _nothing,
        "katalog",
    ),
    Starter(
        "quiz",
        say("Kuis"),
        say("Soal yang dinilai sendiri, atau esai yang dinilai orang."),
        QuizDeclared,
        _nothing,
        "centang",
    ),
    Starter(
        "assignment",
        say("Tugas"),
        say("Tulisan peserta yang dinilai mentor menurut rubrik."),
        AssignmentDeclared,
        _assignment,
        "catatan",
    ),
    Starter(
        "discussion",
        say("Diskusi"),
        say("Pertanyaan yang dijawab peserta bersama-sama."),
        DiscussionDeclared,
        _nothing,
        "bimbingan",
    ),
    Starter(
        "survey",
        say("Survei"),
        say("Pendapat peserta tentang kursus, tanpa nama."),
        SurveyDeclared,
        _survey,
        "daftar",
    ),
    Starter(
        "session",
        say("Pertemuan"),
        say("Kelas, webinar, atau lokakarya dengan daftar hadir."),
        SessionDeclared,
        _nothing,
        "kalender",
    ),
    Starter(
        "link",
        say("Tautan"),
        say("Situs lain, dan apa yang dikerjakan di sana."),
        LinkDeclared,
        _nothing,
        "panah",
    ),
    Starter(
        "file",
        say("Berkas"),
        say("Dokumen untuk diunduh peserta."),
        FileDeclared,
        _nothing,
        "unduh",
    ),
    Starter(
        "video",
        say("Video"),
        say("Video Anda sendiri, dengan teks dan naskah."),
        VideoDeclared,
        _nothing,
        "kanan",
    ),
    Starter(
        "scenario",
        say("Skenario"),
        say("Cerita bercabang: peserta memilih, lalu melihat akibatnya."),
        ScenarioDeclared,
        _scenario,
        "selaras",
    ),
):
    enter(each)
