"""What is typed is kept, on whatever device, and nothing is written over unseen."""

from contextlib import suppress
from dataclasses import dataclass, field

import pytest
from flask import Flask
from hypothesis import given
from hypothesis import strategies as st

from cast import Cast
from courses import SLUG
from essays import TEXT, URL, Writer, submissions
from lms.assignments.drafts import Diverged, Save, Typed, is_known, next_draft
from lms.foundation import clock
from lms.foundation.text import plain_text


@pytest.fixture
def writer(app: Flask, cast: Cast, course: str) -> Writer:
    return Writer(app.test_client(), cast.rani).enrol()


@pytest.fixture
def phone(app: Flask, writer: Writer, cast: Cast) -> Writer:
    """The same person on another device."""
    return Writer(app.test_client(), cast.rani, device="phone")


def test_a_draft_is_kept_while_typing(writer: Writer) -> None:
    answer = writer.put_draft("Setiap Senin", base=0)
    assert answer.status_code == 200
    assert answer.json["counter"] == 1
    assert answer.json["saved_at"].endswith("+07:00")
    assert writer.typed() == "Setiap Senin"


def test_a_save_may_be_said_flat(writer: Writer) -> None:
    sent = {"text": "Setiap Senin", "device": "skrip", "counter": 7}
    headers = {"X-CSRFToken": writer.token}
    answer = writer.browser.put(f"{URL}/draft", json=sent, headers=headers)
    assert (answer.status_code, answer.json["counter"], answer.json["version"]) == (200, 7, 1)
    assert writer.typed() == "Setiap Senin"


def test_the_highest_counter_of_a_device_wins(writer: Writer) -> None:
    writer.put_draft("Setiap Senin antrean", base=0, counter=5)
    late = writer.put_draft("Setiap", base=0, counter=4)
    assert (late.status_code, late.json["counter"]) == (200, 5)
    assert writer.typed() == "Setiap Senin antrean"


def test_a_replayed_save_is_acknowledged_again(writer: Writer) -> None:
    first = writer.put_draft("Setiap Senin", base=0, counter=3)
    again = writer.put_draft("Setiap Senin", base=0, counter=3)
    assert again.json == first.json


def test_a_device_that_has_not_seen_the_other_text_gets_it_in_the_refusal(
    writer: Writer, phone: Writer
) -> None:
    writer.put_draft("Dari laptop", base=0)
    answer = phone.put_draft("Dari telepon", base=0)
    assert answer.status_code == 409
    assert answer.json["text"] == "Dari laptop"
    assert "Simpan draf" in answer.json["detail"]
    assert writer.typed() == "Dari laptop"


def test_a_device_that_has_seen_the_other_text_goes_on_from_it(
    writer: Writer, phone: Writer
) -> None:
    writer.put_draft("Dari laptop", base=0)
    assert phone.put_draft("Dari laptop dan telepon", base=phone.version()).status_code == 200
    assert writer.put_draft("Laptop lagi", base=0).status_code == 409
    assert writer.typed() == "Dari laptop dan telepon"


def test_an_old_page_of_the_same_device_does_not_write_over_the_other_devices_text(
    writer: Writer, phone: Writer
) -> None:
    writer.put_draft("Laptop", base=0)
    phone.put_draft("Laptop, telepon", base=1)
    writer.put_draft("Laptop, telepon, laptop", base=2)  # opened anew
    assert writer.put_draft("Laptop saja", base=0).status_code == 409  # the page of before
    assert writer.typed() == "Laptop, telepon, laptop"


def test_the_button_without_scripts_saves_too(writer: Writer) -> None:
    answer = writer.browser.submit(URL, f"{URL}/submissions", text="Tanpa skrip")  # type: ignore[attr-defined]
    assert answer.status_code == 422  # too short to be handed in, and yet:
    assert writer.typed() == "Tanpa skrip"
    answer = writer.keep("Tanpa skrip, lagi", base=writer.version())
    assert answer.status_code == 302
    assert "Draf tersimpan pukul" in writer.get(URL).text
    assert writer.typed() == "Tanpa skrip, lagi"


def test_without_scripts_both_texts_are_shown_and_one_is_chosen(
    writer: Writer, phone: Writer
) -> None:
    writer.put_draft("Dari laptop", base=0)
    page = phone.keep("Dari telepon", base=0)
    assert page.status_code == 409
    assert "Ada dua tulisan yang berbeda" in page.text
    assert "Dari laptop" in page.text
    assert "Dari telepon" in page.text
    assert phone.keep("Dari telepon", base=1).status_code == 302
    assert writer.typed() == "Dari telepon"


def test_handing_in_an_old_page_does_not_write_over_a_newer_text(
    writer: Writer, phone: Writer
) -> None:
    phone.put_draft("Tulisan panjang dari telepon yang belum pernah dilihat laptop", base=0)
    page = writer.send(TEXT, base=0)
    assert page.status_code == 409
    assert TEXT in page.text
    assert "belum pernah dilihat laptop" in page.text
    assert not submissions()
    assert writer.send(TEXT, base=writer.version()).status_code == 302


@pytest.mark.parametrize(
    "broken",
    [
        {"value": {"text": 5, "base": 0}},
        {"value": {"text": "x", "base": "nol"}},
        {"value": {"text": "x", "base": -1}},
        {"counter": True},
        {"counter": 2**60},
        {"device": "x" * 65},
        {"value": None},
        {"value": {"text": "x" * 200_001, "base": 0}},
    ],
)
def test_a_broken_save_is_refused_with_a_sentence(
    writer: Writer, broken: dict[str, object]
) -> None:
    answer = writer.put_draft("", 0, **broken)
    assert answer.status_code == 422
    assert answer.json["detail"]


def test_a_save_that_is_no_json_is_refused(writer: Writer) -> None:
    headers = {"X-CSRFToken": writer.token, "Content-Type": "application/json"}
    assert writer.browser.put(f"{URL}/draft", data="{", headers=headers).status_code == 422


def test_who_is_not_enrolled_keeps_no_draft(app: Flask, cast: Cast, course: str) -> None:
    dedi = Writer(app.test_client(), cast.dedi)
    assert dedi.put_draft("Halo", base=0).status_code == 403
    assert dedi.keep("Halo").status_code == 403
    assert dedi.send(TEXT, base=0).status_code == 403


def test_a_course_that_is_not_shared_is_unknown(app: Flask, cast: Cast, course: str) -> None:
    lestari = Writer(app.test_client(), cast.lestari)
    assert lestari.put_draft("Halo", base=0).status_code == 404


@pytest.mark.parametrize("slug", ["bacaan", "kuis", "tidak-ada"])
def test_only_an_assignment_takes_drafts(writer: Writer, slug: str) -> None:
    assert writer.put_draft("Halo", 0, url=f"/courses/{SLUG}/{slug}").status_code == 404


def test_letters_that_no_database_holds_are_left_out(writer: Writer) -> None:
    writer.put_draft("Se\x00tiap\r\nSe\ud800nin", base=0)
    assert writer.typed() == "Setiap\nSenin"


@given(st.text())
def test_plain_text_can_always_be_kept(text: str) -> None:
    kept = plain_text(text)
    assert "\x00" not in kept
    assert "\r" not in kept
    assert plain_text(kept) == kept
    kept.encode()


@dataclass
class Device:
    """A page that is open somewhere: what it shows, and the version that this began from."""

    name: str
    base: int = 0
    counter: int = 0
    shown: str = ""
    unsent: list[Save] = field(default_factory=list)


moves = st.lists(
    st.tuples(st.sampled_from(["type", "send", "open"]), st.integers(0, 2), st.integers(0, 9)),
    max_size=60,
)


@given(moves)
def test_no_text_disappears_without_having_been_seen(moves: list[tuple[str, int, int]]) -> None:
    """Whatever three devices do in whatever order: what is written over was on that page."""
    devices = [Device("a"), Device("b"), Device("c")]
    typed, told = Typed(), 0
    lines: set[str] = set()  # every line that was ever acknowledged
    for move, which, pick in moves:
        device = devices[which]
        if move == "open":
            device.base, device.shown, device.unsent = typed.version, typed.text, []
        elif move == "type":
            told += 1
            device.counter += 1
            device.shown += f"{told};"
            device.unsent.append(Save(device.shown, device.base, device.name, device.counter))
        elif device.unsent:
            asked = device.unsent.pop(pick % len(device.unsent))
            if is_known(typed, asked):
                continue
            with suppress(Diverged):
                typed = next_draft(typed, asked, clock.now())
                lines |= set(asked.text.split(";"))
    assert lines <= set(typed.text.split(";")), "an acknowledged text was written over"
