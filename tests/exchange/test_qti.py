"""QTI 2.1 items written after the specification, packages of them, and archives that lie."""

import zipfile
from io import BytesIO

import pytest

from exchanges import said
from lms.exchange import packages
from lms.exchange.items import Found, Item
from lms.exchange.readers import qti
from lms.foundation.errors import Invalid

QTI = 'xmlns="http://www.imsglobal.org/xsd/imsqti_v2p1"'
RULES = "http://www.imsglobal.org/question/qti_v2p1/rptemplates"
MATCHES = f'<responseProcessing template="{RULES}/match_correct"/>'
MAPS = f'<responseProcessing template="{RULES}/map_response"/>'


def declared(kind: str, values: str, mapping: str = "", name: str = "RESPONSE") -> str:
    cardinality, base = kind.split()
    correct = "".join(f"<value>{each}</value>" for each in values.split(","))
    return (
        f'<responseDeclaration identifier="{name}" cardinality="{cardinality}" baseType="{base}">'
        f"<correctResponse>{correct}</correctResponse>{mapping}</responseDeclaration>"
    )


def mapping(default: str = "0", **worth: str) -> str:
    entries = "".join(f'<mapEntry mapKey="{k}" mappedValue="{v}"/>' for k, v in worth.items())
    return f'<mapping lowerBound="0" defaultValue="{default}">{entries}</mapping>'


def item(declared: str, body: str, rule: str = MATCHES, more: str = "") -> str:
    return (
        f'<?xml version="1.0"?><assessmentItem {QTI} identifier="soal-a" title="Soal" '
        f'adaptive="false" timeDependent="false"{more}>{declared}<itemBody>{body}</itemBody>'
        f"{rule}</assessmentItem>"
    )


def choices(names: str, element: str = "simpleChoice") -> str:
    return "".join(f'<{element} identifier="{each}">Teks {each}</{element}>' for each in names)


def asked(kind: str, inside: str, more: str = "") -> str:
    return f'<{kind} responseIdentifier="RESPONSE" {more}><prompt>Mana?</prompt>{inside}</{kind}>'


def read(text: str) -> Item:
    (found,) = qti.read(text.encode())
    assert found.item, str(found.reason)
    return found.item


def refused(text: str) -> Found:
    (found,) = qti.read(text.encode())
    assert found.item is None
    return found


CHOICE = item(
    declared("single identifier", "B"),
    "<p>Baca.</p>" + asked("choiceInteraction", choices("ABC"), 'maxChoices="1"'),
)
SEVERAL = item(
    declared("multiple identifier", "A,C", mapping("-1", A="1", C="1")),
    asked("choiceInteraction", choices("ABC"), 'maxChoices="0"'),
    MAPS,
)
SETS = "".join(
    f"<simpleMatchSet>{choices(each, 'simpleAssociableChoice')}</simpleMatchSet>"
    for each in ("AB", "XYZ")
)
MATCH = item(
    declared("multiple directedPair", "A X,B Y", mapping(**{"A X": "1", "B Y": "1"})),
    asked("matchInteraction", SETS),
    MAPS,
)
ORDER = item(declared("ordered identifier", "C,A,B"), asked("orderInteraction", choices("ABC")))
TEXT = item(
    declared("single string", "York", mapping(York="1", york="0.5")),
    '<p>Kota <textEntryInteraction responseIdentifier="RESPONSE"/> itu.</p>',
    MAPS,
)
NUMBER = item(
    declared("single float", "3.5"),
    '<p>Berapa?</p><p><textEntryInteraction responseIdentifier="RESPONSE"/></p>',
    "<responseProcessing><responseCondition><responseIf>"
    '<equal toleranceMode="absolute" tolerance="0.5 0.5">'
    '<variable identifier="RESPONSE"/><correct identifier="RESPONSE"/></equal>'
    '<setOutcomeValue identifier="SCORE"><baseValue baseType="float">1</baseValue>'
    "</setOutcomeValue>"
    "</responseIf></responseCondition></responseProcessing>",
)
INLINE = item(
    declared("single identifier", "L"),
    '<p>Kota <inlineChoiceInteraction responseIdentifier="RESPONSE">'
    f"{choices('KL', 'inlineChoice')}</inlineChoiceInteraction> itu.</p>",
)
ESSAY = item("", asked("extendedTextInteraction", ""), "")


def test_the_interactions_mean_what_the_specification_says() -> None:
    single = read(CHOICE)
    assert (single.type, single.identifier, said(single.stem)) == (
        "single",
        "soal-a",
        "Baca. Mana?",
    )
    assert [(it.text, it.right) for it in single.parts][1] == ("Teks B", True)
    several = read(SEVERAL)
    assert ([it.right for it in several.parts], several.differs) == ([True, False, True], ())
    match = read(MATCH)
    assert [(it.text, it.other, it.right) for it in match.parts] == [
        *(("Teks A", "Teks X", True), ("Teks B", "Teks Y", True), ("", "Teks Z", False)),
    ]
    assert [it.text for it in read(ORDER).parts] == ["Teks C", "Teks A", "Teks B"]
    text = read(TEXT)
    assert (text.type, said(text.stem), text.parts[0].text) == ("short", "Kota _____ itu.", "York")
    assert text.differs, "half a point for another case is not our rule"
    number = read(NUMBER)
    assert (number.type, said(number.stem)) == ("numeric", "Berapa?")
    assert (number.parts[0].text, number.parts[0].tolerance) == ("3.5", "0.5")
    inline = read(INLINE)
    assert (inline.type, [(it.text, it.right) for it in inline.gaps[0].parts]) == (
        *("cloze", [("Teks K", False), ("Teks L", True)]),
    )
    assert read(ESSAY).type == "essay"


def test_all_or_nothing_and_rules_of_ones_own_are_named() -> None:
    whole = read(
        SEVERAL.replace(MAPS, MATCHES)
        .replace("<mapping", "<ignored")
        .replace("</mapping", "</ignored")
    )
    assert "semuanya tepat" in str(whole.differs[0])
    own = read(CHOICE.replace(MATCHES, "<responseProcessing><exitResponse/></responseProcessing>"))
    assert "aturan penilaian sendiri" in str(own.differs[0])


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        (item("", asked("associateInteraction", "")), "associateInteraction"),
        (item("", asked("hotspotInteraction", "")), "hotspotInteraction"),
        (item("", "<p>Bacalah.</p>"), "tanpa interaksi"),
        (item("", asked("choiceInteraction", choices("AB"))), "kunci"),
        (CHOICE.replace("<p>Baca.</p>", '<p><img src="a.png" alt="a"/></p>'), "gambar"),
        (CHOICE.replace('adaptive="false"', 'adaptive="true"'), "adaptif"),
        (ORDER.replace("<value>B</value>", ""), "tidak mengurutkan"),
        (MATCH.replace("<value>B Y</value>", "<value>B W</value>"), "tidak ada"),
        (item("", asked("extendedTextInteraction", "") * 2), "lebih dari satu interaksi"),
    ],
)
def test_what_cannot_be_taken_over_names_its_reason(text: str, reason: str) -> None:
    found = packaged({"a.xml": text, "b.xml": CHOICE})
    first, second = sorted(qti.read(found), key=lambda each: str(each.source))
    from lms.exchange.checking import Defaults, check  # noqa: PLC0415  pictures are seen when written

    checked = next(iter(check([first], Defaults(), own_rule=False)))
    assert reason in str(checked.reason)
    assert checked.question is None
    assert second.item


def packaged(files: dict[str, str], packing: int = zipfile.ZIP_DEFLATED) -> bytes:
    buffer = BytesIO()
    with zipfile.ZipFile(buffer, "w", packing) as archive:
        for name, text in files.items():
            archive.writestr(name, text)
    return buffer.getvalue()


MANIFEST = (
    '<manifest xmlns="http://www.imsglobal.org/xsd/imscp_v1p1"><resources>'
    '<resource type="imsqti_item_xmlv2p1" href="items/a.xml"/>'
    '<resource type="imsqti_item_xmlv2p1" href="items/hilang.xml"/></resources></manifest>'
)


def test_a_package_gives_every_item_and_names_what_is_missing_or_broken() -> None:
    files = {
        "imsmanifest.xml": MANIFEST,
        "items/a.xml": CHOICE,
        "items/b.xml": "<rusak",
        "t.xml": "<html/>",
    }
    found = {str(each.source): each for each in qti.read(packaged(files))}
    assert found["items/a.xml"].item
    assert {name: bool(each.reason) for name, each in found.items() if not each.item} == {
        "items/b.xml": True,
        "t.xml": True,
        "items/hilang.xml": True,
    }


def test_hostile_archives_are_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    for files in (
        {"../a.xml": CHOICE},
        {"/etc/a.xml": CHOICE},
        {"a\\..\\..\\b.xml": CHOICE},
        {"C:/a.xml": CHOICE},
    ):
        with pytest.raises(Invalid, match="keluar"):
            list(qti.read(packaged(files)))
    with pytest.raises(Invalid, match="terlalu besar"):
        list(qti.read(packaged({"a.xml": " " * (3 * 2**20)})))
    with pytest.raises(Invalid, match="terlalu besar"):
        list(qti.read(packaged({"a.xml": "ab\n" * 2**20}, zipfile.ZIP_STORED)))
    with pytest.raises(Invalid, match="tidak didukung"):
        list(qti.read(packaged({"a.xml": CHOICE}, zipfile.ZIP_LZMA)))
    with pytest.raises(Invalid, match="rusak"):
        list(qti.read(packaged({"a.xml": CHOICE})[:-30]))
    monkeypatch.setattr(packages, "MOST_MEMBERS", 1)
    with pytest.raises(Invalid, match="lebih dari 1 berkas"):
        list(qti.read(packaged({"a.xml": CHOICE, "b.xml": CHOICE})))
    with pytest.raises(Invalid, match=r"QTI 1\.2"):
        list(qti.read(b"<questestinterop/>"))
