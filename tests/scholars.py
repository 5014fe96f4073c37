"""Somebody who knows the course's quiz as its author wrote it, at a window that shows it."""

import re
from functools import cache
from html import unescape
from pathlib import Path

from playwright.sync_api import Locator, Page, expect

from lms.catalog.reading import read
from lms.catalog.reading.shapes import ReadQuestion

CONTENT = Path(__file__).parents[1] / "content"
SAVED = re.compile(r"Tersimpan di server pukul \d\d\.\d\d\.\d\d")


@cache
def _questions() -> tuple[ReadQuestion, ...]:
    reading = read(CONTENT)
    modules = [module for course in reading.courses for module in course.modules]
    return tuple(question for each in [*modules, *reading.bank] for question in each.questions)


def asked(page: Page) -> ReadQuestion:
    """The author's own question, found by the words on the screen."""
    stem = _plain(page.locator(".question-stem").inner_text())
    return next(each for each in _questions() if stem.startswith(_plain(each.content["heading"])))


def right_answers(question: ReadQuestion) -> list[str]:
    """The texts to choose, or the one to type."""
    if "options" in question.content:
        right = (each["html"] for each in question.content["options"] if each["right"])
        return [_plain(re.sub("<[^>]+>", "", html)) for html in right]
    first = question.content["accepted"][0]
    return [f"{first['value']:g}" if question.type == "numeric" else first]


def answer(page: Page) -> None:
    """Give the right answer with the mouse, and wait until the server has it."""
    give(page)
    expect(page.locator("[data-saved]")).to_have_text(SAVED)


def give(page: Page) -> None:
    question = asked(page)
    for text in right_answers(question):
        if "options" in question.content:
            _option(page, text).click()
        else:
            page.get_by_label("Jawaban Anda").press_sequentially(text)  # with keys, as people do


def answer_by_keyboard(page: Page) -> None:
    """The same without a mouse: Tab to the answer, arrows or the space bar to choose."""
    question = asked(page)
    first = page.locator("[data-answer] input").first
    wanted = right_answers(question)
    if question.type == "multiple":
        for text in wanted:
            tab_to(page, _option(page, text).locator("input"))
            page.keyboard.press("Space")
    elif "options" in question.content:
        tab_to(page, first)
        page.keyboard.press("Space")
        while not (chosen := _option(page, wanted[0]).locator("input")).is_checked():
            page.keyboard.press("ArrowDown")
        expect(chosen).to_be_focused()
    else:
        tab_to(page, first)
        page.keyboard.type(wanted[0])
    expect(page.locator("[data-saved]")).to_have_text(SAVED)


def tab_to(page: Page, target: Locator) -> None:
    """Press Tab until the focus is there; a person would give up after a hundred."""
    for _ in range(100):
        if target.evaluate("it => it === document.activeElement"):
            return
        page.keyboard.press("Tab")
    raise AssertionError(f"The keyboard does not reach {target}")


def _option(page: Page, text: str) -> Locator:
    for label in page.locator("label.option").all():
        if _plain(label.inner_text()) == text:
            return label
    raise AssertionError(f"{page.url} has no option {text!r}")


def _plain(text: str) -> str:
    return " ".join(unescape(text).split())
