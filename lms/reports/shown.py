"""How reports are laid out for the templates."""

from datetime import date

from flask import Blueprint
from flask_babel import format_date

from lms.foundation.language import Sentence, say
from lms.reports.queries import BANDS, NOWHERE, Month, Stop

STANDING_NAMES = {
    "completed": say("Selesai"),
    "learning": say("Sedang belajar"),
    "quiet": say("Tidak aktif 30 hari"),
    "withdrawn": say("Berhenti"),
}
KIND_NAMES = {"completions": say("Penyelesaian"), "certificates": say("Sertifikat")}


def stop_name(stop: Stop) -> Sentence | str:
    if stop.slug is None:
        return say("Belum membuka modul")
    return stop.title or say("Modul yang sudah ditarik")


def stop_key(stop: Stop) -> str:
    """What an address says of a step."""
    return stop.slug or NOWHERE


def month_name(number: int) -> str:
    return str(format_date(date(2000, number, 1), "MMMM"))


def assigned_name(assigned: bool) -> Sentence:
    return say("Ditugaskan") if assigned else say("Pilihan sendiri")


def most(months: list[Month]) -> int:
    """The tallest bar; never 0, by which nothing can be divided."""
    return max(1, *(max(it.completions, it.certificates) for it in months))


def band_name(band: int) -> str:
    """10–19,99, or 40, which is all there are."""
    above = [each for each in BANDS if each > band]
    return f"{band} – <{above[0]}" if above else str(band)


def enter(bp: Blueprint) -> None:
    for show in (stop_name, stop_key, month_name, assigned_name, most, band_name):
        bp.add_app_template_filter(show)
    bp.add_app_template_global(lambda: STANDING_NAMES, "standing_names")
    bp.add_app_template_global(lambda: KIND_NAMES, "kind_names")
