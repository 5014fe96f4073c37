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
        mend = "Mulai adegan dengan ## Judulnya, lalu {#pengenal} di bawahnya."
        text = f"Skenario ini berisi {len(scenes)} adegan; isilah 1 sampai {MOST}."
        sheet.wrong(front.body - 1, text, mend)
        return
    if scenes[0].end:
        mend = "Taruh adegan pembuka di atasnya; yang paling atas dibaca lebih dulu."
        sheet.wrong(scenes[0].line, "Skenario ini dimulai dari akhirnya.", mend)
    before = len(sheet.findings.mistakes)
    _check_names(sheet, scenes)
    _check_ends(sheet, front, scenes)
    if len(sheet.findings.mistakes) == before:
        _check_ways(sheet, front, scenes)


def _check_names(sheet: Sheet, scenes: list[ReadScene]) -> None:
    names = [each.identifier for each in scenes]
    for place, scene in enumerate(scenes):
        if scene.identifier in names[:place]:
            text = f"Pengenal {scene.identifier} dipakai dua adegan."
            sheet.wrong(scene.line + 1, text, "Beri pengenal lain.", 3)
        for choice in scene.choices:
            if choice.to and choice.to not in names:
                text = f"Pilihan ini menuju {choice.to}, adegan yang tidak ada."
                mend = f"Yang ada: {', '.join(names[:12])}."
                sheet.wrong(choice.line, text, mend, choice.column)


def _check_ends(sheet: Sheet, front: Front[ScenarioDeclared], scenes: list[ReadScene]) -> None:
    ends = {each.end for each in scenes if each.end}
    if not ends:
        mend = "Tandai sebuah adegan dengan end=good, end=fair, atau end=poor."
        sheet.wrong(scenes[-1].line, "Skenario ini tidak berakhir.", mend)
    elif front.said.reach == "good" and "good" not in ends:
        line, column = front.place("reach")
        text = "Skenario ini meminta akhir yang baik, tetapi tidak mempunyainya."
        sheet.wrong(line, text, "Tandai sebuah akhir dengan end=good.", column)


def _check_ways(sheet: Sheet, front: Front[ScenarioDeclared], scenes: list[ReadScene]) -> None:
    ways = {each.identifier: each.leads_to for each in scenes}
    found = reached(ways, scenes[0].identifier)
    lost = astray(ways, {each.identifier for each in scenes if each.end})
    for scene in scenes:
        if scene.identifier not in found:
            text = f"Tidak ada jalan ke adegan {scene.identifier}."
            mend = f"Tulis -> {scene.identifier} pada sebuah pilihan, atau hapus adegannya."
            sheet.wrong(scene.line, text, mend)
        elif scene.identifier in lost and scene.choices:
            text = f"Dari adegan {scene.identifier} tidak ada jalan ke akhir mana pun."
            sheet.wrong(scene.line, text, "Beri jalan keluar dari putaran ini.")
