"""Handing in written work: once, whole, and never lost; what is refused says why."""

from io import BytesIO
from pathlib import Path
from threading import Barrier, Thread
from uuid import UUID, uuid4

import pytest
from flask import Flask

from cast import Cast
from courses import ASSIGNMENT, SLUG, publish_course
from essays import BETTER, MODULE, PDF, PNG, TEXT, URL, Mentor, Writer, pair_up, submissions, upload
from lms.assignments.models import SubmissionFile
from lms.assignments.rules import Assignment
from lms.foundation.database import db
from lms.foundation.files import store
from lms.learning.queries import visit

ONE_ENGINE = pytest.mark.parametrize("engine_url", ["sqlite"], indirect=True)


@pytest.fixture
def rani(app: Flask, cast: Cast, course: str) -> Writer:
    return Writer(app.test_client(), cast.rani).enrol()


@pytest.fixture
def hendra(app: Flask, cast: Cast) -> Mentor:
    pair_up(cast.hendra, cast.rani)
    return Mentor(app.test_client(), cast.hendra)


def test_the_page_shows_the_situation_the_rubric_and_who_reads_it(
    rani: Writer, hendra: Mentor
) -> None:
    page = rani.get(URL).text
    assert "Ceritakan satu layanan di kantor Anda." in page
    assert "Memahami kebutuhan warga" in page
    assert "Per kelompok" in page
    assert "5 sampai 200 kata" in page
    assert "Hendra Saputra, mentor Anda" in page


def test_what_is_asked_and_what_is_missing_is_told(rani: Writer, hendra: Mentor) -> None:
    asked = "Kirim “Studi kasus” dan terima persetujuan mentor"
    page = rani.get(f"/courses/{SLUG}").text
    assert asked in page
    rani.hand_in()
    standing = visit(SLUG, rani.someone.id).standings[MODULE]
    assert (standing.detail["state"], standing.done_at) == ("waiting", None)
    assert "menunggu umpan balik" in rani.get(URL).text


def test_work_is_handed_in_with_a_file(rani: Writer, cast: Cast) -> None:
    rani.hand_in(files=upload("peta.pdf", PDF))
    (handed,) = submissions()
    assert (handed.number, handed.text, handed.words) == (1, TEXT, 12)
    assert (handed.person_id, handed.agency_id) == (cast.rani.id, cast.province)
    page = rani.get(URL).text
    assert "Kiriman ke-1 menunggu umpan balik" in page
    assert "peta.pdf" in page
    assert "data-draft" not in page


def test_a_double_click_is_one_submission(rani: Writer) -> None:
    submission_id = str(uuid4())
    for _ in range(2):
        assert rani.send(id=submission_id).status_code == 302
    assert len(submissions()) == 1


@pytest.mark.parametrize("engine_url", ["postgresql"], indirect=True)
def test_two_clicks_at_the_same_moment_are_one_submission(app: Flask, rani: Writer) -> None:
    submission_id, version, barrier = str(uuid4()), rani.version(), Barrier(4)
    codes: list[int] = []

    def click(window: Writer) -> None:
        with app.app_context():
            barrier.wait(10)
            answer = window.post(f"{URL}/submissions", id=submission_id, base=version, text=TEXT)
            codes.append(answer.status_code)

    windows = [Writer(app.test_client(), rani.someone) for _ in range(4)]
    threads = [Thread(target=click, args=[window]) for window in windows]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert codes == [302] * 4
    assert len(submissions()) == 1


def test_a_second_submission_while_one_waits_is_refused(rani: Writer) -> None:
    rani.hand_in()
    answer = rani.send(BETTER)
    assert answer.status_code == 409
    assert "masih menunggu umpan balik" in answer.text
    assert BETTER in answer.text  # given back, to be copied
    assert rani.put_draft(BETTER, base=1).status_code == 409
    assert len(submissions()) == 1


def test_work_that_was_returned_is_handed_in_again_and_both_are_kept(
    rani: Writer, hendra: Mentor
) -> None:
    first = rani.hand_in()
    hendra.review(first, "returned")
    page = rani.get(URL).text
    assert "Kiriman ke-1 dikembalikan untuk diperbaiki" in page
    assert "Runtut. Tambahkan satu angka." in page
    assert rani.typed() == TEXT  # goes on from what was sent
    rani.hand_in(BETTER)
    assert [(each.number, each.text) for each in submissions()] == [(1, TEXT), (2, BETTER)]
    assert TEXT in rani.get(f"/submissions/{first}").text


def test_work_that_was_accepted_is_done_and_takes_no_more(rani: Writer, hendra: Mentor) -> None:
    hendra.review(rani.hand_in(), "accepted", (3, 4))
    standing = visit(SLUG, rani.someone.id).standings[MODULE]
    assert standing.done_at is not None
    assert str(standing.score) == "87.50"
    page = rani.get(URL).text
    assert "Kiriman ke-1 diterima" in page
    assert "Nilai 87,5 dari 100" in page
    assert rani.send(BETTER).status_code == 409


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("Baru tiga kata", "Baru 3 kata; paling sedikit 5. Kurang 2 kata lagi."),
        ("panjang " * 201, "Sudah 201 kata; paling banyak 200. Kurangi 1 kata."),
        (" \r\n ", "Tulisan ini masih kosong."),
    ],
)
def test_too_few_or_too_many_words_are_refused_with_the_text_kept(
    rani: Writer, text: str, reason: str
) -> None:
    answer = rani.send(text)
    assert answer.status_code == 422
    assert reason in answer.text
    assert text.strip() in answer.text
    assert rani.typed().strip() == text.strip()
    assert not submissions()


def test_a_refused_file_is_named_with_the_reason_and_the_text_is_kept(rani: Writer) -> None:
    answer = rani.send(files=upload("surat.pdf", b"MZ" + b"\x00" * 100))
    assert answer.status_code == 422
    assert "surat.pdf: isinya bukan PDF" in answer.text
    assert rani.typed() == TEXT
    assert not submissions()


def test_good_files_are_asked_for_again_where_something_else_is_wrong(rani: Writer) -> None:
    answer = rani.send("Baru tiga kata", files=upload("peta.pdf", PDF))
    assert answer.status_code == 422
    assert "Pilih lagi lampirannya" in answer.text
    assert "Pilih lagi lampirannya" not in rani.send("Baru tiga kata").text


def test_more_files_than_asked_are_refused(rani: Writer) -> None:
    answer = rani.send(files=[upload("a.pdf", PDF), upload("b.pdf", PDF)])
    assert answer.status_code == 422
    assert "Paling banyak 1 lampiran." in answer.text


def test_a_picture_that_is_called_pdf_is_kept_as_a_picture(rani: Writer) -> None:
    rani.hand_in(files=upload("peta.pdf", PNG))
    (kept,) = db.session.scalars(db.select(SubmissionFile)).all()
    assert (kept.name, kept.content_type) == ("peta.png", "image/png")


def test_a_file_goes_out_as_an_attachment_to_those_who_may_see_it(
    app: Flask, rani: Writer, hendra: Mentor, cast: Cast
) -> None:
    submission_id = rani.hand_in(files=upload("peta.pdf", PDF))
    address = f"/submissions/{submission_id}/files/1"
    for reader in (rani, hendra):
        answer = reader.get(address)
        assert answer.data == PDF
        assert answer.headers["Content-Disposition"] == "attachment; filename=peta.pdf"
        assert answer.headers["X-Content-Type-Options"] == "nosniff"
        assert "sandbox" in answer.headers["Content-Security-Policy"]
    for stranger in (cast.dedi, cast.nurul, cast.yusuf):
        assert Writer(app.test_client(), stranger).get(address).status_code == 404
    assert rani.get(f"/submissions/{submission_id}/files/2").status_code == 404
    assert app.test_client().get(address).status_code == 302  # to sign in


@ONE_ENGINE
def test_a_file_that_the_disk_has_lost_is_told_as_lost(rani: Writer) -> None:
    submission_id = rani.hand_in(files=upload("peta.pdf", PDF))
    (kept,) = db.session.scalars(db.select(SubmissionFile)).all()
    store().path(kept.file_digest).unlink()
    answer = rani.get(f"/submissions/{submission_id}/files/1")
    assert answer.status_code == 404
    assert "dipulihkan dari cadangan" in answer.text


def test_a_huge_upload_is_refused_and_what_was_typed_is_still_there(rani: Writer) -> None:
    rani.put_draft(TEXT, base=0)
    form = {"csrf_token": rani.token, "id": str(uuid4()), "base": "1", "text": TEXT}
    body, kind = encode(form, "besar.pdf", PDF + b"\x00" * (17 * 2**20))
    answer = rani.browser.post(f"{URL}/submissions", input_stream=body, content_type=kind)
    assert answer.status_code == 413
    assert "Draf tulisan Anda tetap ada" in answer.text
    assert rani.typed() == TEXT


def test_three_files_of_the_largest_size_get_through_to_be_judged(rani: Writer) -> None:
    form = {"csrf_token": rani.token, "id": str(uuid4()), "base": "0", "text": TEXT}
    body, kind = encode(form, "besar.pdf", PDF + b"\x00" * (11 * 2**20))
    answer = rani.browser.post(f"{URL}/submissions", input_stream=body, content_type=kind)
    assert answer.status_code == 422
    assert "besar.pdf: lebih dari 5 MB" in answer.text


def encode(form: dict[str, str], name: str, content: bytes) -> tuple[BytesIO, str]:
    """A form with a file as a browser sends it; the test client's own way leaves files open."""
    parts = [
        f'--x\r\nContent-Disposition: form-data; name="{field}"\r\n\r\n{value}\r\n'.encode()
        for field, value in form.items()
    ]
    file = f'--x\r\nContent-Disposition: form-data; name="files"; filename="{name}"\r\n\r\n'
    body = b"".join([*parts, file.encode(), content, b"\r\n--x--\r\n"])
    return BytesIO(body), "multipart/form-data; boundary=x"


def test_somebody_elses_submission_is_unknown(app: Flask, rani: Writer, cast: Cast) -> None:
    submission_id = rani.hand_in()
    dedi = Writer(app.test_client(), cast.dedi).enrol()
    assert dedi.get(f"/submissions/{submission_id}").status_code == 404
    assert dedi.send(BETTER, id=str(submission_id)).status_code == 404
    assert dedi.typed() == BETTER  # even so nothing typed is lost
    assert len(submissions()) == 1


@pytest.mark.parametrize("forged", ["", "bukan-uuid", "1"])
def test_a_form_that_we_did_not_make_is_refused(rani: Writer, forged: str) -> None:
    assert rani.send(id=forged).status_code == 422
    assert not submissions()


def test_a_form_from_another_site_is_refused(rani: Writer) -> None:
    answer = rani.browser.post(f"{URL}/submissions", data={"id": str(uuid4()), "text": TEXT})
    assert answer.status_code == 400
    assert not submissions()


def test_after_leaving_the_course_nothing_can_be_handed_in(rani: Writer) -> None:
    rani.post(f"/courses/{SLUG}/withdrawal")
    assert rani.send(base=0).status_code == 403


def test_a_submission_keeps_the_rubric_that_it_was_written_for(
    rani: Writer, hendra: Mentor, cast: Cast, tmp_path: Path
) -> None:
    submission_id = rani.hand_in()
    changed = ASSIGNMENT.replace("Menulis dengan jelas (M.3)", "Menulis dengan singkat (M.3)")
    _publish_again(tmp_path, cast, {"03-kasus.assignment.md": changed})
    assert "Menulis dengan singkat" in rani.get(URL).text
    assert "Menulis dengan jelas" in hendra.get(f"/mentoring/submissions/{submission_id}").text
    hendra.review(submission_id)
    assert "Menulis dengan jelas" in rani.get(f"/submissions/{submission_id}").text


def test_a_renamed_assignment_keeps_what_was_written_in_it(
    rani: Writer, hendra: Mentor, cast: Cast, tmp_path: Path
) -> None:
    first = rani.hand_in()
    renamed = ASSIGNMENT.replace("title: Studi kasus", "title: Studi kasus\nwas: kasus")
    files = {"03-kasus.assignment.md": None, "03-memo.assignment.md": renamed}
    _publish_again(tmp_path, cast, files)
    hendra.review(first, "returned")
    page = rani.get(f"/courses/{SLUG}/memo").text
    assert "Kiriman ke-1 dikembalikan" in page
    assert "Runtut. Tambahkan satu angka." in page
    second = UUID(int=7)
    sent = rani.send(BETTER, url=f"/courses/{SLUG}/memo", id=str(second), base=1)
    assert sent.status_code == 302
    assert hendra.review(second).status_code == 302
    assert visit(SLUG, rani.someone.id).is_done("memo")
    assert [each.number for each in submissions()] == [1, 2]


def test_a_page_that_was_open_while_the_module_was_renamed_saves_and_hands_in(
    rani: Writer, cast: Cast, tmp_path: Path
) -> None:
    begun = rani.put_draft(TEXT, 0).json
    assert begun
    renamed = ASSIGNMENT.replace("title: Studi kasus", "title: Studi kasus\nwas: kasus")
    files = {"03-kasus.assignment.md": None, "03-memo.assignment.md": renamed}
    _publish_again(tmp_path, cast, files)
    assert rani.put_draft(BETTER, begun["version"]).status_code == 200
    sent = rani.send(BETTER, base=begun["version"] + 1)
    assert (sent.status_code, sent.location) == (302, f"/courses/{SLUG}/memo")
    assert [each.module_slug for each in submissions()] == ["memo"]


def _publish_again(folder: Path, cast: Cast, files: dict[str, str | None]) -> None:
    publish_course(folder / "content", cast.province, **files)


FACTS = {
    "title": "T",
    "min_words": 0,
    "max_words": 10,
    "files": 0,
    "feedback_days": 7,
    "rubric": [{"behaviour": name, "competency": None, "levels": []} for name in "abc"],
    "rubric_levels": ["1 a", "2 b", "3 c", "4 d"],
}


@pytest.mark.parametrize(
    ("ratings", "score"),
    [((4, 4, 4), "100.00"), ((1, 1, 1), "25.00"), ((2, 3, 4), "75.00"), ((1, 2, 2), "41.67")],
)
def test_the_score_is_the_share_of_the_highest_levels(ratings: list[int], score: str) -> None:
    assert str(Assignment.of(FACTS).score(ratings)) == score
