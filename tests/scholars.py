"""Somebody who knows the course's quiz as its author wrote it, at a window that shows it."""

import re
from functools import cache
from html import unescape
from pathlib import Path
from typing import Any

from playwright.sync_api import Locator, Page, expect

import everytype
from lms.catalog.reading import read
from lms.catalog.reading.shapes import ReadQuestion

CONTENT = Path(__file__).parents[1] / "content"
CONTROLS = "[data-answer] :is(input, select)"
SAVED = re.compile(r"Tersimpan di server pukul \d\d\.\d\d\.\d\d")


@cache
def _questions() -> tuple[ReadQuestion, ...]:
    reading = read(CONTENT)
    modules = [module for course in reading.courses for module in course.modules]
    ours = [question for each in [*modules, *reading.bank] for question in each.questions]
    return (*ours, *everytype.questions())


def asked(page: Page) -> ReadQuestion:
    """The author's own question, found by the words on the screen."""
    stem = _plain(page.locator(".question-stem").inner_text())
    return next(each for each in _questions() if stem.startswith(_plain(each.content["heading"])))


def right_answers(question: ReadQuestion) -> list[str]:
    """The texts to choose, or those to type, one for each control."""
    content = question.content
    if "options" in content:
        return [_text(each["html"]) for each in content["options"] if each["right"]]
    if question.type == "match":
        return [content["rights"][each["right"] - 1]["text"] for each in content["pairs"]]
    if question.type == "order":
        return [_text(each["html"]) for each in content["steps"]]
    return [_key(gap) for gap in content.get("gaps", [{"type": question.type, **content}])]


def _key(content: dict[str, Any]) -> str:
    if content["type"] == "single":
        return next(str(each["text"]) for each in content["options"] if each["right"])
    first = content["accepted"][0]
    return f"{first['value']:g}" if content["type"] == "numeric" else str(first)


def answer(page: Page) -> None:
    """Give the right answer with the mouse, and wait until the server has it."""
    give(page)
    expect(page.locator("[data-saved]")).to_have_text(SAVED)


def give(page: Page) -> None:
    question = asked(page)
    for number, text in enumerate(right_answers(question), 1):
        if "options" in question.content:
            _option(page, text).click()
        elif question.type == "order":
            position(page, text).select_option(str(number))
        else:
            _fill(page.locator(CONTROLS).nth(number - 1), text)


def _fill(control: Locator, text: str) -> None:
    if is_list(control):
        control.select_option(label=text)
    else:
        control.press_sequentially(text)  # with keys, as people do


def is_list(control: Locator) -> bool:
    return bool(control.evaluate("it => it.tagName === 'SELECT'"))


def position(page: Page, step: str) -> Locator:
    return page.get_by_role("combobox", name=f"Posisi untuk: {step}", exact=True)


def answer_by_keyboard(page: Page, *, saves: bool = True) -> None:
    """The same without a mouse: Tab to the answer, arrows, digits or the space bar to choose."""
    question = asked(page)
    wanted = right_answers(question)
    if question.type == "multiple":
        for text in wanted:
            tab_to(page, _option(page, text).locator("input"))
            page.keyboard.press("Space")
    elif "options" in question.content:
        tab_to(page, page.locator(CONTROLS).first)
        page.keyboard.press("Space")
        while not (chosen := _option(page, wanted[0]).locator("input")).is_checked():
            page.keyboard.press("ArrowDown")
        expect(chosen).to_be_focused()
    elif question.type == "order":
        for number, text in enumerate(wanted, 1):
            tab_to(page, position(page, text))
            page.keyboard.press(str(number))
    else:
        for place, text in enumerate(wanted):
            _press(page, page.locator(CONTROLS).nth(place), text)
    if saves:
        expect(page.locator("[data-saved]")).to_have_text(SAVED)


def _press(page: Page, control: Locator, text: str) -> None:
    tab_to(page, control)
    if not is_list(control):
        page.keyboard.type(text)
        return
    for _ in range(20):
        if control.evaluate("it => it.selectedOptions[0].text") == text:
            return
        page.keyboard.press("ArrowDown")
    raise AssertionError(f"The arrows do not reach {text!r}")


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


def _text(html: str) -> str:
    return _plain(re.sub("<[^>]+>", "", html))


def _plain(text: str) -> str:
    return " ".join(unescape(text).split())
