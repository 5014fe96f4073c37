"""What the views of the API share."""

from typing import Any

from flask import Blueprint
from msgspec import UNSET

from lms.api import policies, queries
from lms.api.asking import bearer
from lms.api.models import Right
from lms.api.refusals import at_parameter
from lms.foundation.language import say

bp = Blueprint("api", __name__)
V1 = "/api/v1"
NUMBER = "int(max=2147483647)"


def may(right: Right) -> bool:
    return policies.may_use(bearer().rights, right)


def unit_path(code: Any) -> str:
    """Of the unit that was asked for; raises Unfit outside the token's agency."""
    if code is UNSET:
        return ""
    found = queries.path_of_unit(bearer().scope, code)
    if found is None:
        raise at_parameter("unit", say("Tidak ada unit dengan kode ini di instansi Anda."))
    return found


def course_id(slug: Any) -> int | None:
    if slug is UNSET:
        return None
    found = queries.id_of_course(slug)
    if found is None:
        raise at_parameter("course", say("Tidak ada kursus dengan alamat ini."))
    return found


def given(value: Any) -> Any:
    """Nothing where nothing was asked for."""
    return None if value is UNSET else value
