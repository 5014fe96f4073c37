"""Taking part in a discussion: threads one level deep, mended for a while, said once."""

from datetime import timedelta
from pathlib import Path
from uuid import uuid4

import pytest
from sqlalchemy import select

from browser import Browser
from cast import Cast
from forums import COURSE_URL, FORUM, MODULE, PROMPT, SLUG, URL, Speaker, publish_forum, said
from forums import thread_url as at
from lms.foundation import clock
from lms.foundation.database import db, transaction
from lms.learning import actions
from lms.learning.models import Contribution, Discussion, Enrolment
from lms.learning.queries import topics, visit
from lms.learning.queries.leading import Led
from statements import statements


def test_a_person_writes_and_another_replies(rani: Speaker, dedi: Speaker) -> None:
    thread_id = rani.say("Telepon kami jarang terangkat.")
    dedi.say("Apa yang dialami warga?", thread_id)
    page = rani.get(at(thread_id)).text
    assert "Telepon kami jarang terangkat." in page
    assert "Dedi Pranata" in page
    assert "Bidang Aplikasi, Jambi" in page
    assert "1 tanggapan" in rani.get(URL).text


def test_the_form_of_the_page_is_the_one_that_is_sent(rani: Speaker) -> None:
    assert isinstance(rani.browser, Browser)
    answer = rani.browser.submit(URL, FORUM, text="Dari halaman itu sendiri.")
    assert answer.status_code == 302
    assert [each.text for each in said()] == ["Dari halaman itu sendiri."]


def test_nobody_is_shown_by_number(rani: Speaker, dedi: Speaker, cast: Cast) -> None:
    thread_id = rani.say("Jadwal kami berubah tanpa kabar.")
    for url in (URL, at(thread_id)):
        assert cast.rani.nip not in dedi.get(url).text


@pytest.mark.parametrize("replies", [False, True])
def test_the_first_words_finish_the_module(rani: Speaker, dedi: Speaker, replies: bool) -> None:
    thread_id = dedi.say("Apa kabar loket Anda?") if replies else None
    assert not visit(SLUG, rani.someone.id).is_done(MODULE)
    assert "Tulis satu tanggapan dalam diskusi “Bincang loket”" in rani.get(URL).text
    rani.say("Baik.", thread_id)
    assert visit(SLUG, rani.someone.id).is_done(MODULE)


def test_what_is_deleted_stays_done(rani: Speaker) -> None:
    rani.act(rani.say("Sebentar."), "deletion")
    assert visit(SLUG, rani.someone.id).is_done(MODULE)


def test_who_finished_the_course_may_still_speak(rani: Speaker) -> None:
    with transaction():
        found = db.session.scalars(select(Enrolment)).one()
        actions.record_progress(found.id, "satu", done=True)
    assert visit(SLUG, rani.someone.id).state == "completed"
    rani.say("Menyusul.")
    assert not visit(SLUG, rani.someone.id).is_done(MODULE)


def test_two_clicks_are_one_contribution(rani: Speaker) -> None:
    key = str(uuid4())
    first, second = (rani.send(text, key=key) for text in ("Satu.", "Satu, lagi."))
    assert first.location == second.location
    assert [each.text for each in said()] == ["Satu."]


def test_the_same_words_in_a_row_are_one_contribution(rani: Speaker, dedi: Speaker) -> None:
    thread_id = rani.say("Sama.")
    assert rani.say("Sama. ") == thread_id
    rani.say("Sama.", thread_id)  # in another place they are something else
    dedi.say("Sama.")
    assert len(said()) == 3


@pytest.mark.parametrize("words", ["", "  \n ", "x" * 5001])
def test_empty_and_endless_words_are_refused_and_given_back(rani: Speaker, words: str) -> None:
    thread_id = rani.say("Awal.")
    for place in (None, thread_id):
        answer = rani.send(words, place)
        assert answer.status_code == 422
        assert words.strip() in answer.text
    assert len(said()) == 1


def test_a_form_that_we_did_not_make_is_refused(rani: Speaker) -> None:
    assert rani.send("Halo", key="bukan-kunci").status_code == 422
    assert said() == []


def test_a_reply_has_no_replies(rani: Speaker, dedi: Speaker) -> None:
    reply = dedi.say("Balasan.", rani.say("Awal."))
    assert dedi.send("Balasan dari balasan.", reply).status_code == 403
    assert rani.get(at(reply)).status_code == 404


def test_what_was_said_can_be_mended_for_a_quarter_of_an_hour(rani: Speaker) -> None:
    said_id = rani.say("Telpon kami.")
    assert rani.act(said_id, "edit", text="Telepon kami.").status_code == 302
    page = rani.get(at(said_id)).text
    assert "Telepon kami." in page
    assert "Disunting pukul" in page
    with clock.at(clock.now() + timedelta(minutes=16)):
        assert "/edit" not in rani.get(at(said_id)).text
        assert rani.act(said_id, "edit", text="Terlambat.").status_code == 403
    assert rani.act(said_id, "edit", text="").status_code == 422
    assert said()[0].text == "Telepon kami."


def test_nobody_mends_or_deletes_what_another_said(
    rani: Speaker, dedi: Speaker, wati: Speaker
) -> None:
    said_id = rani.say("Milik Rani.")
    for other in (dedi, wati):
        for name in ("edit", "deletion"):
            assert other.get(f"{FORUM}/contributions/{said_id}/{name}").status_code == 403
            assert other.act(said_id, name, text="Ganti").status_code == 403
    assert said()[0].text == "Milik Rani."


def test_what_is_deleted_leaves_its_place_and_no_words(rani: Speaker, dedi: Speaker) -> None:
    thread_id = rani.say("Terlalu banyak bercerita.")
    dedi.say("Terima kasih ceritanya.", thread_id)
    assert "Hapus tanggapan ini?" in rani.get(f"{FORUM}/contributions/{thread_id}/deletion").text
    rani.act(thread_id, "deletion")
    for url in (URL, at(thread_id)):
        page = dedi.get(url).text
        assert "Dihapus penulisnya." in page
        assert "Terlalu banyak bercerita." not in page
    assert said()[0].text == ""
    assert dedi.send("Lanjut?", thread_id).status_code == 403
    assert rani.act(thread_id, "deletion").status_code == 403


def test_the_newest_activity_comes_first(rani: Speaker, dedi: Speaker) -> None:
    old, young = rani.say("Lama"), rani.say("Muda")
    page = rani.get(URL).text
    assert page.index(f"tanggapan-{young}") < page.index(f"tanggapan-{old}")
    dedi.say("Hidup lagi", old)
    page = rani.get(URL).text
    assert page.index(f"tanggapan-{old}") < page.index(f"tanggapan-{young}")


def test_twenty_threads_are_a_page_and_cost_no_more_than_one(rani: Speaker, dedi: Speaker) -> None:
    first = rani.say("Pembuka nomor 0")
    dedi.get(URL)
    with statements() as few:
        dedi.get(URL)
    for number in range(1, 21):
        dedi.say("Balasan", rani.say(f"Pembuka nomor {number}"))
    dedi.get(URL)
    with statements() as many:
        page = dedi.get(URL).text
    assert len(many) == len(few)
    many.at_most(9)
    assert page.count('id="tanggapan-') == 20
    oldest = f'id="tanggapan-{first}"'
    assert oldest not in page
    assert oldest in dedi.get(f"{URL}?page=2").text
    assert oldest in dedi.get(f"{URL}?page=99").text


def test_a_thread_costs_the_same_however_long_it_is(rani: Speaker, dedi: Speaker) -> None:
    thread_id = rani.say("Awal")
    rani.get(at(thread_id))
    with statements() as few:
        rani.get(at(thread_id))
    for number in range(12):
        dedi.say(f"Balasan {number}", thread_id)
    rani.get(at(thread_id))  # reads what is new, and notes it
    with statements() as many:
        rani.get(at(thread_id))
    assert len(many) == len(few)


def test_a_thread_is_new_until_it_was_opened(rani: Speaker, dedi: Speaker) -> None:
    thread_id = rani.say("Kabar")
    assert "1 belum dibaca" in dedi.get(URL).text
    assert 'class="new"' not in rani.get(URL).text
    assert 'class="new"' in dedi.get(at(thread_id)).text
    assert 'class="new"' not in dedi.get(URL).text
    dedi.say("Satu", thread_id)
    dedi.say("Dua", thread_id)
    assert "2 belum dibaca" in rani.get(URL).text
    rani.get(at(thread_id))
    assert "belum dibaca" not in rani.get(URL).text


def test_an_older_page_takes_no_reading_back(rani: Speaker, dedi: Speaker) -> None:
    thread_id = rani.say("Kabar")
    dedi.get(at(thread_id))
    actions.note_heard(thread_id, dedi.someone.id, 0)
    assert "belum dibaca" not in dedi.get(URL).text


def test_a_draft_is_kept_until_it_was_sent(rani: Speaker) -> None:
    thread_id = rani.say("Awal")
    assert rani.type("Setengah", thread_id, 4).json["counter"] == 4
    assert rani.typed(at(thread_id)) == "Setengah"
    assert rani.typed() == ""
    rani.type("Lebih tua", thread_id, 3)
    assert rani.typed(at(thread_id)) == "Setengah"
    rani.send("Utuh.", thread_id, device=rani.device, counter=5)
    assert rani.typed(at(thread_id)) == ""
    assert rani.type("Setengah", thread_id, 5).json["counter"] == 5  # came late: it was sent
    assert rani.typed(at(thread_id)) == ""
    rani.type("Yang baru", thread_id, 6)
    assert rani.typed(at(thread_id)) == "Yang baru"


def test_a_draft_before_anybody_wrote_is_kept_too(rani: Speaker, dedi: Speaker) -> None:
    assert rani.type("Saya mulai").status_code == 200
    assert rani.typed() == "Saya mulai"
    assert dedi.typed() == ""


@pytest.mark.parametrize(
    "body",
    [[], {}, {"value": {"text": 7}}, {"value": {"text": "a"}, "device": "a", "counter": "1"}],
)
def test_nonsense_is_no_draft(rani: Speaker, body: object) -> None:
    headers = {"X-CSRFToken": rani.token}
    answer = rani.browser.put(f"{FORUM}/0/draft", json=body, headers=headers)
    assert answer.status_code == 422


def test_what_is_said_is_shown_as_text_with_links(rani: Speaker) -> None:
    said_id = rani.say("<b>Lihat</b>\n\nhttps://contoh.go.id/a?b=1&c=2.\nBaris dua")
    page = rani.get(at(said_id)).text
    assert "&lt;b&gt;Lihat&lt;/b&gt;" in page
    assert (
        'href="https://contoh.go.id/a?b=1&amp;c=2" rel="nofollow ugc noopener noreferrer"' in page
    )
    assert "<br>Baris dua" in page


def test_what_is_not_asked_for_says_so_and_is_not_the_next_step(
    rani: Speaker, cast: Cast, tmp_path: Path
) -> None:
    assert "Tidak wajib" in rani.get(COURSE_URL).text
    assert "Tidak wajib untuk menyelesaikan kursus" in rani.get(URL).text
    assert visit(SLUG, rani.someone.id).next_module.slug == "satu"  # though the other was opened
    publish_forum(tmp_path / "content", cast.province, asked=True)
    assert "Tidak wajib" not in rani.get(COURSE_URL).text
    assert visit(SLUG, rani.someone.id).next_module.slug == MODULE


def test_what_was_said_follows_the_module_to_its_new_name(
    rani: Speaker, cast: Cast, tmp_path: Path
) -> None:
    thread_id = rani.say("Sebelum ganti nama.")
    prompt = PROMPT.replace("minutes: 15", f"minutes: 15\nwas: {MODULE}")
    publish_forum(tmp_path / "content", cast.province, "obrolan", prompt)
    assert "Sebelum ganti nama." in rani.get(f"{COURSE_URL}/obrolan").text
    rani.say("Dari halaman lama.", thread_id)
    assert len(said()) == 2


def test_a_module_of_another_kind_is_not_discussed(rani: Speaker) -> None:
    answer = rani.post(f"{COURSE_URL}/satu/discussion", key=str(uuid4()), text="Halo")
    assert answer.status_code == 404


def test_a_thread_of_another_discussion_is_unknown_here(rani: Speaker, cast: Cast) -> None:
    thread_id = rani.say("Di sini.")
    with transaction():
        db.session.get_one(Contribution, thread_id).discussion_id = _another(cast)
    assert rani.get(at(thread_id)).status_code == 404
    assert rani.send("Balas", thread_id).status_code == 404
    assert rani.type("Draf", thread_id).status_code == 404


def _another(cast: Cast) -> int:
    course_id = visit(SLUG, cast.rani.id).outline.course_id
    other = Discussion(course_id=course_id, module_slug="lain", agency_id=cast.province)
    db.session.add(other)
    db.session.flush()
    return other.id


def test_leaders_see_where_nobody_answered(rani: Speaker, dedi: Speaker, cast: Cast) -> None:
    dedi.say("Ya", rani.say("Satu"))
    rani.say("Dua")
    (topic,) = topics(Led(frozenset({cast.province}), frozenset()))
    assert (topic.threads, topic.unheard, topic.title) == (2, 1, "Bincang loket")
    assert topics(Led(frozenset({cast.city}), frozenset())) == []
