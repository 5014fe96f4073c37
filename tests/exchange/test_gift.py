"""GIFT as Moodle documents it, and Aiken: what each example means, and what is refused and why."""

import pytest

from lms.exchange import formats
from lms.exchange.items import Found, Item
from lms.exchange.readers import aiken, gift
from lms.foundation.errors import Invalid
from lms.foundation.markup import plain

EXAMPLES = """\
// question: 1 name: Grant; [id:grant-tomb] [tag:competency:M.5] [tag:level:2] [tag:topic:sejarah]
::Q1:: Who's buried in Grant's tomb? {
=Grant # Yes
~no one
#was true for 12 years
~Napoleon #He was buried in France.
#### See the \\"tomb\\".
}

::TrueStatement about Grant::Grant was buried in a tomb in New York City.{T}

Grant was buried in Chicago {FALSE#Not there.#You are right.}

Two plus {=two =2} equals four.

Matching Question. {
   =subquestion1 -> subanswer1
   =subquestion2 -> subanswer2
   = -> only a distractor
}

Which animal eats which food? { =cat -> cat food =dog -> dog food }

When was Ulysses S. Grant born? {#1822:5}

What is the value of pi (to 3 decimal places)? {#3.141..3.142}

What is a number from 1 to 5? {#1..5}

When was Ulysses S. Grant born? {#
=1822:0      # Correct! Full credit.
=%50%1822:2  # He was born in 1822. Half credit for being close.
}

Write a short biography of Dag Hammarskjöld. {}

$CATEGORY: $course$/top/Hari libur

What two people are entombed in Grant's tomb? {
   ~%-50%No one
   ~%50%Grant
   ~%50%Grant's wife
   ~%-50%Grant's father
}

Grant is {~buried =entombed ~living} in Grant's tomb.

[markdown]**Bold** \\{braces\\} 1 \\= 1? {=yes\\: always \\#1 ~no}

You can use this to describe what follows.
"""


def read(text: str) -> list[Found]:
    return list(gift.read(text.encode()))


def items(text: str) -> list[Item]:
    found = read(text)
    assert all(each.item for each in found), [str(each.reason) for each in found]
    return [each.item for each in found if each.item]


def test_the_documented_examples_mean_what_their_documentation_says() -> None:
    found = read(EXAMPLES)
    kinds = [each.type for each in found]
    assert kinds == [
        *("single", "truefalse", "truefalse", "short", "match", "match", "numeric", "numeric"),
        *("numeric", "numeric", "essay", "multiple", "single", "single", "description"),
    ]
    grant, true, false, two, matching, *_ = [each.item for each in found if each.item]
    assert (grant.identifier, grant.competency, grant.level, grant.topic) == (
        *("grant-tomb", "M.5", 2, "sejarah"),
    )
    assert [(part.text, part.right, part.feedback) for part in grant.parts] == [
        ("Grant", True, "Yes"),
        ("no one", False, "was true for 12 years"),
        ("Napoleon", False, "He was buried in France."),
    ]
    assert [part.right for part in true.parts] == [True, False]
    assert [(part.right, part.feedback) for part in false.parts] == [
        (False, "Not there."),
        (True, "You are right."),
    ]
    assert (plain(two.stem), [part.text for part in two.parts]) == (
        *("Two plus _____ equals four.", ["two", "2"]),
    )
    assert [(part.text, part.other, part.right) for part in matching.parts][2] == (
        *("", "only a distractor", False),
    )


def test_numbers_keep_their_ranges() -> None:
    found = [each.item for each in read(EXAMPLES) if each.type == "numeric"]
    assert [(it.parts[0].text, it.parts[0].tolerance) for it in found if it] == [
        *(("1822", "5"), ("3.1415", "0.0005"), ("3", "2"), ("1822", "0")),
    ]
    assert found[3]
    assert found[3].differs, "half a mark for being close is not our rule, and is said to be so"


def test_shares_signs_and_places_are_understood() -> None:
    *_, two_people, tomb, bold, about = read(EXAMPLES)
    assert two_people.item
    assert [part.right for part in two_people.item.parts] == [False, True, True, False]
    assert (two_people.item.category, two_people.item.differs) == ("Hari libur", ())
    assert tomb.item
    assert plain(tomb.item.stem) == "Grant is _____ in Grant's tomb."
    assert bold.item
    assert plain(bold.item.stem) == "Bold {braces} 1 = 1?"
    assert plain(bold.item.parts[0].text) == "yes: always #1"
    assert (about.item, "bukan soal" in str(about.reason)) == (None, True)


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("Apa? {=a ~b", "tidak ditutup"),
        ("Apa? {=a ~b} dan {=c}", "lebih dari satu pasang"),
        ("Apa? {=a ~b}\nMengapa? {=c ~d}", "pisahkan dengan satu baris kosong"),
        ("Apa? {a}", "tidak diawali"),
        ("Apa? {=a =b ~c}", "nilai penuh"),
        ("Apa? {~a ~b}", "Tidak ada pilihan yang bernilai"),
        ("Apa? {#banyak}", "bukan angka"),
        ("Apa? {#5..1}", "terbalik"),
        ("Apa? {=jakarta*}", "apa saja"),
        ("Apa? {=%banyak%a}", "bukan angka"),
    ],
)
def test_what_is_broken_is_refused_alone(text: str, reason: str) -> None:
    first, broken, last = read(f"Satu? {{T}}\n\n{text}\n\nTiga? {{=tiga}}\n")
    assert first.item
    assert last.item
    assert broken.item is None
    assert reason in str(broken.reason)


def test_uneven_shares_are_told_and_not_guessed() -> None:
    (item,) = items("Dua? {~%-100%a ~%50%b ~%50%c}")
    assert "Bobot" in str(item.differs[0])
    (part,) = items("Satu? {=a ~%50%b ~c}")
    assert "sebagian" in str(part.differs[0])


def test_a_situation_that_is_judged_keeps_its_weights() -> None:
    text = "// [tag:type:sjt]\nApa yang Anda lakukan? {~%20%a ~%60%b =c}"
    (item,) = items(text)
    assert (item.type, [part.weight for part in item.parts]) == ("sjt", [1, 3, 5])


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "cp1252"])
@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
def test_any_usual_encoding_and_line_end_is_read(encoding: str, end: str) -> None:
    text = "Café “siapa”? {=naïf ~lain}\n\nDua? {T}\n".replace("\n", end)
    first, second = list(gift.read(text.encode(encoding)))
    assert first.item
    assert second.item
    assert first.item.stem == "Café “siapa”?"
    assert first.item.parts[0].text == "naïf"


def test_what_is_no_text_is_refused_as_a_whole() -> None:
    for content in (b"\x00" * 50, b"\xff\xfe\x00\xd8", b"Apa?\x81\x8d {=a}"):
        with pytest.raises(Invalid, match="teks"):
            list(gift.read(content))


AIKEN = """\
What is the correct answer to this question?
A. Is it this one?
B. Maybe this answer?
C. Possibly this one?
D. Must be this one!
ANSWER: D

Which LMS has the most quiz import formats?
A) Moodle
B) ATutor
answer: a

Tanpa jawaban?
A. Satu
B. Dua
Jawaban di luar?
A. Satu
B. Dua
ANSWER: E
Sisa tanpa pilihan
"""


def test_aiken_is_read_and_what_is_broken_is_refused_alone() -> None:
    first, second, *broken = list(aiken.read(AIKEN.encode()))
    assert first.item
    assert second.item
    assert [part.right for part in first.item.parts] == [False, False, False, True]
    assert [(part.text, part.right) for part in second.item.parts] == [
        *(("Moodle", True), ("ATutor", False)),
    ]
    assert [str(each.source) for each in broken] == ["baris 13", "baris 16", "baris 20"]
    assert [each.item for each in broken] == [None, None, None]
    assert "ANSWER: E" in str(broken[1].reason)


def test_the_format_is_told_by_the_content() -> None:
    assert formats.detected(EXAMPLES.encode()) == "gift"
    assert formats.detected(AIKEN.encode("utf-16")) == "aiken"
    assert formats.detected(b'<?xml version="1.0"?>\n<!-- a --><quiz></quiz>') == "moodle-xml"
    assert formats.detected(b"PK\x03\x04") == "qti"
    for content in (b"", b"Halo", b"<html></html>"):
        with pytest.raises(Invalid, match="tidak dikenali"):
            formats.detected(content)
    with pytest.raises(Invalid, match="20 MB"):
        formats.detected(b" " * (20 * 2**20 + 1))
