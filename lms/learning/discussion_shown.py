"""How what was said in a discussion is laid out for the thread's component."""

from typing import Any

from flask import url_for
from flask_login import current_user

from lms.foundation import clock
from lms.foundation.language import Sentence, say
from lms.foundation.text import initials
from lms.learning import policies
from lms.learning.discussion_place import Place, anchor_of
from lms.learning.queries import Said
from lms.web.language import plural
from lms.web.shown import time_of_day

BEGINNING = 400  # letters of a thread that its list shows


def listed(place: Place, threads: list[Said]) -> list[dict[str, Any]]:
    """The threads of a page, each with the way into it."""
    return [_thread(place, each) for each in threads]


def _thread(place: Place, said: Said) -> dict[str, Any]:
    replies = plural("%(num)s tanggapan", "%(num)s tanggapan", said.replies)
    tag, kind = (say("Terjawab"), "done") if said.answer_id else (None, None)
    shown = _said(said) | {"acts": [(_way_in(said, replies), place.thread_address(said))]}
    if shown["text"] and len(shown["text"]) > BEGINNING:
        shown["text"] = shown["text"][:BEGINNING].rsplit(" ", 1)[0] + " …"
    if said.new:
        shown["note"] = plural("%(num)s belum dibaca", "%(num)s belum dibaca", said.new)
    return {"tag": tag, "tag_kind": kind} | {k: v for k, v in shown.items() if v is not None}


def _way_in(said: Said, replies: str) -> Sentence:
    if said.replies or not said.is_shown:
        return say("Baca %(replies)s", replies=replies)
    return say("Buka dan tanggapi")


def spoken(place: Place, said: list[Said]) -> list[dict[str, Any]]:
    """A thread in full, with what the reader may do to each part of it."""
    answer_id = said[0].answer_id
    return [_in_full(place, each, each.id == answer_id) for each in said]


def _in_full(place: Place, said: Said, answers: bool) -> dict[str, Any]:
    shown = _said(said, place.leads)
    if answers:
        shown |= {"tag": say("Jawaban"), "tag_kind": "done"}
    return shown | {"acts": _links(place, said), "posts": _buttons(place, said, answers)}


def _said(said: Said, leads: bool = False) -> dict[str, Any]:
    mine = said.author_id == current_user.id
    readable = said.is_shown or (said.deleted_at is None and (mine or leads))
    return {
        "id": anchor_of(said.id),
        "name": said.author,
        "unit": said.unit,
        "initials": initials(said.author),
        "mine": mine,
        "new": bool(said.new),
        "at": said.at,
        "text": said.text if readable else None,
        "gone": None if readable else _gone(said),
        "note": _note(said) if readable else None,
    }


def _gone(said: Said) -> Sentence:
    return say("Dihapus penulisnya.") if said.deleted_at else say("Disembunyikan pengampu.")


def _note(said: Said) -> Sentence | None:
    if said.hidden_because is not None:
        return say("Disembunyikan pengampu. Alasannya: %(why)s", why=said.hidden_because)
    if said.edited_at is not None:
        return say("Disunting pukul %(hour)s", hour=time_of_day(said.edited_at))
    return None


def _links(place: Place, said: Said) -> list[tuple[Sentence, str]]:
    """Each leads to a page that asks first."""
    ways = {
        "edit": (
            say("Sunting"),
            policies.may_edit(place.forum, said, current_user.id, clock.now()),
        ),
        "deletion": (say("Hapus"), policies.may_delete(said, current_user.id)),
        "hiding": (say("Sembunyikan"), policies.may_hide(said, place.leads)),
    }
    return [(text, act(place, said, name)) for name, (text, may) in ways.items() if may]


def _buttons(place: Place, said: Said, answers: bool) -> list[tuple[Sentence, str, dict[str, str]]]:
    posts: list[tuple[Sentence, str, dict[str, str]]] = []
    if policies.may_show(said, place.leads):
        posts.append((say("Tampilkan lagi"), act(place, said, "showing"), {}))
    if policies.may_mark(said, place.leads):
        text = say("Batalkan tanda jawaban") if answers else say("Tandai sebagai jawaban")
        posts.append((text, act(place, said, "answer"), {"answers": "" if answers else "1"}))
    return posts


def act(place: Place, said: Said, name: str) -> str:
    return url_for(f"learning.{name}", **place.keys, said_id=said.id)
