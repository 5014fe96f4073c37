"""Files made to do harm: none holds up who reads it, ends an import, or says two things at once."""

import time

import pytest

from lms.catalog.reading import read_bank
from lms.exchange import formats
from lms.exchange.checking import Checked, Defaults, check, front, named
from lms.exchange.items import Item, Part
from lms.foundation.errors import Invalid
from lms.foundation.markup import plain

MANY = 200_000
LARGEST_NUMBER = "9" * 5000
CHOICE = (
    "<answer fraction='100'><text>a</text></answer><answer fraction='0'><text>b</text></answer>"
)
LONG = {
    "spaces in XML": "<quiz>" + " " * MANY + "<question type='essay'/></quiz>",
    "declarations": "<quiz>" + "<?xml " * (MANY // 6),
    "empty lines": "\n" * MANY + "Apa{=a ~b}",
    "spaces in an option": f"Apa\nA. {' ' * MANY}\nB. b\nANSWER: A",
    "spaces in an answer": f"Apa\nA. a\nB. b\nANSWER: A{' ' * MANY}x",
    "open remarks": "// " + "[id:" * (MANY // 4) + "\nApa{=a ~b}",
    "options": "Apa{=x" + "~a" * (MANY // 2) + "}",
    "tags": "[html]Apa " + "<a/" * 6000 + "{\\=a ~b}",
    "comments": "[html]Apa " + "<!--" * 5000 + "{\\=a ~b}",
}


def moodle(stem: str = "Apa?", kind: str = "multichoice", answers: str = CHOICE) -> str:
    text = f"<questiontext format='html'><text><![CDATA[{stem}]]></text></questiontext>"
    return f"<quiz><question type='{kind}'>{text}{answers}</question></quiz>"


def tagged(label: str) -> str:
    short = "<answer fraction='100'><text>a</text></answer>"
    return moodle(
        kind="shortanswer", answers=f"{short}<tags><tag><text>{label}</text></tag></tags>"
    )


def taken(text: str, form: str = "") -> list[Checked]:
    found = formats.read(text.encode(), form)
    checked = list(check(found, Defaults(topic="uji"), own_rule=True))
    assert len(checked) == len(found)
    return checked


def refusal(text: str) -> str:
    (only,) = taken(text)
    assert only.question is None
    return str(only.reason)


@pytest.mark.parametrize("name", LONG)
def test_what_is_made_to_be_read_for_hours_is_read_in_seconds(name: str) -> None:
    began = time.process_time()
    taken(LONG[name])
    assert time.process_time() - began < 5


def test_gaps_that_never_close_are_read_in_seconds() -> None:
    began = time.process_time()
    taken(moodle("{:SA:" * (MANY // 5), "cloze", ""))
    assert time.process_time() - began < 5


@pytest.mark.parametrize(
    "text",
    [
        f"[html]Apa &\\#{LARGEST_NUMBER}; {{=a ~b}}",
        f"[markdown]Apa &\\#{LARGEST_NUMBER}; {{=a ~b}}",
        moodle(f"Apa {{1:SA:=a&#{LARGEST_NUMBER};}}", "cloze", ""),
        moodle("Apa <![<!["),
    ],
)
def test_what_no_parser_reads_is_refused_for_its_question_alone(text: str) -> None:
    assert "HTML-nya" in refusal(text)


def test_text_is_told_even_where_a_character_has_an_endless_number() -> None:
    assert plain(f"a &#{LARGEST_NUMBER};") == "a \ufffd;"


def test_points_of_five_thousand_digits_do_not_end_the_import() -> None:
    (only,) = taken(f"// [tag:points:{LARGEST_NUMBER}]\nApa{{=a ~b}}")
    assert only.question
    assert only.question.points == 1


def test_a_rule_of_qti_without_a_value_is_refused_and_not_an_end() -> None:
    key = (
        "<responseDeclaration identifier='R' baseType='float'><mapping>"
        "<mapEntry mapKey='5' mappedValue='1'/></mapping></responseDeclaration>"
    )
    asked = "<itemBody>Apa <textEntryInteraction responseIdentifier='R'/></itemBody>"
    rule = (
        "<responseProcessing><equal toleranceMode='absolute' tolerance='1'>"
        "<variable identifier='R'/></equal></responseProcessing>"
    )
    item = f"<assessmentItem identifier='x'>{key}{asked}{rule}</assessmentItem>"
    assert "bukan angka" in refusal(item)


def test_a_text_about_pkn_is_no_archive() -> None:
    (only,) = taken("PKn diajarkan sejak kelas 1? {=ya ~tidak}")
    assert only.question


def test_a_format_that_was_chosen_needs_not_be_told_by_the_content() -> None:
    text = "<b>Apa</b>?\nA. a\nB. b\nANSWER: A"
    with pytest.raises(Invalid):
        formats.read(text.encode())
    (only,) = taken(text, "aiken")
    assert only.question


def test_a_heading_that_looks_like_an_identifier_is_left_alone() -> None:
    texts = "".join(f"Apa {{#soal-0 {word} ini?\nA. a\nB. b\nANSWER: A\n\n" for word in ("x", "y"))
    questions = [
        named(each.question, f"q-{place}")
        for place, each in enumerate(taken(texts, "aiken"))
        if each.question
    ]
    source = front("Uji") + "".join(f"\n{each.source}" for each in questions)
    reading = read_bank("uji", source.encode())
    assert reading.mistakes == []
    assert [each.identifier for each in reading.bank[0].questions] == ["q-0", "q-1"]


def test_a_label_brings_nothing_along_but_its_value() -> None:
    assert "points=50" in refusal(tagged("competency:M.5 points=50"))
    assert "evil" in refusal(tagged("competency:M.5}\n\n- [x] evil\n"))


def test_an_attribute_begins_no_line() -> None:
    table = "<table lang='x\n\n## Dua\n\n- [x] c\n'><tr><td>q</td></tr></table>"
    (only,) = taken(moodle(f"<p>Apa?</p>{table}"))
    assert only.question
    assert "\n## Dua" not in only.question.source


@pytest.mark.parametrize("answers", ["=[x] a~=[ ] b", "=12 ± 3", "=12 +/- 3"])
def test_an_answer_in_a_gap_is_not_read_as_grammar(answers: str) -> None:
    assert "arti sendiri" in refusal(moodle(f"Apa {{1:SA:{answers}}}", "cloze", ""))


def test_a_question_has_at_most_as_many_options_as_an_answer_may_name() -> None:
    options = "".join(f"~a{place}" for place in range(100))
    assert "lebih dari 100 pilihan" in refusal(f"Apa{{=x{options}}}")


@pytest.mark.parametrize("form", ["moodle-xml", "qti"])
def test_a_character_that_no_xml_holds_breaks_no_export(form: str) -> None:
    parts = (Part("a \uffff"), Part("b", right=False))
    written = formats.WRITERS[form]([Item("single", "Apa \ufffe?", parts, identifier="x")])
    (back,) = formats.READERS[form](written)
    assert back.item, back.reason
    assert "Apa \ufffd?" in back.item.stem
