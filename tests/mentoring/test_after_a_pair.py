"""A mentor keeps what they gave when a pair is over: to be read, and nothing newer."""

import re

from flask import Flask

from cast import Cast
from essays import Mentor, Writer, pair_up
from lms.foundation import clock
from lms.foundation.database import transaction
from lms.mentoring import actions, queries


def test_after_a_pair_the_mentor_reads_what_they_gave_and_nothing_new(
    app: Flask, rani: Writer, hendra: Mentor, cast: Cast
) -> None:
    judged = rani.hand_in()
    hendra.review(judged, "returned", text="Tambahkan satu angka.")
    (found,) = queries.proposals_of(cast.rani.id)
    with transaction():
        actions.end_early(found.id, cast.rani.id, "Mutasi.")
    pair_up(cast.yusuf, cast.rani, clock.today())
    newer = rani.hand_in("Warga lanjut usia kini dilayani di meja khusus, tanpa anggaran baru.")
    yusuf = Mentor(app.test_client(), cast.yusuf)
    yusuf.review(newer, "accepted", text="Rahasia mentor baru.")
    page = hendra.get(f"/mentoring/pairs/{found.id}").text
    assert "Yang pernah Anda nilai dan katakan" in page
    (thread,) = set(re.findall(r'href="(/mentoring/threads/\d+)"', page))
    for path in (f"/mentoring/submissions/{judged}", thread):
        read = hendra.get(path)
        assert read.status_code == 200
        assert "Tambahkan satu angka." in read.text
        assert "Rahasia mentor baru." not in read.text
        assert 'name="text"' not in read.text
    assert str(newer) not in page
    assert hendra.get(f"/mentoring/submissions/{newer}").status_code == 404
    assert hendra.get(f"/mentoring/people/{cast.rani.id}").status_code == 404
    assert hendra.post(f"{thread}/messages", text="Masih di sini").status_code == 403
    assert hendra.review(judged).status_code == 403
    assert hendra.get("/mentoring").text.count("Rani Anggraini") == 0


def test_what_was_never_given_stays_closed_after_a_pair(
    rani: Writer, hendra: Mentor, cast: Cast
) -> None:
    waiting = rani.hand_in()
    (found,) = queries.proposals_of(cast.rani.id)
    with transaction():
        actions.end_early(found.id, cast.rani.id, "Mutasi.")
    assert hendra.get(f"/mentoring/submissions/{waiting}").status_code == 404
    assert hendra.review(waiting).status_code == 404
