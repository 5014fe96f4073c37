"""Who comes into a group, when, and what they may write there."""

from pathlib import Path

import pytest
from flask import Flask

from cast import Cast
from courses import ASSIGNMENT, SLUG, publish_course
from essays import MODULE, URL, Mentor, pair_up
from lms.assignments.actions import choosing, groups, make_group, save_group_draft
from lms.assignments.drafts import Save
from lms.catalog.queries import course
from lms.foundation.database import transaction
from lms.foundation.errors import Conflict
from lms.learning.actions import open_default_run
from together import OWN, Together, publish_together

KEYS = "group: true\ngroup_from: 2\ngroup_to: {most}\ngroup_by: {by}\nmin_words"
ONE_ENGINE = pytest.mark.parametrize("engine_url", ["sqlite"], indirect=True)


@pytest.fixture
def rani(app: Flask, cast: Cast, tmp_path: Path) -> Together:
    publish_together(tmp_path / "content", cast.province, most=3)
    return Together(app.test_client(), cast.rani).enrol()


@pytest.fixture
def dedi(app: Flask, cast: Cast, rani: Together) -> Together:
    return Together(app.test_client(), cast.dedi, "telepon").enrol()


@pytest.fixture
def nurul(app: Flask, cast: Cast, rani: Together) -> Together:
    return Together(app.test_client(), cast.nurul, "tablet").enrol()


@ONE_ENGINE
def test_nobody_comes_into_a_group_by_another_modules_page(
    rani: Together, cast: Cast, tmp_path: Path
) -> None:
    other = ASSIGNMENT.replace("min_words", KEYS.format(most=9, by="learners"))
    asked = ASSIGNMENT.replace("min_words", KEYS.format(most=2, by="leaders"))
    files: dict[str, str | None] = {"03-kasus.assignment.md": asked, "05-lain.assignment.md": other}
    publish_course(tmp_path / "content", cast.province, **files)
    with transaction():
        group = make_group(open_default_run(course(SLUG)).id, MODULE, "Melati").id
    assert rani.join(group) == 403
    there = f"/courses/{SLUG}/lain/groups/own"
    assert rani.post(there, group=str(group)).status_code == 404
    assert rani.group is None


@ONE_ENGINE
def test_one_is_in_one_group_also_where_the_module_was_renamed(
    rani: Together, dedi: Together, cast: Cast, tmp_path: Path
) -> None:
    old = rani.found()
    renamed = ASSIGNMENT.replace("min_words", KEYS.format(most=3, by="learners"))
    renamed = renamed.replace("group: true", f"was: {MODULE}\ngroup: true")
    files: dict[str, str | None] = {
        "03-kasus.assignment.md": None,
        "03-perkara.assignment.md": renamed,
    }
    publish_course(tmp_path / "content", cast.province, **files)
    own = f"/courses/{SLUG}/perkara/groups/own"
    assert dedi.post(own, name="Mawar").status_code == 302
    assert dedi.post(own, group=str(old)).status_code == 409
    assert "Mawar" in dedi.get(f"/courses/{SLUG}/perkara").text


def test_who_comes_after_the_end_or_has_left_changes_nothing(
    rani: Together, dedi: Together, nurul: Together, app: Flask, cast: Cast
) -> None:
    group = rani.found()
    nurul.join(group)
    rani.put_draft("Bersama.", 0)
    assert nurul.post(f"{OWN}/departure").status_code == 302
    with pytest.raises(Conflict):  # a save that was on its way while its writer left
        save_group_draft(group, cast.nurul.id, Save("Menyusul.", 1, "tablet", 9))
    assert "Menyusul." not in rani.get(f"{OWN}/texts").text
    dedi.join(group)
    pair_up(cast.hendra, cast.rani)
    sent = rani.hand_in(base="1")
    assert Mentor(app.test_client(), cast.hendra).review(sent).status_code == 302
    assert dedi.post(f"{OWN}/departure").status_code == 409  # nor looks for a better mark
    assert "Tinggalkan kelompok" not in dedi.get(URL).text
    assert nurul.join(group) == 409  # it would show them the work and give them none
    assert nurul.get(f"/submissions/{sent}").status_code == 404
    assert nurul.found("Mawar")


@ONE_ENGINE
def test_a_groups_name_can_be_seen_and_turns_no_line_round(rani: Together, dedi: Together) -> None:
    assert rani.post(OWN, name="\u200b \u202e").status_code == 422
    rani.found("Me\u202elati\u200b  satu")
    assert "Me lati satu" in dedi.get(URL).text


@ONE_ENGINE
def test_nobody_goes_round_reading_what_groups_write(
    rani: Together, dedi: Together, nurul: Together
) -> None:
    written, empty = rani.found("Melati"), dedi.found("Mawar")
    rani.put_draft("Bersama.", 0)
    assert (nurul.join(written), nurul.join(empty)) == (302, 409)
    assert nurul.post(f"{OWN}/departure").status_code == 302
    assert nurul.join(empty) == 302, "there is nothing to read there yet"
    nurul.post(f"{OWN}/departure")
    dedi.put_draft("Sendiri.", 0)
    assert nurul.join(written) == 302, "one's own of before"
    nurul.post(f"{OWN}/departure")
    kenanga = rani.post(f"{OWN}/departure") and rani.found("Kenanga")
    rani.put_draft("Lain lagi.", 0)
    refused = nurul.post(OWN, group=str(kenanga))
    assert refused.status_code == 409
    assert "Kelompok ini sudah menulis" in refused.text
    assert nurul.found("Tulip"), "a new one is open to all"


@ONE_ENGINE
def test_groups_and_choices_have_bounds_that_are_told(
    rani: Together, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(choosing, "MOST_CHOICES", 2)
    for name in ("Melati", "Mawar"):
        rani.found(name)
        rani.post(f"{OWN}/departure")
    assert "Anda sudah 2 kali memilih" in rani.post(OWN, name="Kenanga").text
    assert "Kenanga" not in rani.get(URL).text, "what was refused leaves nothing behind"
    monkeypatch.setattr(groups, "MOST", 2)
    page = rani.post(OWN, name="Kenanga").text
    assert "Angkatan ini sudah mempunyai 2 kelompok." in page
    assert "nama itu sudah ada" not in page
