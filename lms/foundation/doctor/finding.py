"""One line of the doctor's report."""

from dataclasses import dataclass
from enum import StrEnum

from flask import current_app

from lms.foundation.language import Sentence
from lms.foundation.settings import Settings


class Level(StrEnum):
    OK = "ok"
    WARN = "warn"
    FAULT = "fault"


@dataclass(frozen=True)
class Finding:
    level: Level
    subject: str
    sentence: Sentence | str


def here() -> Settings:
    settings: Settings = current_app.config["SETTINGS"]
    return settings


def ok(subject: str, sentence: Sentence | str) -> Finding:
    return Finding(Level.OK, subject, sentence)


def warn(subject: str, sentence: Sentence | str) -> Finding:
    return Finding(Level.WARN, subject, sentence)


def fault(subject: str, sentence: Sentence | str) -> Finding:
    return Finding(Level.FAULT, subject, sentence)
