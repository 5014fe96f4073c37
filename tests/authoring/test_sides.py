"""Two texts side by side: what moved is told as moved, and changes are told by their words."""

import random
import time

from hypothesis import given
from hypothesis import strategies as st

from lms.authoring.blocks import blocks
from lms.authoring.differing import differing
from lms.authoring.questions.differing import questions_differing
from lms.authoring.sides import Kind, rows, side_by_side
from lms.foundation.differences import Change, Piece

ONE = "Warga datang ke loket pukul delapan pagi dan mengambil nomor antrean."
TWO = "Petugas menyapa, memeriksa berkas, lalu memberi tanda terima kepada warga."
THREE = "Berkas yang kurang disebutkan satu per satu, tertulis, dengan tenggatnya."
FRONT = "---\ntitle: Loket\nsummary: Apa saja\n---\n"
line = st.sampled_from(
    ["Satu dua tiga empat lima.", "", "- butir satu", "## Judul", "```", "| a | b |", "x", "  y"]
)
texts = st.lists(line, max_size=12).map("\n".join)


def said(pieces: tuple[Piece, ...] | list[Piece], change: Change) -> str:
    return "".join(it.text for it in pieces if it.change == change)


@given(texts, texts)
def test_both_texts_can_be_read_out_of_their_rows(old: str, new: str) -> None:
    found = rows(old, new)
    assert "".join(it.text for row in found for it in row.old) == old
    assert "".join(it.text for row in found for it in row.new) == new
    assert "".join(blocks(old)) == old
    moves = [(row.move, row.kind) for row in found if row.move]
    assert len(set(moves)) == len(moves) == 2 * len({number for number, _ in moves})
    same = {row.kind for row in rows(old, old)}
    assert same <= {Kind.SAME}


def test_a_paragraph_that_moved_is_neither_removed_nor_added() -> None:
    found = rows(f"{FRONT}{ONE}\n\n{TWO}\n\n{THREE}\n", f"{FRONT}{TWO}\n\n{THREE}\n\n{ONE}\n")
    told = [row for row in found if row.kind != Kind.SAME]
    assert [row.kind for row in told] == [Kind.AWAY, Kind.HERE]
    assert [(row.move, row.down) for row in told] == [(1, True), (1, True)]
    assert said(told[0].old, Change.SAME).strip() == ONE
    (away, here) = (
        row for row in rows(f"{ONE}\n\n{TWO}\n\n{THREE}", f"{THREE}\n\n{ONE}\n\n{TWO}") if row.move
    )
    assert (away.kind, away.down, here.kind) == (Kind.HERE, False, Kind.AWAY)


def test_words_that_changed_are_told_within_what_moved_and_what_stayed() -> None:
    mended = ONE.replace("delapan", "tujuh")
    found = rows(f"{ONE}\n\n{TWO}\n\n{THREE}", f"{TWO}\n\n{THREE}\n\n{mended}")
    away, here = (row for row in found if row.move)
    assert said(away.old, Change.REMOVED) == "delapan "
    assert said(here.new, Change.ADDED) == "tujuh "
    (row,) = rows(ONE, mended)
    assert (row.kind, said(row.new, Change.ADDED)) == (Kind.CHANGED, "tujuh ")


def test_a_list_is_told_by_its_items_and_a_broken_line_is_no_change() -> None:
    old = "- Menyapa warga\n- Memeriksa berkas\n- Memberi tanda terima\n"
    new = "- Memberi tanda terima\n- Menyapa warga\n- Memeriksa berkas\n- Tersenyum\n"
    kinds = [row.kind for row in rows(old, new)]
    assert kinds == [Kind.HERE, Kind.SAME, Kind.SAME, Kind.AWAY, Kind.ADDED]
    assert [row.kind for row in rows(ONE, ONE.replace(" dan ", "\ndan "))] == [Kind.SAME]
    assert differing("01-a.md", ONE.encode(), ONE.replace(" ", "\n", 1).encode()).rows == []
    code = "```\nif x:\n    y\n```\n"
    assert [row.kind for row in rows(code, code.replace("    ", "  "))] == [Kind.CHANGED]


def test_what_is_the_same_and_far_from_any_change_is_counted() -> None:
    old = "\n\n".join(f"{n} {ONE}" for n in range(9))
    found = side_by_side(old, old.replace("4 Warga", "4 Orang"))
    assert [row.kind for row in found] == [
        *(Kind.PASSED, Kind.SAME, Kind.CHANGED, Kind.SAME, Kind.PASSED),
    ]
    assert [row.count for row in found] == [3, 0, 0, 0, 3]


def test_texts_made_to_be_alike_hold_nobody_up() -> None:
    chosen = random.Random(3)
    old, new = (
        "\n\n".join(" ".join(f"kata{chosen.randrange(30)}" for _ in range(40)) for _ in range(600))
        for _ in range(2)
    )
    began = time.process_time()
    side_by_side(old, new)
    assert time.process_time() - began < 6


QUIZ = """---
title: Kuis
---
Pengantar.

## Berapa lama?
{#lama type=single competency=M.5 level=1}

- [ ] Tiga hari kerja
  > Terlalu singkat.
- [x] Lima hari kerja
  > Tepat.
- [ ] Sepuluh hari

> Lihat aturannya.

## Urutkan langkah
{#urut type=order}

1. Menyapa
2. Memeriksa
3. Menyerahkan

## Sapaan
{#sapa type=short}

- [x] Selamat pagi
"""


def parts(new: str) -> dict[str, dict[str, tuple[str, str]]]:
    """By the heading of each question that differs: the name of each part, as it was and is."""
    return {
        it.heading: {
            str(part.name): ("".join(p.text for p in part.old), "".join(p.text for p in part.new))
            for part in it.parts
        }
        for it in questions_differing(QUIZ.encode(), new.encode())
    }


def test_a_question_is_told_in_its_parts() -> None:
    assert parts(QUIZ) == {}
    new = (
        QUIZ.replace("level=1", "level=2 points=3")
        .replace("- [ ] Tiga", "- [x] Tiga")
        .replace("- [x] Lima hari kerja", "- [ ] Lima hari")
        .replace("> Tepat.", "> Hampir.")
        .replace("1. Menyapa\n2. Memeriksa", "1. Memeriksa\n2. Menyapa")
    )
    assert parts(new) == {
        "Berapa lama?": {
            "Pilihan 2": ("Lima hari kerja", "Lima hari"),
            "Umpan balik pilihan 2": ("Tepat.", "Hampir."),
            "Kunci": ("Lima hari kerja", "Tiga hari kerja"),
            "Tingkat": ("1", "2"),
            "Poin": ("1", "3"),
        },
        "Urutkan langkah": {
            "Urutan yang benar": (
                "1. Menyapa\n2. Memeriksa\n3. Menyerahkan",
                "1. Memeriksa\n2. Menyapa\n3. Menyerahkan",
            )
        },
    }


def test_questions_that_are_new_gone_or_elsewhere_are_told_so() -> None:
    above, lama, urut, sapa = QUIZ.replace("\n## ", "\0## ").split("\0")
    new = "\n".join([above, sapa, lama, urut.replace("{#urut", "{#baru")])
    found = questions_differing(QUIZ.encode(), new.encode())
    assert [(it.heading, it.was, it.now, it.moved) for it in found] == [
        ("Sapaan", 3, 1, True),
        ("Urutkan langkah", 0, 3, False),
        ("Urutkan langkah", 2, 0, False),
    ]
    assert {str(part.name) for part in found[1].parts} >= {"Pertanyaan", "Pilihan 1", "Jenis soal"}
    broken = QUIZ.replace("{#sapa type=short}", "{#sapa type=aneh}")
    (it,) = questions_differing(QUIZ.encode(), broken.encode())
    assert [str(part.name) for part in it.parts] == ["Teks soal"]


def test_prose_of_a_quiz_is_told_as_prose() -> None:
    found = differing(
        "02-kuis.quiz.md", QUIZ.encode(), QUIZ.replace("Pengantar", "Bacalah").encode()
    )
    assert [row.kind for row in found.rows if row.kind == Kind.CHANGED] == [Kind.CHANGED]
    assert found.questions == []
    found = differing("02-kuis.quiz.md", QUIZ.encode(), QUIZ.replace("level=1", "level=2").encode())
    assert (found.rows, [it.heading for it in found.questions]) == ([], ["Berapa lama?"])
