"""Matching, ordering, gaps and situations: what is read of them, and how every slip is told."""

from pathlib import Path
from typing import Any

import pytest

from folders import QUIZ, SLUG, SOUND, course_of, reading_of
from lms.catalog.reading.shapes import ReadQuestion

FRONT = QUIZ[: QUIZ.index("## Warga")]
FIRST = FRONT.count("\n") + 1  # the line of the question's heading

MATCH = """## Pasangkan
{#a type=match}

- [x] **Lama** -> Standar
  > Tertulis.
- [x] Biaya → Standar
- [x] Siapa -> Jadwal & loket
- [ ] -> Rencana
  > Bukan itu.

> Lihat pasal 21.
"""
ORDER = """## Urutkan
{#a type=order}

Di loket:

1. Menyapa
   > Lebih dahulu.
2. Memeriksa
   berkasnya
3) 10. Januari
"""
CLOZE = """## UU {{25}} Tahun {{2009 ± 0}}
{#a type=cloze}

**Warga** menerima {{ aduan | "Pengaduan" }} dari `{{loket}}`:

| a | {{[x] satu | [ ] dua}} |
|---|---|
| b | c |

```
{{bukan}}
```

> Lihat pasal 36.
> Lalu pasal 37.
"""
SJT = """## Warga marah
{#a type=sjt}

- [5] Menyapa
  > Tepat.
- [2] Menunggu
  > Kurang.

> Kuncinya: dengarkan.
"""


def read(tmp_path: Path, text: str) -> ReadQuestion:
    files = SOUND | {"02-kuis.quiz.md": FRONT + text}
    return course_of(tmp_path, files).modules[1].questions[0]


def test_pairs_share_a_right_side_that_is_shown_once(tmp_path: Path) -> None:
    content = read(tmp_path, MATCH).content
    assert content["pairs"] == [
        {"html": "<strong>Lama</strong>", "right": 1, "feedback": "Tertulis."},
        {"html": "Biaya", "right": 1, "feedback": ""},
        {"html": "Siapa", "right": 2, "feedback": ""},
    ]
    assert content["rights"] == [
        {"text": "Standar", "feedback": ""},
        {"text": "Jadwal & loket", "feedback": ""},
        {"text": "Rencana", "feedback": "Bukan itu."},
    ]
    assert content["general"] == "<p>Lihat pasal 21.</p>"


def test_steps_are_a_numbered_list(tmp_path: Path) -> None:
    question = read(tmp_path, ORDER)
    assert question.content["steps"] == [
        {"html": "Menyapa", "feedback": "Lebih dahulu."},
        {"html": "Memeriksa\nberkasnya", "feedback": ""},
        {"html": "10. Januari", "feedback": ""},
    ]
    assert question.content["stem"] == "<p>Urutkan</p>\n<p>Di loket:</p>"
    assert question.bare_options == 0, "a step needs no feedback"


def test_gaps_stand_anywhere_in_the_text_but_not_in_code(tmp_path: Path) -> None:
    content = read(tmp_path, CLOZE).content
    number = {"type": "numeric"}
    assert content["gaps"] == [
        number | {"accepted": [{"value": 25.0, "tolerance": 0.0}]},
        number | {"accepted": [{"value": 2009.0, "tolerance": 0.0}]},
        {"type": "short", "accepted": ["aduan", '"Pengaduan"']},
        {
            "type": "single",
            "options": [{"text": "satu", "right": True}, {"text": "dua", "right": False}],
        },
    ]
    pieces = content["pieces"]
    assert pieces[:2] == ["<p>UU ", " Tahun "]
    assert pieces[2].endswith("<strong>Warga</strong> menerima ")
    assert "<code>{{loket}}</code>" in pieces[3]
    assert pieces[4].startswith("</th>")
    assert "{{bukan}}" in pieces[4]
    assert 'aria-label="a / ____"' in pieces[3], "what the table is called by its heads"
    assert content["heading"] == "UU ____ Tahun ____"
    assert content["stem"].count("____") == 5  # one of them in what the table is called
    assert content["general"] == "<p>Lihat pasal 36.\nLalu pasal 37.</p>"


def test_options_of_a_situation_have_weights(tmp_path: Path) -> None:
    assert read(tmp_path, SJT).content["options"] == [
        {"html": "Menyapa", "feedback": "Tepat.", "weight": 5, "right": True},
        {"html": "Menunggu", "feedback": "Kurang.", "weight": 2, "right": False},
    ]


def test_a_key_that_nobody_explains_is_noted(tmp_path: Path) -> None:
    bare = SJT.replace("\n> Kuncinya: dengarkan.\n", "").replace("  > Kurang.\n", "")
    notes = reading_of(tmp_path, SOUND | {"02-kuis.quiz.md": FRONT + bare}).notes
    assert {str(note.text) for note in notes} == {
        "Kunci soal a belum dijelaskan.",
        "1 pilihan soal a tanpa umpan balik.",
    }


MANY = "\n".join(f"{n}. Langkah {n}" for n in range(3, 22))
# A question, what is replaced by what, then the place from its heading and words of the mistake.
MISTAKES = {
    "one pair": ("- [x] Biaya → Standar\n- [x] Siapa -> Jadwal & loket\n", "", "1:1", "1 pasangan"),
    "no arrow": ("Biaya → Standar", "Biaya: Standar", "5:1", "Ada 0 tanda panah"),
    "an arrow without spaces": ("Biaya → Standar", "Biaya->Standar", "5:1", "Ada 0 tanda"),
    "two arrows": ("Biaya → Standar", "Biaya -> a -> b", "5:1", "Ada 2 tanda panah"),
    "no left side": ("- [x] Biaya →", "- [x] →", "5:1", "kiri pasangan ini kosong"),
    "no right side": ("Biaya → Standar", "Biaya →", "5:1", "kanan pasangan ini kosong"),
    "a right side in bold": ("→ Standar", "→ **Standar**", "5:1", "tanda Markdown"),
    "the same left side": ("Biaya →", "**Lama** →", "5:1", "Sisi kiri ini sama"),
    "a distractor with a left side": ("- [ ] ->", "- [ ] Kapan ->", "7:1", "mempunyai sisi kiri"),
    "a distractor that is right": ("-> Rencana", "-> Standar", "7:1", "Pengecoh sama"),
    "a pair that a distractor gives away": (
        "- [x] **Lama**",
        "- [ ] -> Standar\n- [x] **Lama**",
        "4:1",
        "Pengecoh sama",
    ),
    "a pair of two lines": ("→ Standar", "→ Standar\n  lama", "6:1", "lebih dari satu baris"),
    "one right side only": ("Jadwal & loket\n- [ ] -> Rencana", "Standar", "1:1", "kanan sama"),
    "one step": ("2. Memeriksa\n   berkasnya\n3) 10. Januari\n", "", "1:1", "1 langkah"),
    "steps out of order": ("2. Memeriksa", "4. Memeriksa", "7:1", "tidak berurutan"),
    "the same step": ("3) 10. Januari", "3. Menyapa", "9:1", "Langkah ini sama"),
    "an empty step": ("3) 10. Januari", "3.", "9:1", "Langkah ini kosong"),
    "a step in a box": ("2. Memeriksa", "- [x] Memeriksa", "7:1", "Tanda pilihan"),
    "too many steps": (
        "3) 10. Januari",
        "\n".join(f"{n}. L{n}" for n in range(3, 22)),
        "1:1",
        "21",
    ),
    "no gap": (CLOZE[9:], "lama\n{#a type=cloze}\n", "1:1", "0 isian"),
    "too many gaps": ("**Warga**", "{{a}}" * 17, "1:1", "21 isian"),
    "a gap left open": ("{{25}}", "{{25", "0:7", "tidak ditutup"),
    "a gap over two lines": ("{{ aduan |", "{{ aduan\n|", "3:20", "tidak ditutup"),
    "an empty gap": ("{{25}}", "{{ }}", "0:7", "jawaban kosong"),
    "an empty answer": ("{{25}}", "{{25 | }}", "0:7", "jawaban kosong"),
    "the same answer": ("{{25}}", "{{Satu | satu}}", "0:7", "jawaban yang sama"),
    "a long answer": ("{{25}}", "{{" + "a" * 101 + "}}", "0:7", "lebih dari 100 huruf"),
    "a list without a key": ("[x] satu", "[ ] satu", "5:7", "0 pilihan benar"),
    "a list with two keys": ("[ ] dua", "[x] dua", "5:7", "2 pilihan benar"),
    "a list of one": (" | [ ] dua", "", "5:7", "1 pilihan"),
    "a list half marked": ("[ ] dua", "dua", "5:7", "tanpa [ ] atau [x]"),
    "a gap in a link": ("**Warga**", "[{{warga}}](https://a.id)", "3:2", "di dalam kode, tautan"),
    "a gap in a picture": ("**Warga**", "![{{w}}](media/alur.svg)", "3:3", "atau gambar"),
    "a gap in indented code": ("**Warga**", "    {{warga}}", "3:5", "di dalam kode"),
    "a letter of nobody's": ("**Warga**", "\ue000", "3:1", "bukan huruf"),
    "options below a text": ("```\n{{bukan}}", "- [ ] a\n```\n{{bukan}}", "9:1", "daftar pilihan"),
    "no best option": ("[5] Menyapa", "[4] Menyapa", "1:1", "berbobot 5"),
    "a weight of 6": ("[2] Men", "[6] Men", "5:4", "di luar 1 sampai 5"),
    "a cross for a weight": ("[2] Men", "[x] Men", "5:1", "Tanda pilihan"),
    "one option of a situation": ("- [2] Menunggu\n  > Kurang.\n", "", "1:1", "1 pilihan"),
    "the same option": ("Menunggu", "Menyapa", "5:1", "sama dengan"),
    "a unit of a text": ("type=cloze", "type=cloze unit=hari", "1:16", "hanya untuk type=numeric"),
}


@pytest.mark.parametrize("case", MISTAKES.values(), ids=MISTAKES.keys())
def test_a_slip_is_told_where_it_is(case: tuple[str, ...], tmp_path: Path) -> None:
    old, new, place, words = case
    (text,) = [each for each in (MATCH, ORDER, CLOZE, SJT) if old in each]
    broken = FRONT + text.replace(old, new, 1)
    reading = reading_of(tmp_path, SOUND | {"02-kuis.quiz.md": broken})
    down, column = map(int, place.split(":"))
    said: list[Any] = [
        f"{each.text} {each.mend}"
        for each in reading.mistakes
        if (each.line, each.column) == (FIRST + down, column) and each.mend
    ]
    assert any(words in each for each in said), [str(each) for each in reading.mistakes]
    assert SLUG not in [course.slug for course in reading.courses]
