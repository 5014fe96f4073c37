"""Two texts that grew from one are brought together, and nothing that either wrote is lost."""

import time
from collections import Counter

from hypothesis import given
from hypothesis import strategies as st

from lms.foundation.threeway import Stretch, Who, stretches

lines = st.lists(st.sampled_from("abcdef"), max_size=14)


def words(found: list[Stretch], side: str) -> list[str]:
    return [line for each in found for line in getattr(each, side)]


@given(lines, lines, lines)
def test_each_of_the_three_can_be_read_out_and_nothing_new_is_lost(
    base: list[str], mine: list[str], theirs: list[str]
) -> None:
    found = stretches(base, mine, theirs)
    assert words(found, "base") == base
    assert words(found, "mine") == mine
    assert words(found, "theirs") == theirs
    if all(each.who != Who.CLASH for each in found):
        out = Counter(words(found, "lines"))
        for side in (mine, theirs):
            added = Counter[str]()
            for each in found:
                added += Counter(getattr(each, "mine" if side is mine else "theirs")) - Counter(
                    each.base
                )
            assert added <= out


@given(lines, lines)
def test_what_one_side_alone_did_is_the_outcome(base: list[str], other: list[str]) -> None:
    for mine, theirs, out in ((base, other, other), (other, base, other), (other, other, other)):
        found = stretches(base, mine, theirs)
        assert words(found, "lines") == out
        assert Who.CLASH not in {each.who for each in found}


@given(lines, lines)
def test_who_is_mine_and_who_is_theirs_makes_no_difference(
    mine: list[str], theirs: list[str]
) -> None:
    base = list("abcabc")
    one, other = stretches(base, mine, theirs), stretches(base, theirs, mine)
    assert [(it.base, it.mine, it.theirs) for it in one] == [
        (it.base, it.theirs, it.mine) for it in other
    ]


def test_changes_with_a_line_between_them_are_joined_and_others_clash() -> None:
    found = stretches(list("abc"), list("xbc"), list("aby"))
    assert [each.who for each in found] == [Who.MINE, Who.NOBODY, Who.THEIRS]
    assert "".join(words(found, "lines")) == "xby"
    for mine, theirs, out in (
        ("xxabcde", "abcdy", "xxabcdy"),
        ("cde", "abcdezz", "cdezz"),
        ("abbbcde", "abcye", "abbbcye"),
    ):
        found = stretches(list("abcde"), list(mine), list(theirs))
        assert "".join(words(found, "lines")) == out, "also where a side has grown or shrunk"
        assert Who.CLASH not in {each.who for each in found}
    for mine, theirs in (("xbc", "ayc"), ("abcx", "abcy"), ("axbc", "aybc"), ("bc", "xabc")):
        found = stretches(list("abc"), list(mine), list(theirs))
        assert Who.CLASH in {each.who for each in found}, (mine, theirs)


def test_the_longest_texts_are_brought_together_in_time() -> None:
    base = [f"baris {n}" for n in range(6000)]
    mine = [f"{line}!" if n % 4 == 0 else line for n, line in enumerate(base)]
    theirs = [f"{line}?" if n % 4 == 2 else line for n, line in enumerate(base)]
    began = time.process_time()
    found = stretches(base, mine, theirs)
    assert time.process_time() - began < 5
    assert Counter(each.who for each in found)[Who.MINE] == 1500
