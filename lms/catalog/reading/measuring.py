"""How heavy a lesson is to read: measured, so that an author can compare one with another."""

import re
from dataclasses import dataclass
from html import unescape

from lms.catalog.reading.shapes import ReadCourse, ReadModule

LONG = 7  # letters; LIX counts the words of more than six
BLOCK = re.compile(r"</(?:p|li|h[2-6]|td|th|dt|dd|figcaption)>")
TAG = re.compile(r"<[^>]+>")
SENTENCE = re.compile(r"[.!?…:;]+[\"”')\]]*(?:\s|$)|\n+")
WORD = re.compile(r"[^\W\d_]+(?:-[^\W\d_]+)*")


@dataclass(frozen=True)
class Weight:
    """Of one module's page, without its pictures."""

    words: int
    sentences: int
    long_words: int
    bytes: int

    @property
    def words_a_sentence(self) -> float:
        return self.words / max(1, self.sentences)

    @property
    def lix(self) -> float:
        """Björnsson's Läsbarhetsindex (1968): words a sentence, and per cent of long words.

        Made for Swedish. Indonesian builds long words by affixes, so its figures lie higher; they
        serve to compare Indonesian texts with each other.
        """
        return self.words_a_sentence + 100 * self.long_words / max(1, self.words)


def weigh(module: ReadModule) -> Weight:
    text = unescape(TAG.sub("", BLOCK.sub("\n", module.html)))
    sentences = [words for each in SENTENCE.split(text) if (words := WORD.findall(each))]
    words = [word for sentence in sentences for word in sentence]
    long_words = sum(len(word) >= LONG for word in words)
    return Weight(len(words), len(sentences), long_words, len(module.html.encode()))


def weights(course: ReadCourse) -> list[tuple[ReadModule, Weight]]:
    """Of its lessons, in order."""
    return [(each, weigh(each)) for each in course.modules if each.kind == "lesson"]
