"""What a backup says about itself."""

from datetime import datetime
from typing import Literal

from pydantic import BaseModel, ConfigDict, ValidationError

from lms import __version__
from lms.foundation import clock
from lms.foundation.errors import Invalid
from lms.foundation.language import say

NAME = "manifest.json"


class Manifest(BaseModel):
    model_config = ConfigDict(extra="forbid")

    format: Literal["belajar-asn-backup-1"] = "belajar-asn-backup-1"
    version: str
    made_at: datetime
    engine: str
    migration: str | None
    counts: dict[str, int]  # rows of each table
    members: dict[str, str] = {}  # SHA-256 of each

    @classmethod
    def describe(cls, engine: str, migration: str | None, counts: dict[str, int]) -> "Manifest":
        return cls(
            version=__version__,
            made_at=clock.now(),
            engine=engine,
            migration=migration,
            counts=counts,
        )

    @classmethod
    def parse(cls, text: bytes) -> "Manifest":
        try:
            return cls.model_validate_json(text)
        except ValidationError:
            raise damaged(say("daftar isinya tidak dikenal")) from None


def damaged(why: object) -> Invalid:
    return Invalid(say("Cadangan ini tidak dapat dipakai: %(why)s.", why=why))
