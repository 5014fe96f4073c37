"""The scenes of a scenario with their map, and the form of one of them."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from flask import flash, redirect, render_template, request
from flask.typing import ResponseReturnValue
from flask_login import current_user

from lms.authoring import actions
from lms.authoring.questions.stack import mark_of
from lms.authoring.scenes.filled import NEW, faults, name_of, sent, with_new
from lms.authoring.scenes.map import drawn
from lms.authoring.scenes.wording import Choice, Scene, scene_of, written
from lms.authoring.views.blueprint import bp
from lms.authoring.views.finding import NOT_YOURS
from lms.authoring.views.modules import MODULE
from lms.authoring.views.presence import others_at
from lms.authoring.views.questions.finding import met
from lms.authoring.views.questions.text import side_by_side
from lms.authoring.views.story import Story, open_story
from lms.catalog.reading.grammar import SLUG
from lms.catalog.reading.scenes import MOST
from lms.foundation.errors import NotFound
from lms.foundation.language import Sentence, say
from lms.web.access import ensure

SCENES = f"{MODULE}/scenes"
SPARE = 2  # rows that are empty until somebody fills them


@dataclass(frozen=True)
class Line:
    """A scene as the list shows it."""

    number: int
    mark: str
    scene: Scene
    leads: list[tuple[Choice, int]]  # each choice, and the number of its scene, or 0
    faults: list[Any]


@bp.get(SCENES)
def scenes(slug: str, module_slug: str) -> str:
    story = open_story(slug, module_slug)
    ensure(story.bench.mine, NOT_YOURS)
    found = story.scenes
    return render_template(
        "authoring/scenes/list.html",
        bench=story.bench,
        quiz=story,
        lines=_lines(story, found),
        drawn=drawn(found),
        others=others_at(story.part.file),
    )


def _lines(story: Story, found: list[Scene]) -> list[Line]:
    at = {each.identifier: n for n, each in reversed(list(enumerate(found, 1)))}
    return [
        Line(
            n,
            story.mark(n),
            each,
            [(choice, at.get(choice.to, 0)) for choice in each.choices],
            story.mistakes[n],
        )
        for n, each in enumerate(found, 1)
    ]


@bp.route(f"{SCENES}/new", methods=["GET", "POST"])
def new_scene(slug: str, module_slug: str) -> ResponseReturnValue:
    story = open_story(slug, module_slug)
    ensure(story.bench.mine, NOT_YOURS)
    if request.method == "GET":
        return _page(story, Scene(""), 0)
    it = sent(request.form, "")
    if wrong := faults(it):
        return _page(story, it, 0, wrong), 422
    name = name_of(it.title, story.names)
    it, begun = with_new(sent(request.form, name), story.names | {name})
    number = _add(story, it)
    return _kept(story, begun, number)


@bp.route(f"{SCENES}/<int:number>", methods=["GET", "POST"])
def scene(slug: str, module_slug: str, number: int) -> ResponseReturnValue:
    story = open_story(slug, module_slug)
    ensure(story.bench.mine, NOT_YOURS)
    here = scene_of(story.stack.text(number)) if request.method == "GET" else None
    if here:
        return _page(story, here, number)
    if request.method == "GET":
        flash(str(say("Susunan adegan ini tidak muat dalam formulir, jadi disunting teksnya.")))
        return redirect(story.bench.module_address(story.part))
    it = sent(request.form, _name())
    if wrong := faults(it):
        return _page(story, it, number, wrong), 422
    it, begun = with_new(it, story.names)
    file = story.part.file
    text = _text_of(story, it)
    try:
        number = actions.keep_question(story.bench.manuscript, file, met(), text, current_user.id)
    except actions.Overtaken as other:
        return side_by_side(story, other, text)
    return _kept(story, begun, number)


def _name() -> str:
    """Raises NotFound for what no form of ours sends."""
    name = request.form.get("identifier", "")
    if not SLUG.fullmatch(name):
        raise NotFound
    return name


def _text_of(story: Story, it: Scene) -> str:
    """As the file says it where the form says the same, so that nobody's layout is touched."""
    for text in map(story.stack.text, story.numbers):
        if mark_of(text) == met().mark and scene_of(text) == it:
            return text
    return written(it)


def _add(story: Story, it: Scene) -> int:
    file = story.part.file
    return actions.add_question(story.bench.manuscript, file, written(it), current_user.id)


def _kept(story: Story, begun: list[Scene], number: int) -> ResponseReturnValue:
    for each in begun:
        _add(story, each)
    flash(str(say("Adegan tersimpan dalam naskah.")))
    return redirect(f"{story.address}#soal-{number}")


@bp.post(f"{SCENES}/place")
def move_scene(slug: str, module_slug: str) -> ResponseReturnValue:
    story = open_story(slug, module_slug)
    ensure(story.bench.mine, NOT_YOURS)
    places, here = request.form.get("places", 0, type=int), met()
    file = story.part.file
    actions.move_question(story.bench.manuscript, file, here, places, current_user.id)
    return redirect(f"{story.address}#soal-{max(1, here.number + places)}")


@bp.post(f"{SCENES}/removal")
def remove_scene(slug: str, module_slug: str) -> ResponseReturnValue:
    story = open_story(slug, module_slug)
    ensure(story.bench.mine, NOT_YOURS)
    actions.remove_question(story.bench.manuscript, story.part.file, met(), current_user.id)
    flash(str(say("Adegan dikeluarkan. Teksnya tetap ada dalam riwayat suntingan.")))
    return redirect(story.address)


def _page(story: Story, it: Scene, number: int, wrong: Mapping[str, Sentence] | None = None) -> str:
    rows = [*it.choices, *[Choice()] * SPARE][:MOST]
    held = [(it.identifier, f"{n}. {it.title}") for n, it in enumerate(story.scenes, 1)]
    return render_template(
        "authoring/scenes/form.html",
        bench=story.bench,
        quiz=story,
        it=it,
        rows=rows,
        number=number,
        mark=met().mark or (story.mark(number) if number else ""),
        options=[(NEW, say("Adegan baru")), *held],
        faults=wrong or {},
        mistakes=story.mistakes[number] if number and not wrong else [],
    )
