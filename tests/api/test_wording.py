"""A value that does not fit is told in our words, in whichever way the library says it."""

from datetime import date
from typing import Annotated, Any

import msgspec
import pytest
from msgspec import Meta, Struct

from lms.api.wording import fault


class Sheet(Struct, forbid_unknown_fields=True):
    number: Annotated[int, Meta(ge=1, le=500)] = 1
    names: Annotated[list[str], Meta(max_length=2)] = []
    day: date | None = None


class Named(Struct):
    name: str


@pytest.mark.parametrize(
    ("given", "shape", "told"),
    [
        ({"number": "x"}, Sheet, "Harus int, bukan str."),
        ({"number": 501}, Sheet, "Harus int <= 500."),
        ({"number": 0}, Sheet, "Harus int >= 1."),
        ({"names": ["a", "b", "c"]}, Sheet, "Panjangnya harus <= 2."),
        ({"nmaes": []}, Sheet, "Isian nmaes tidak dikenal."),
        ({}, Named, "Isian name wajib ada."),
        (
            {"day": "kemarin"},
            Sheet,
            "Nilainya tidak dikenal, atau bukan dalam bentuk yang diminta.",
        ),
    ],
)
def test_each_fault_of_the_library_has_our_words(
    given: dict[str, Any], shape: type[Struct], told: str
) -> None:
    with pytest.raises(msgspec.ValidationError) as refused:
        msgspec.convert(given, shape)
    assert str(fault(str(refused.value).partition(" - at ")[0])) == told
