"""The OpenAPI document, assembled from what the views declare of themselves."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

import msgspec
from flask import current_app
from werkzeug.routing import Rule

from lms import __version__
from lms.api.models import Right
from lms.api.operations import DECLARED, Operation
from lms.api.shapes.told import ProblemDetails
from lms.api.wording import FIELDS, RIGHTS, SINCE_POSITION
from lms.foundation.language import say
from lms.web.problems import FOR_PROGRAMS, KIND

COMPONENTS = "#/components/schemas/{name}"
JSON = "application/json"
PART = re.compile(r"<(?:(\w+)(?:\([^)]*\))?:)?(\w+)>")
PLACES: dict[str, dict[str, Any]] = {
    "int": {"type": "integer", "minimum": 1, "maximum": 2**31 - 1},
    "uuid": {"type": "string", "format": "uuid"},
    "default": {"type": "string", "minLength": 1, "maxLength": 100, "pattern": "^[a-z0-9-]+$"},
}
KEY = {"type": "string", "minLength": 8, "maxLength": 100, "pattern": "^[A-Za-z0-9_-]+$"}
REFUSES = (401, 403, 406, 422, 429)


@dataclass(frozen=True)
class Declared:
    """An operation where it is found."""

    method: str
    path: str
    operation: Operation
    named: dict[str, str]  # parts of the path, with their kind


def declared() -> list[Declared]:
    """In the order of their addresses."""
    return sorted(_declared(), key=lambda it: (it.path, it.method))


def _declared() -> Iterator[Declared]:
    for rule in current_app.url_map.iter_rules():
        view = current_app.view_functions[rule.endpoint]
        operation = DECLARED.get(view)
        if operation is not None and rule.rule.startswith(FOR_PROGRAMS):
            (method,) = (rule.methods or set()) - {"HEAD", "OPTIONS"}
            yield Declared(method, _path(rule), operation, _named(rule))


def _path(rule: Rule) -> str:
    return PART.sub(r"{\2}", rule.rule)


def _named(rule: Rule) -> dict[str, str]:
    return {name: kind or "default" for kind, name in PART.findall(rule.rule)}


def document() -> dict[str, Any]:
    """In the reader's language."""
    found = declared()
    paths: dict[str, Any] = {}
    for each in found:
        paths.setdefault(each.path, {})[each.method.lower()] = _told(each)
    return {
        "openapi": "3.1.0",
        "info": {
            "title": "Belajar ASN",
            "version": f"1 ({__version__})",
            "summary": str(say("Catatan pembelajaran satu instansi untuk sistem lain.")),
        },
        "servers": [{"url": current_app.config["SETTINGS"].base_url}],
        "paths": paths,
        "components": {
            "schemas": _schemas(found),
            "responses": {"Problem": _problem()},
            "securitySchemes": {"token": _scheme()},
        },
    }


def _scheme() -> dict[str, Any]:
    rights = ", ".join(f"{right} ({RIGHTS[right]})" for right in Right)
    return {"type": "http", "scheme": "bearer", "bearerFormat": "bas_…", "description": rights}


def _problem() -> dict[str, Any]:
    schema = {"$ref": COMPONENTS.format(name=ProblemDetails.__name__)}
    told = str(say("Ditolak; type, title, dan detail menyebut sebabnya (RFC 9457)."))
    return {"description": told, "content": {KIND: {"schema": schema}}}


def _told(each: Declared) -> dict[str, Any]:
    operation = each.operation
    told: dict[str, Any] = {
        "operationId": operation.name,
        "summary": str(operation.summary),
        "parameters": [*parameters(each), *_headers(operation)],
        "responses": _responses(each),
        "security": [{"token": [operation.right.value]}] if operation.right else [],
    }
    if operation.body:
        schema = {"$ref": COMPONENTS.format(name=operation.body.__name__)}
        told["requestBody"] = {"required": True, "content": {JSON: {"schema": schema}}}
    return told


def parameters(each: Declared) -> list[dict[str, Any]]:
    """Of the path and of the query."""
    within = [
        {"name": name, "in": "path", "required": True, "schema": PLACES[kind]}
        for name, kind in each.named.items()
    ]
    return [*within, *_query(each.operation)]


def _query(operation: Operation) -> Iterator[dict[str, Any]]:
    if operation.query is None:
        return
    _, found = msgspec.json.schema_components([operation.query], ref_template=COMPONENTS)
    for name, schema in found[operation.query.__name__]["properties"].items():
        about = SINCE_POSITION if name == "since" else FIELDS.get(name, "")
        yield {"name": name, "in": "query", "description": str(about), "schema": schema}


def answered(operation: Operation) -> tuple[str, ...]:
    """The fields of the answer, or of each row where it is a list."""
    if operation.answer is None:
        return ()
    for field in msgspec.structs.fields(operation.answer):
        if field.name == "items":
            return tuple(field.type.__args__[0].__struct_fields__)
    return operation.answer.__struct_fields__


def _headers(operation: Operation) -> Iterator[dict[str, Any]]:
    if operation.once:
        yield {"name": "Idempotency-Key", "in": "header", "required": True, "schema": KEY}


def _responses(each: Declared) -> dict[str, Any]:
    operation, refuses = each.operation, {*each.operation.refuses, *REFUSES}
    answered: dict[str, Any] = {
        "description": str(operation.summary),
        "headers": {name: {"schema": {"type": "string"}} for name in _heads(each)},
        "content": _content(operation),
    }
    told = {"200": answered}
    if operation.once:
        told["201"], refuses = answered, refuses | {400}
    if operation.body:
        refuses |= {413, 415}
    if each.named:
        refuses.add(404)
    if each.method == "GET":
        told["304"] = {"description": str(say("Tidak berubah sejak ETag itu."))}
    refused = {str(code): {"$ref": "#/components/responses/Problem"} for code in sorted(refuses)}
    return {**told, **refused, "default": {"$ref": "#/components/responses/Problem"}}


def _heads(each: Declared) -> Iterator[str]:
    """The headers of an answer that a program may go by."""
    if each.method == "GET":
        yield "ETag"
    if each.operation.pages:
        yield "Link"
    if each.operation.once:
        yield "Idempotency-Replayed"
    if each.operation.right:
        yield from ("RateLimit", "RateLimit-Policy")


def _content(operation: Operation) -> dict[str, Any]:
    named = operation.answer.__name__ if operation.answer else ""
    schema = {"$ref": COMPONENTS.format(name=named)} if named else {"type": "object"}
    return {JSON: {"schema": schema}}


def _schemas(found: list[Declared]) -> dict[str, Any]:
    shapes = [it for each in found for it in (each.operation.answer, each.operation.body) if it]
    _, schemas = msgspec.json.schema_components([*shapes, ProblemDetails], ref_template=COMPONENTS)
    for schema in schemas.values():
        schema.pop("description", None)  # what developers of ours read
        for name, field in schema.get("properties", {}).items():
            if name in FIELDS and "$ref" not in field:
                field["description"] = str(FIELDS[name])
    return schemas
