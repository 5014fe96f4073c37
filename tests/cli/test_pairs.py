"""Pairs at the server: proposed or entered with a letter, listed, ended."""

import pytest

from cast import Cast
from cli.conftest import Lms
from lms.foundation import clock
from lms.mentoring import queries
from lms.mentoring.queries import Standing
from matches import ask, kinds, standing

pytestmark = pytest.mark.parametrize("engine_url", ["sqlite"], indirect=True)


def add(lms: Lms, cast: Cast, *more: object) -> str:
    done = lms("pairs", "add", cast.hendra.nip, cast.rani.nip, "--goals", "Menulis memo", *more)
    assert done.exit_code == 0, done.output
    return done.output


def test_what_is_added_waits_for_both(lms: Lms, cast: Cast) -> None:
    said = add(lms, cast)
    (found,) = queries.proposals_of(cast.rani.id)
    assert f"{found.id}  waiting" in said
    assert cast.rani.nip not in said
    assert queries.unanswered(found.id) == {cast.rani.id, cast.hendra.id}


def test_what_a_letter_agreed_begins_at_once(lms: Lms, cast: Cast) -> None:
    add(lms, cast, "--agreed", "SK 12/2026")
    (found,) = queries.proposals_of(cast.rani.id)
    assert found.standing == Standing.RUNNING
    assert queries.steps(found.id)[-1].reason == "SK 12/2026"
    again = lms("pairs", "add", cast.yusuf.nip, cast.rani.nip, "--goals", "x")
    assert again.exit_code == 1
    assert "sudah mempunyai mentor" in str(again.exception)


def test_a_letter_does_not_pair_across_agencies(lms: Lms, cast: Cast) -> None:
    words = ("pairs", "add", cast.lestari.nip, cast.rani.nip, "--goals", "x")
    for more in ((), ("--agreed", "SK 12/2026")):
        refused = lms(*words, *more)
        assert refused.exit_code == 1
        assert "instansi yang sama" in str(refused.exception)


def test_they_are_listed_by_state_and_unit(lms: Lms, cast: Cast) -> None:
    add(lms, cast)
    ask(cast.murni, cast.lestari)
    assert len(lms("pairs", "list").output.splitlines()) == 2
    (line,) = lms("pairs", "list", "--unit", "KOMINFO", "--state", "waiting").output.splitlines()
    assert "Hendra Saputra 1980•••••007 -> Rani Anggraini 1991•••••004" in line
    assert lms("pairs", "list", "--state", "running").output == ""
    assert lms("pairs", "list", "--unit", "NONE").exit_code == 1


def test_one_is_ended_or_taken_back(lms: Lms, cast: Cast) -> None:
    asked = ask(cast.hendra, cast.dedi)
    assert lms("pairs", "end", asked, "--reason", "Keliru").exit_code == 0
    assert (standing(asked), kinds(asked)[-1]) == ("withdrawn", "withdrawn")
    add(lms, cast, "--agreed", "SK", "--from", clock.today().isoformat())
    (found,) = queries.proposals_of(cast.rani.id)
    assert "ended" in lms("pairs", "end", found.id, "--reason", "Mutasi").output
    again = lms("pairs", "end", found.id, "--reason", "Mutasi")
    assert again.exit_code == 1
    unknown = lms("pairs", "end", 99, "--reason", "x")
    assert "Tidak ada usulan atau pasangan" in str(unknown.exception)
    assert lms("pairs", "end", found.id).exit_code == 2
