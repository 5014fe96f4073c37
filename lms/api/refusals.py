"""How programs are refused, each with a code of its own; they are told on the page `/api`."""

from collections.abc import Mapping
from typing import ClassVar

from lms.api.models import Right
from lms.foundation.language import Sentence, say
from lms.web.problems import Problem

REALM = 'Bearer realm="Belajar ASN"'


class Refused(Problem):
    says: ClassVar[Sentence]

    def default(self) -> Sentence:
        return self.says


class TokenMissing(Refused):
    code, status = "token-missing", 401
    says = say("Sertakan token di header Authorization: Bearer bas_….")

    def __init__(self) -> None:
        super().__init__(headers={"WWW-Authenticate": REALM})


class TokenDead(Refused):
    """The reason is nobody's business who does not hold the token."""

    code, status = "token-invalid", 401
    says = say(
        "Token ini tidak berlaku: keliru, berakhir, dicabut, atau pembuatnya tidak bertugas."
    )

    def __init__(self) -> None:
        super().__init__(headers={"WWW-Authenticate": f'{REALM}, error="invalid_token"'})


class RightMissing(Refused):
    code, status = "right-missing", 403
    says = say("Token ini tidak memiliki hak yang diperlukan.")

    def __init__(self, right: Right) -> None:
        told = f'{REALM}, error="insufficient_scope", scope="{right}"'
        sentence = say("Token ini tidak memiliki hak %(right)s.", right=right.value)
        super().__init__(sentence, headers={"WWW-Authenticate": told})


class TooOften(Refused):
    code, status = "too-often", 429
    says = say("Terlalu banyak permintaan. Tunggu sesuai header Retry-After, lalu coba lagi.")


class NotAcceptable(Refused):
    status = 406
    says = say("Jawaban di sini berupa application/json; sesuaikan header Accept.")


class UnknownKind(Refused):
    status = 415
    says = say("Kirim badan permintaan sebagai application/json.")


class Unfit(Refused):
    """What was given does not fit its shape; `faults` names the place of each."""

    code, status = "unfit", 422
    says = say("Ada isian yang tidak sesuai; lihat errors untuk tempatnya.")


class NotHere(Refused):
    """What was given has the right shape, but there is no such thing here, or not now."""

    code, status = "not-here", 422
    says = say("Ada nilai yang tidak dikenal atau tidak berlaku di sini; lihat errors.")


Shaped = type[Unfit] | type[NotHere]


def at_parameter(name: str, detail: Sentence | str, kind: Shaped = NotHere) -> Refused:
    return kind(faults=({"parameter": name, "detail": str(detail)},))


def at_pointer(pointer: str, detail: Sentence | str, kind: Shaped = NotHere) -> Refused:
    """`pointer` is a JSON pointer into the body, as RFC 6901 has it."""
    return kind(faults=({"pointer": f"#{pointer}", "detail": str(detail)},))


class CursorUnknown(Refused):
    code, status = "cursor-unknown", 422
    says = say("Kursor ini bukan dari sini, atau dari permintaan dengan saringan lain.")


class KeyMissing(Refused):
    code, status = "key-missing", 400
    says = say("Sertakan header Idempotency-Key, 8 sampai 100 huruf, angka, atau tanda hubung.")


class KeyReused(Refused):
    code, status = "key-reused", 422
    says = say("Kunci ini sudah dipakai untuk permintaan lain. Pakai kunci baru.")


class KeyUnderway(Refused):
    code, status = "key-underway", 409
    says = say("Permintaan dengan kunci ini sedang dikerjakan. Tunggu sebentar.")

    def __init__(self, headers: Mapping[str, str] | None = None) -> None:
        super().__init__(headers=headers or {"Retry-After": "1"})


TOLD = (
    *(TokenMissing, TokenDead, RightMissing, TooOften, Unfit, NotHere, CursorUnknown),
    *(KeyMissing, KeyReused, KeyUnderway),
)
