"""What a token looks like, and that no other looks like one."""

from hypothesis import given
from hypothesis import strategies as st

from lms.api import secret

SIGNS = st.sampled_from(secret.SIGNS)


def test_each_is_another_and_is_known() -> None:
    made = {secret.fresh() for _ in range(100)}
    assert len(made) == 100
    assert all(secret.is_token(each) for each in made)
    assert {len(each) for each in made} == {len("bas_") + 38}


@given(st.integers(min_value=4, max_value=41), SIGNS)
def test_one_wrong_sign_makes_it_none(place: int, sign: str) -> None:
    token = secret.fresh()
    other = token[:place] + sign + token[place + 1 :]
    assert secret.is_token(other) == (other == token)


@given(st.text(max_size=60) | st.text(alphabet=secret.SIGNS, min_size=38, max_size=38))
def test_what_somebody_types_is_none(typed: str) -> None:
    assert not secret.is_token(typed)
    assert not secret.is_token(f"bas_{typed}"[:42]) or len(typed) >= 38
