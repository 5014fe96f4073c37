"""How a partial mark came about, in one sentence; none where nothing was answered."""

from lms.assessment.marking.by_type import HEAVIEST, chosen, mark, numbers, parts, right, turns
from lms.catalog.library import Question
from lms.foundation.language import Sentence, say


def options(asked: Question, answer: object) -> Sentence:
    rights, named = right(asked.content), chosen(answer)
    met = len(named & rights)
    return say(
        "%(met)s pilihan tepat dan %(wrong)s keliru; yang benar seluruhnya %(of)s.",
        met=met,
        wrong=len(named) - met,
        of=len(rights),
    )


def weight(asked: Question, answer: object) -> Sentence:
    heavy = int(mark(asked.type, asked.content, answer).share * HEAVIEST)
    return say("Bobot pilihan Anda %(weight)s dari %(most)s.", weight=heavy, most=HEAVIEST)


def pairs(asked: Question, answer: object) -> Sentence:
    keys = [pair["right"] for pair in asked.content["pairs"]]
    met = sum(key == given for key, given in zip(keys, numbers(answer), strict=False))
    return say("%(met)s dari %(of)s pasangan tepat.", met=met, of=len(keys))


def steps(asked: Question, answer: object) -> Sentence:
    met, turned = turns(asked.content, answer)
    count = len(asked.content["steps"])
    return say(
        "Dari %(of)s pasangan langkah, %(met)s berurutan benar dan %(turned)s terbalik.",
        of=count * (count - 1) // 2,
        met=met,
        turned=turned,
    )


def gaps(asked: Question, answer: object) -> Sentence:
    marked = parts(asked.content["gaps"], answer)
    met = sum(each.share == 1 for each in marked)
    return say("%(met)s dari %(of)s isian tepat.", met=met, of=len(marked))
