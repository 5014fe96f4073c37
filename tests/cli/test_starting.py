"""`lms content new`: a course that passes the check before a word of it is changed."""

from datetime import timedelta
from pathlib import Path

import pytest
from click.testing import CliRunner, Result
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from lms.catalog.reading import read
from lms.cli import cli
from lms.foundation import clock


def begin(folder: Path, *words: str) -> Result:
    return CliRunner().invoke(cli, ["content", "new", "--in", str(folder), *words])


def test_a_new_course_is_whole_and_two_of_them_get_on(tmp_path: Path) -> None:
    for slug in ("melayani-di-loket", "arsip"):
        begun = begin(tmp_path, slug)
        assert begun.exit_code == 0, begun.output
        assert f"lms content check {tmp_path / slug}" in begun.output
    found = read(tmp_path)
    assert not found.mistakes, found.mistakes
    arsip, loket = found.courses
    assert (arsip.slug, arsip.facts["title"]) == ("arsip", "Arsip")
    assert loket.facts["title"] == "Melayani di loket"
    assert loket.facts["review_by"] == str(clock.today() + timedelta(days=365))
    kinds = [module.kind for module in loket.modules]
    assert kinds == ["lesson", "lesson", "quiz", "assignment", "link"]
    assert loket.modules[2].questions[0].identifier == "mdl-001"
    assert arsip.modules[2].questions[0].identifier == "ars-001"


TITLES = st.text(
    st.characters(codec="utf-8", exclude_categories=["C", "Z"]), min_size=1, max_size=40
)


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(TITLES)
def test_any_title_is_read_as_it_was_given(
    tmp_path_factory: pytest.TempPathFactory, title: str
) -> None:
    folder = tmp_path_factory.mktemp("judul")
    assert begin(folder, "kursus", f"--title={title}").exit_code == 0
    assert read(folder).courses[0].facts["title"] == title


def test_nothing_that_is_there_is_written_over(tmp_path: Path) -> None:
    begin(tmp_path, "arsip")
    (tmp_path / "arsip/course.md").write_text("milik saya")
    again = begin(tmp_path, "arsip")
    assert again.exit_code == 1
    assert "sudah ada" in again.output
    assert (tmp_path / "arsip/course.md").read_text() == "milik saya"


@pytest.mark.parametrize("slug", ["Loket", "di loket", "-loket", "loket-", "../l", "l" * 61, ""])
def test_a_name_that_no_address_can_hold_is_refused(tmp_path: Path, slug: str) -> None:
    refused = begin(tmp_path, "--", slug)
    assert refused.exit_code == 2
    assert "misalnya melayani-di-loket" in refused.output
    assert not list(tmp_path.iterdir())
