"""The people of a scope and what each may do, for administrators."""

from dataclasses import dataclass
from typing import Any

from flask import render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_login import current_user

from lms.foundation.errors import NotFound
from lms.foundation.language import Sentence, say
from lms.identity import policies, queries
from lms.identity.models import Person, Role
from lms.identity.queries import Scope, Standing, Wanted
from lms.identity.views.blueprint import bp
from lms.web.access import ensure

NOT_YOURS = say("Halaman ini hanya dibuka bagi administrator instansi.")
NO_STANDING = say("Keadaan itu tidak dikenal. Pilih dari daftar saringan.")
LONGEST_WORDS, LAST_PAGE = 100, 1_000_000
STANDINGS = {
    Standing.HOLDING: say("Memegang peran"),
    Standing.BARRED: say("Akun ditutup"),
}
VERBS = {
    "added": say("Didaftarkan"),
    "placed": say("Ditempatkan"),
    "replaced-nip": say("NIP diganti"),
    "granted": say("Diberi peran"),
    "revoked": say("Peran diakhiri"),
    "barred": say("Akun ditutup"),
    "admitted": say("Akun dibuka kembali"),
    "ended-sessions": say("Semua sesi diakhiri"),
    "asked-reset": say("Kode kata sandi dibuat"),
    "changed-password": say("Kata sandi diganti"),
    "corrected": say("Data diperbaiki lewat impor"),
    "retired": say("Keluar atau pensiun, lewat impor"),
    "undone": say("Impor dibatalkan"),
    "issued-code": say("Kode aktivasi dibuat"),
    "activated": say("Akun diaktifkan"),
}


@dataclass(frozen=True)
class Asked:
    """What the page's address asks for."""

    words: str = ""
    state: str = ""
    page: int = 1

    @property
    def address(self) -> str:
        page = self.page if self.page > 1 else None
        said: dict[str, Any] = {"q": self.words, "state": self.state}
        return url_for("identity.people", page=page, **{k: v for k, v in said.items() if v})

    def at(self, page: int) -> str:
        return Asked(self.words, self.state, page).address


def the_scope() -> Scope:
    """Whose access the visitor administers; raises NotAllowed where nobody's."""
    scope = queries.administered(current_user.id)
    ensure(policies.may_administer(current_user.id), NOT_YOURS)
    return scope


def find(person_id: int) -> tuple[Person, Scope]:
    """Raises NotFound for somebody whom the visitor may not know of."""
    scope = the_scope()
    if not policies.may_know(scope, person_id):
        raise NotFound(say("Orang itu tidak ada dalam lingkup Anda. Cari lagi lewat daftarnya."))
    return queries.person(person_id), scope


@bp.get("/people")
def people() -> ResponseReturnValue:
    ensure(policies.may_administer(current_user.id), NOT_YOURS)
    scope, asked = the_scope(), _read()
    wanted = Wanted(asked.words, _standing(asked.state))
    size = queries.list_size(scope, wanted)
    pages = max(1, -(-size // queries.PAGE))
    asked = Asked(asked.words, asked.state, min(asked.page, pages))
    return render_template(
        "identity/people.html",
        asked=asked,
        size=size,
        pages=pages,
        rows=queries.list_people(scope, wanted, asked.page),
        first=(asked.page - 1) * queries.PAGE + 1,
        standings=STANDINGS,
    )


def _read() -> Asked:
    given = request.args
    return Asked(
        words=" ".join(given.get("q", "")[:LONGEST_WORDS].split()),
        state=given.get("state", ""),
        page=min(max(given.get("page", 1, type=int), 1), LAST_PAGE),
    )


def _standing(wanted: str) -> Standing | None:
    if wanted and wanted not in set(Standing):
        raise NotFound(NO_STANDING)
    return Standing(wanted) if wanted else None


@bp.get("/people/<int:person_id>")
def one_person(person_id: int) -> ResponseReturnValue:
    ensure(policies.may_administer(current_user.id), NOT_YOURS)
    person, scope = find(person_id)
    may_handle = policies.may_handle(scope, current_user.id, person.id)
    return render_template(
        "identity/person.html",
        person=person,
        places=queries.history(person.id),
        held=queries.held(person.id),
        sign_ins=queries.open_sign_ins(person.id) if may_handle else [],
        changes=queries.changes(person.id),
        verbs=VERBS,
        may_handle=may_handle,
        may_give=person.active and policies.may_give_role(scope, current_user.id, person.id),
        may_end=lambda held: _may_end(scope, person.id, held),
    )


def _may_end(scope: Scope, person_id: int, held: Any) -> bool:
    return person_id != current_user.id and policies.may_end_role(scope, held)


@bp.app_template_filter()
def role_name(role: str) -> Sentence:
    return queries.ROLE_NAMES[Role(role)]
