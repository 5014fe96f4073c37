"""Moodle XML as Moodle exports it: what each core type means, and what is refused and why."""

import pytest

from lms.exchange.checking import Defaults, check
from lms.exchange.items import Found
from lms.exchange.readers import moodle
from lms.foundation.errors import Invalid
from lms.foundation.markup import plain


def question(kind: str, inside: str, stem: str = "<p>Apa?</p>", name: str = "Soal") -> str:
    return f"""
  <question type="{kind}">
    <name><text>{name}</text></name>
    <questiontext format="html"><text><![CDATA[{stem}]]></text></questiontext>
    <generalfeedback format="html"><text>Umum</text></generalfeedback>
    <defaultgrade>1.0000000</defaultgrade><penalty>0.3333333</penalty><hidden>0</hidden>
    {inside}
  </question>"""


def answer(fraction: str, text: str, feedback: str = "", more: str = "") -> str:
    said = f'<feedback format="html"><text>{feedback}</text></feedback>'
    return f'<answer fraction="{fraction}" format="html"><text>{text}</text>{said}{more}</answer>'


def quiz(*questions: str) -> bytes:
    return f'<?xml version="1.0" encoding="UTF-8"?>\n<quiz>{"".join(questions)}\n</quiz>'.encode()


def read(*questions: str) -> list[Found]:
    return list(moodle.read(quiz(*questions)))


CATEGORY = """
  <question type="category"><category><text>$course$/top/Loket</text></category></question>"""
TAGS = "<tags><tag><text>competency:M.5</text></tag><tag><text>level:3</text></tag></tags>"
ONE = "<single>true</single>" + answer("100", "Ya", "Baik") + answer("0", "Tidak", "Bukan")
SEVERAL = "<single>false</single>" + "".join(
    answer(share, text) for share, text in (("50", "a"), ("50", "b"), ("-50", "c"))
)
ALL_OR_HALF = SEVERAL.replace('"-50"', '"0"')
SHORT = "<usecase>0</usecase>" + answer("100", "Jambi") + answer("0", "*", "Coba lagi")
NUMBER = (
    answer("100", "23.5", "Tepat", "<tolerance>0.5</tolerance>")
    + "<units><unit><multiplier>1</multiplier><unit_name>kg</unit_name></unit></units>"
)
PAIRS = "".join(
    f'<subquestion format="html"><text>{left}</text>'
    f"<answer><text>{right}</text></answer></subquestion>"
    for left, right in (("kucing", "ikan"), ("sapi", "rumput"), ("", "batu"))
)
CLOZE = (
    "Ibu kota {1:SHORTANSWER:=Jambi~=Kota Jambi} di {1:MULTICHOICE:Jawa~=Sumatra#Ya}, {1:NM:=9:1}."
)


def test_the_core_types_mean_what_moodle_means() -> None:
    found = read(
        CATEGORY,
        question("multichoice", ONE + TAGS, name="Satu"),
        question("multichoice", SEVERAL),
        question("truefalse", answer("0", "true") + answer("100", "false", "Betul")),
        question("shortanswer", SHORT),
        question("numerical", NUMBER),
        question("matching", PAIRS),
        question("essay", "<responseformat>editor</responseformat>"),
        question("cloze", "", CLOZE),
        question("ordering", answer("1", "Pertama") + answer("2", "Kedua")),
    )
    items = [each.item for each in found if each.item]
    assert len(items) == len(found) == 9
    assert [item.type for item in items] == [
        *("single", "multiple", "truefalse", "short", "numeric", "match", "essay"),
        *("cloze", "order"),
    ]
    one, _, binary, short, number, match, _, cloze, order = items
    assert (one.competency, one.level, one.category, one.identifier) == ("M.5", 3, "Loket", "Satu")
    assert [(it.text, it.right, it.feedback) for it in one.parts] == [
        *(("Ya", True, "Baik"), ("Tidak", False, "Bukan")),
    ]
    assert (one.general, plain(one.stem), one.differs, one.lost) == ("Umum", "Apa?", (), ())
    assert [(it.text, it.right) for it in binary.parts] == [("Benar", False), ("Salah", True)]
    assert ([it.text for it in short.parts], len(short.lost)) == (["Jambi"], 1)
    assert (number.parts[0].text, number.parts[0].tolerance, number.unit) == ("23.5", "0.5", "kg")
    assert [(it.text, it.other, it.right) for it in match.parts][2] == ("", "batu", False)
    gaps = [(gap.chosen, [(it.text, it.right) for it in gap.parts]) for gap in cloze.gaps]
    assert gaps == [
        (False, [("Jambi", True), ("Kota Jambi", True)]),
        (True, [("Jawa", False), ("Sumatra", True)]),
        (False, [("9", True)]),
    ]
    assert (cloze.gaps[2].parts[0].tolerance, len(cloze.lost)) == ("1", 1)
    assert [it.text for it in order.parts] == ["Pertama", "Kedua"]


RUBRIC = (
    '<graderinfo format="html"><text><![CDATA[<p>Baca semua.</p><table><tbody><tr>'
    "<th>Perilaku</th><th>1 Belum</th><th>2 Sudah</th></tr><tr><td>Jelas (M.5)</td><td>Kabur</td>"
    "<td>Terang</td></tr></tbody></table>]]></text></graderinfo><minwordlimit>50</minwordlimit>"
)


def test_an_essay_comes_with_the_rubric_of_its_notes_and_not_without_one() -> None:
    bare = "<graderinfo format='html'><text>Beri nilai 1 sampai 10.</text></graderinfo>"
    found = read(question("essay", RUBRIC), question("essay", bare), question("essay", ""))
    whole, noted, empty = check(found, Defaults(), own_rule=False)
    assert whole.question
    assert whole.question.content["rubric"] == [
        {"behaviour": "Jelas", "competency": "M.5", "levels": ["Kabur", "Terang"]}
    ]
    assert (whole.question.content["min_words"], whole.question.content["max_words"]) == (50, None)
    assert "di luar rubrik tidak ikut" in str(whole.reason)
    for refused in (noted, empty):
        assert refused.question is None
        assert "tanpa rubrik" in str(refused.reason)


def test_another_rule_of_marking_is_named_and_not_taken_for_ours() -> None:
    found = read(
        question("multichoice", ALL_OR_HALF),
        question("shortanswer", "<usecase>1</usecase>" + answer("100", "Jambi")),
        question("numerical", answer("100", "1") + answer("50", "2")),
        question("multichoice", ONE).replace("1.0000000", "2.5"),
    )
    for each, said in zip(found, ("Bobot", "huruf besar", "sebagian", "2.5"), strict=True):
        assert each.item
        assert said in str(each.item.differs[0])


@pytest.mark.parametrize(
    ("broken", "reason"),
    [
        (question("calculated", ""), "calculated"),
        (question("ddimageortext", ""), "ddimageortext"),
        (question("description", ""), "description"),
        (question("multichoice", ONE, '<img src="@@PLUGINFILE@@/a.png">'), "gambar"),
        (
            question(
                "multichoice",
                ONE + '<file name="a.png" encoding="base64">cG5n</file>',
            ),
            "gambar",
        ),
        (
            question("multichoice", "<single>true</single>" + answer("0", "a")),
            "nilai penuh|bernilai",
        ),
        (question("numerical", answer("100", "banyak")), "bukan angka"),
        (question("shortanswer", answer("100", "a*")), "apa saja"),
        (question("cloze", "", "Tanpa isian"), "Tidak ada isian"),
        (question("cloze", "", "{1:REGEXP:=a}"), "REGEXP"),
        (question("multichoice", ONE.replace('"100"', '"banyak"')), "bukan angka"),
    ],
)
def test_what_cannot_be_taken_over_is_refused_alone(broken: str, reason: str) -> None:
    good = question("multichoice", ONE)
    first, refused, last = read(good, broken, good)
    assert first.item
    assert last.item
    assert refused.item is None
    assert any(word in str(refused.reason) for word in reason.split("|")), str(refused.reason)


def test_a_file_that_breaks_off_gives_what_was_whole_and_names_the_rest() -> None:
    whole = quiz(*(question("multichoice", ONE) for _ in range(4)))
    cut = whole[: whole.rindex(b"<generalfeedback")]
    found = list(moodle.read(cut))
    assert [each.item is not None for each in found] == [True, True, True, False]
    assert "rusak pada baris" in str(found[3].reason)


HOSTILE = {
    "entities": '<!DOCTYPE q [<!ENTITY a "ha"><!ENTITY b "&a;&a;">]><quiz>&b;</quiz>',
    "outside": '<!DOCTYPE q [<!ENTITY x SYSTEM "file:///etc/passwd">]><quiz>&x;</quiz>',
    "type": '<!DOCTYPE quiz SYSTEM "http://127.0.0.1/q.dtd"><quiz/>',
    "deep": "<quiz>" + "<a>" * 5000 + "</a>" * 5000 + "</quiz>",
}


@pytest.mark.parametrize("name", HOSTILE)
def test_hostile_xml_is_refused_as_a_whole(name: str) -> None:
    for encoding in ("utf-8", "utf-16"):
        with pytest.raises(Invalid, match=r"DOCTYPE|terlalu dalam"):
            list(moodle.read(f'<?xml version="1.0"?>{HOSTILE[name]}'.encode(encoding)))


def test_other_encodings_are_read_whatever_the_declaration_says() -> None:
    text = quiz(question("multichoice", ONE, "<p>Café?</p>")).decode()
    for encoding in ("utf-8-sig", "utf-16", "cp1252"):
        (found,) = moodle.read(text.replace("\n", "\r\n").encode(encoding))
        assert found.item
        assert plain(found.item.stem) == "Café?"
