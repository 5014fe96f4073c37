"""What a program asks: who it is, in which form it wants its answer, and with which values."""

import re
from typing import Any

import msgspec
from flask import g, request
from msgspec import Struct, ValidationError

from lms.api import actions, policies, queries, secret
from lms.api.models import Right
from lms.api.queries import Bearer
from lms.api.refusals import (
    NotAcceptable,
    RightMissing,
    TokenDead,
    TokenMissing,
    TooOften,
    Unfit,
    UnknownKind,
    at_parameter,
    at_pointer,
)
from lms.api.wording import fault
from lms.foundation.language import Sentence, say
from lms.web.throttle import Bucket, place_of

JSON = "application/json"
LARGEST = 64 * 1024  # bytes of a body
QUOTA, WINDOW = 300, 60  # requests of one token, and seconds; each web process counts for itself
TOKENS = Bucket(most=QUOTA, seconds=WINDOW / QUOTA)
STRANGERS = Bucket(most=60, seconds=1)  # wrong tokens of one place
PLACE = re.compile(r"^(.*?)(?: - at `(?:key in )?\$(.*)`)?$", re.DOTALL)


def ensure_json_wanted() -> None:
    wanted = request.accept_mimetypes
    if wanted and not wanted.accept_json:
        raise NotAcceptable


def let_in(right: Right) -> None:
    """Know the program by its token; raises what 401, 403 and 429 tell."""
    found = g.bearer = _known()
    drawn = TOKENS.draw(str(found.token_id))
    g.rate = {
        "RateLimit-Policy": f'"token";q={QUOTA};w={WINDOW}',
        "RateLimit": f'"token";r={drawn.left};t={drawn.next_in}',
    }
    if not drawn.allowed:
        raise TooOften(headers={**g.rate, "Retry-After": str(drawn.next_in)})
    if not policies.may_use(found.rights, right):
        raise RightMissing(right)
    actions.note_used(found)


def bearer() -> Bearer:
    """Whose token this request came with."""
    found: Bearer = g.bearer
    return found


def _known() -> Bearer:
    kind, _, token = request.headers.get("Authorization", "").partition(" ")
    if kind.lower() != "bearer" or not token:
        raise TokenMissing
    found = queries.bearer(secret.digest(token)) if secret.is_token(token) else None
    if found is None:
        drawn = STRANGERS.draw(place_of(request.remote_addr or ""))
        if not drawn.allowed:
            raise TooOften(headers={"Retry-After": str(drawn.next_in)})
        raise TokenDead
    return found


def given(query: type[Struct] | None, body: type[Struct] | None) -> dict[str, Any]:
    """The values as the view takes them: `asked` of the address, `sent` of the body."""
    values: dict[str, Any] = {}
    told = _query(query)
    if query:
        values["asked"] = told
    if body:
        values["sent"] = _body(body)
    return values


def _query(shape: type[Struct] | None) -> Any:
    values: dict[str, str] = {}
    known = shape.__struct_fields__ if shape else ()
    for name, each in request.args.items(multi=True):
        if name not in known:
            raise at_parameter(name, say("Parameter ini tidak dikenal di sini."), Unfit)
        if name in values:
            raise at_parameter(name, say("Parameter ini hanya boleh sekali."), Unfit)
        values[name] = each
    try:
        return msgspec.convert(values, shape, strict=False) if shape else None
    except ValidationError as error:
        said, place = _parts(error)
        raise at_parameter(place.lstrip("/"), said, Unfit) from None


def _body(shape: type[Struct]) -> Any:
    if request.mimetype != JSON:
        raise UnknownKind
    request.max_content_length = LARGEST
    sent = request.get_data()
    try:
        return msgspec.convert(_whole(msgspec.json.decode(sent)), shape)
    except ValidationError as error:
        said, place = _parts(error)
        raise at_pointer(place, said, Unfit) from None
    except (msgspec.DecodeError, UnicodeDecodeError, RecursionError):
        raise at_pointer("", say("Badan permintaan bukan JSON yang utuh."), Unfit) from None


def _whole(value: Any) -> Any:
    """With 2.0 as the whole number that it is to JSON Schema, and so to who reads our document."""
    if isinstance(value, dict):
        return {name: _whole(each) for name, each in value.items()}
    if isinstance(value, list):
        return [_whole(each) for each in value]
    return int(value) if isinstance(value, float) and value.is_integer() else value


def _parts(error: ValidationError) -> tuple[Sentence, str]:
    """What is wrong, and where as a JSON pointer."""
    matched = PLACE.fullmatch(str(error))
    said, path = (matched[1], matched[2] or "") if matched else (str(error), "")
    steps = re.findall(r"\.([^.\[\]]+)|\[(\d+|\.\.\.)\]", path)
    return fault(said), "".join(f"/{name or number}" for name, number in steps)
