"""The form of a scene as it was sent, and what of it cannot be written."""

from collections.abc import Mapping
from dataclasses import replace

from lms.authoring.outline import slug_of
from lms.authoring.questions.fitting import ELSEWHERE
from lms.authoring.questions.stack import stack_of
from lms.authoring.scenes.wording import Choice, Scene, scene_of, written
from lms.catalog.reading.scenes import ENDS, LONGEST, LONGEST_ID, MOST
from lms.foundation.language import Sentence, say
from lms.foundation.text import plain_text

NEW = "+"  # where a choice leads to a scene that is still to be written
LONGEST_TITLE, LONGEST_TEXT = 200, 20_000


def sent(given: Mapping[str, str], identifier: str) -> Scene:
    """Nothing that was typed is lost, right or wrong; choices without a word are left out."""
    rows = [_choice(given, n) for n in range(1, MOST + 1)]
    end = given.get("end", "")
    return Scene(
        identifier,
        _line(given, "title"),
        _text(given, "text"),
        end if end in ENDS else "",
        tuple(each for each in rows if not each.is_blank),
    )


def _choice(given: Mapping[str, str], n: int) -> Choice:
    return Choice(
        _line(given, f"choice_{n}"), _line(given, f"to_{n}"), _text(given, f"consequence_{n}")
    )


def _line(given: Mapping[str, str], name: str) -> str:
    return " ".join(plain_text(given.get(name, "")).split())


def _text(given: Mapping[str, str], name: str) -> str:
    lines = plain_text(given.get(name, "")).expandtabs(4).split("\n")
    return "\n".join(line.rstrip() for line in lines).strip("\n")


def faults(it: Scene) -> dict[str, Sentence]:
    """What cannot be written, by the name of its field."""
    found: dict[str, Sentence] = {}
    if not 0 < len(it.title) <= LONGEST_TITLE:
        found["title"] = say("Tulis judul adegan, paling panjang %(max)d huruf.", max=LONGEST_TITLE)
    if len(it.text) > LONGEST_TEXT:
        found["text"] = say("Paling panjang %(max)d huruf.", max=LONGEST_TEXT)
    if it.end and it.choices:
        found["end"] = say("Sebuah akhir tidak mempunyai pilihan. Kosongkan pilihannya.")
    for n, each in enumerate(it.choices, 1):
        found |= _faults_of(n, each)
    return found or _misread(it)


def _faults_of(n: int, it: Choice) -> dict[str, Sentence]:
    found: dict[str, Sentence] = {}
    if not 0 < len(it.text) <= LONGEST:
        found[f"choice_{n}"] = say("Tulis pilihannya, paling panjang %(max)d huruf.", max=LONGEST)
    if not it.to:
        found[f"to_{n}"] = say("Pilih adegan yang dituju pilihan ini.")
    if len(it.consequence) > LONGEST_TEXT:
        found[f"consequence_{n}"] = say("Paling panjang %(max)d huruf.", max=LONGEST_TEXT)
    return found


def _misread(it: Scene) -> dict[str, Sentence]:
    """The fields whose words the reader would take for something else."""
    named = it.identifier or "x"
    plain = replace(it, identifier=named, choices=tuple(replace(c, to="x") for c in it.choices))
    alone = len(stack_of(written(plain).encode()).questions) == 1
    if alone and scene_of(written(plain)) == plain:
        return {}
    for n, each in enumerate(plain.choices, 1):
        single = Scene("x", "x", choices=(each,))
        if scene_of(written(single)) != single:
            return {f"choice_{n}": ELSEWHERE}
    titled = Scene("x", it.title)
    return {"title" if scene_of(written(titled)) != titled else "text": ELSEWHERE}


def with_new(it: Scene, taken: set[str]) -> tuple[Scene, list[Scene]]:
    """The scene, its choices leading to scenes that are begun for them; and those."""
    begun: list[Scene] = []
    choices = []
    for each in it.choices:
        if each.to == NEW:
            name = name_of(each.text, taken | {one.identifier for one in begun})
            begun.append(Scene(name, each.text[:LONGEST_TITLE]))
            choices.append(replace(each, to=name))
        else:
            choices.append(each)
    return replace(it, choices=tuple(choices)), begun


def name_of(title: str, taken: set[str]) -> str:
    """An identifier made from a title, and like no other."""
    return slug_of(title[: LONGEST_ID - 10], taken)
