"""What is asked of SIASN and what its answers mean; above all whether something was written."""

import json
from collections.abc import Sequence
from typing import Any

from lms.foundation.language import Said, say
from lms.siasn.answers import (
    Busy,
    Denied,
    Fields,
    Held,
    Kind,
    LockedOut,
    NotWritten,
    Unheard,
)
from lms.siasn.wire.line import AWAY, Answer, Broken, Line
from lms.siasn.wire.tokens import OUT, Tokens

IDS = {Kind.COURSE: "rwKursusId", Kind.STRUCTURAL: "rwDiklatId"}
# Writes say Sertipikat, reads say Sertifikat; both are read, in whichever of them it comes.
NUMBERS = ("noSertifikat", "noSertipikat", "nomorSertifikat", "nomorSertipikat", "nomor")
DAYS = ("tanggalKursus", "tanggal")
PEOPLE = ("pnsOrangId", "idPns")
NOBODY = "tidak ditemukan"
STRANGE = say("Jawaban SIASN tidak dapat dibaca.")


class Wire:
    """The client itself; one for each job."""

    def __init__(self, url: str, oauth: str, sso: str) -> None:
        self.url = url
        self.line = Line()
        self.tokens = Tokens(self.line, oauth, sso)

    def held(self, kind: Kind, nip: str) -> Sequence[Held]:
        rows = self._listed(self._read(f"/pns/rw-{kind}/{nip}"))
        return [_held(row) for row in rows]

    def orang_id(self, nip: str) -> str:
        answer = self._read(f"/pns/data-utama/{nip}")
        data = answer.told.get("data")
        if isinstance(data, dict):
            return str(data.get("id") or "") if _same_nip(data, nip) else ""
        self._listed(answer)
        return ""

    def write(self, kind: Kind, fields: Fields) -> str:
        body = json.dumps(dict(fields)).encode()
        try:
            answer = self._asked("POST", f"/{kind}/save", body)
        except Broken as broken:
            raise (Unheard if broken.heard else NotWritten)(AWAY) from None
        self._ensure_let_in(answer)
        if answer.status >= 500 or answer.status in range(300, 400) or answer.status == 408:
            raise Unheard(_told(answer, say("SIASN gagal (HTTP %(it)d).", it=answer.status)))
        if answer.status >= 400 or answer.told.get("success") is False:
            raise Denied(_told(answer, say("SIASN menolak (HTTP %(it)d).", it=answer.status)))
        made = answer.told.get("mapData")
        name = str(made.get(IDS[kind]) or "") if isinstance(made, dict) else ""
        if not name:
            raise Unheard(STRANGE)
        return name

    def _read(self, path: str) -> Answer:
        try:
            answer = self._asked("GET", path, None)
        except Broken:
            raise NotWritten(AWAY) from None
        self._ensure_let_in(answer)
        if answer.status >= 300 and not _is_of_nobody(answer):
            raise NotWritten(say("SIASN gagal (HTTP %(it)d).", it=answer.status))
        return answer

    def _listed(self, answer: Answer) -> list[dict[str, Any]]:
        """The rows; what is neither rows nor says that there are none may hide some."""
        data = answer.told.get("data")
        if isinstance(data, list) and all(isinstance(each, dict) for each in data):
            return data
        if _is_of_nobody(answer):
            return []
        raise NotWritten(STRANGE)

    def _ensure_let_in(self, answer: Answer) -> None:
        if answer.status in {401, 403}:
            raise LockedOut(OUT)
        if answer.status == 429:
            raise Busy(say("SIASN meminta menunggu."), answer.seconds)

    def _asked(self, method: str, path: str, body: bytes | None) -> Answer:
        """Once more with new tokens where the ones at hand had ended: nothing was done by then."""
        answer = self._guarded(method, path, body)
        if answer.status == 401:
            self.tokens.forget()
            answer = self._guarded(method, path, body)
        return answer

    def _guarded(self, method: str, path: str, body: bytes | None) -> Answer:
        headers = {"Accept": "application/json", "Content-Type": "application/json"}
        return self.line.once(method, self.url + path, body, headers | self.tokens.headers())


def _is_of_nobody(answer: Answer) -> bool:
    return answer.status in {200, 404} and NOBODY in answer.message.lower()


def _told(answer: Answer, else_: Said) -> Said:
    return answer.message or else_


def _held(row: dict[str, Any]) -> Held:
    return Held(str(row.get("id") or ""), _of(row, PEOPLE), _of(row, NUMBERS), _of(row, DAYS))


def _of(row: dict[str, Any], names: Sequence[str]) -> str:
    return next((str(row[name]) for name in names if row.get(name)), "")


def _same_nip(data: dict[str, Any], nip: str) -> bool:
    return str(data.get("nipBaru") or nip) == nip
