"""A scenario: scenes with choices that lead to other scenes, until one of them is an end."""

import math
from typing import Literal

from lms.catalog.reading.declared import ModuleDeclared
from lms.catalog.reading.front import Front, read_front
from lms.catalog.reading.page import Page, module_of, write_body
from lms.catalog.reading.placeholders import refuse_placeholders
from lms.catalog.reading.questions import first_question, starts
from lms.catalog.reading.scenes import ReadScene, read_scenes
from lms.catalog.reading.shapes import ReadModule
from lms.catalog.reading.sheet import Sheet
from lms.catalog.reading.ways import astray, reached
from lms.foundation.language import say
from lms.foundation.markup import WORDS_A_MINUTE

MOST = 100  # scenes
TO_WEIGH = 0.25  # minutes: what a choice takes besides its words


class ScenarioDeclared(ModuleDeclared):
    reach: Literal["any", "good"] = "any"


def read_scenario(page: Page) -> ReadModule | None:
    sheet = page.sheet
    front = read_front(sheet, ScenarioDeclared)
    if front is None:
        return None
    rendered = write_body(page, front.body, first_question(sheet, front.body))
    scenes = read_scenes(sheet, front.body, page.addresses)
    if len(scenes) == len(starts(sheet, front.body)):  # else a way may lead to one that is faulty
        _check(sheet, front, scenes)
    refuse_placeholders(sheet, starts(sheet, front.body))
    words = rendered.words + sum(each.words for each in scenes)
    weighing = TO_WEIGH * sum(bool(each.choices) for each in scenes)
    facts = {
        "reach": front.said.reach,
        "minutes": front.said.minutes or max(1, math.ceil(words / WORDS_A_MINUTE + weighing)),
        "scenes": [each.facts for each in scenes],
    }
    return module_of(page, "scenario", front, rendered, facts)


def _check(sheet: Sheet, front: Front[ScenarioDeclared], scenes: list[ReadScene]) -> None:
    """What binds the scenes: each can be come to, and from each an end."""
    if not 0 < len(scenes) <= MOST:
        mend = say("Mulai adegan dengan ## Judulnya, lalu {#pengenal} di bawahnya.")
        text = say(
            "Skenario ini berisi %(scenes)s adegan; isilah 1 sampai %(most)s.",
            scenes=len(scenes),
            most=MOST,
        )
        sheet.wrong(front.body - 1, text, mend)
        return
    if scenes[0].end:
        mend = say("Taruh adegan pembuka di atasnya; yang paling atas dibaca lebih dulu.")
        sheet.wrong(scenes[0].line, say("Skenario ini dimulai dari akhirnya."), mend)
    before = len(sheet.findings.mistakes)
    _check_names(sheet, scenes)
    _check_ends(sheet, front, scenes)
    if len(sheet.findings.mistakes) == before:
        _check_ways(sheet, front, scenes)


def _check_names(sheet: Sheet, scenes: list[ReadScene]) -> None:
    names = [each.identifier for each in scenes]
    for place, scene in enumerate(scenes):
        if scene.identifier in names[:place]:
            text = say("Pengenal %(identifier)s dipakai dua adegan.", identifier=scene.identifier)
            sheet.wrong(scene.line + 1, text, say("Beri pengenal lain."), 3)
        for choice in scene.choices:
            if choice.to and choice.to not in names:
                text = say("Pilihan ini menuju %(to)s, adegan yang tidak ada.", to=choice.to)
                mend = say("Yang ada: %(names)s.", names=", ".join(names[:12]))
                sheet.wrong(choice.line, text, mend, choice.column)


def _check_ends(sheet: Sheet, front: Front[ScenarioDeclared], scenes: list[ReadScene]) -> None:
    ends = {each.end for each in scenes if each.end}
    if not ends:
        mend = say("Tandai sebuah adegan dengan end=good, end=fair, atau end=poor.")
        sheet.wrong(scenes[-1].line, say("Skenario ini tidak berakhir."), mend)
    elif front.said.reach == "good" and "good" not in ends:
        line, column = front.place("reach")
        text = say("Skenario ini meminta akhir yang baik, tetapi tidak mempunyainya.")
        sheet.wrong(line, text, say("Tandai sebuah akhir dengan end=good."), column)


def _check_ways(sheet: Sheet, front: Front[ScenarioDeclared], scenes: list[ReadScene]) -> None:
    ways = {each.identifier: each.leads_to for each in scenes}
    found = reached(ways, scenes[0].identifier)
    lost = astray(ways, {each.identifier for each in scenes if each.end})
    for scene in scenes:
        if scene.identifier not in found:
            text = say("Tidak ada jalan ke adegan %(identifier)s.", identifier=scene.identifier)
            mend = say(
                "Tulis -> %(identifier)s pada sebuah pilihan, atau hapus adegannya.",
                identifier=scene.identifier,
            )
            sheet.wrong(scene.line, text, mend)
        elif scene.identifier in lost and scene.choices:
            text = say(
                "Dari adegan %(identifier)s tidak ada jalan ke akhir mana pun.",
                identifier=scene.identifier,
            )
            sheet.wrong(scene.line, text, say("Beri jalan keluar dari putaran ini."))
