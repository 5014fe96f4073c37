"""How scenarios are told: their ends in words."""

from flask import Blueprint

from lms.foundation.language import Sentence, say

ENDS = {
    "good": (say("Akhir yang baik"), "done"),
    "fair": (say("Akhir yang cukup"), "warn"),
    "poor": (say("Akhir yang kurang"), "danger"),
}


def end_word(end: str) -> Sentence:
    return ENDS[end][0]


def end_look(end: str) -> str:
    """The kind of tag, so that the word is not alone."""
    return ENDS[end][1]


def enter(bp: Blueprint) -> None:
    for show in (end_word, end_look):
        bp.add_app_template_filter(show)
