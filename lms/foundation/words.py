"""Words as they are searched for: found in a text, made alike, freed of their affixes.

The one place for it: what is indexed and what is asked go through the same functions, in Python, so
that both engines hold the same terms. A *term* is what remains of a word and is compared.
"""

import re
import threading
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache

import snowballstemmer

from lms.foundation.text import folded

LANGUAGES = {"id": "indonesian", "en": "english"}
ABBREVIATION = 6  # letters at most
LONGEST = 40  # letters of a word; what is longer is an address or a mistake
# Letters and digits, with an apostrophe in between: "Jum'at" is one word, "langkah-langkah" two.
WORD = re.compile(r"[^\W_]+(?:['’\u02bc][^\W_]+)*")
# Prepositions, conjunctions and pronouns, which are in every text and tell nothing of it.
COMMON = frozenset(
    "ada adalah agar akan anda atas atau bagi bahwa bila bisa dalam dan dapat dari dengan di ia "
    "ini itu jika juga kami karena ke kepada ketika kita lebih maka mereka namun oleh pada para "
    "saat saja sebagai sebelum sehingga serta sesudah setelah sudah supaya tanpa telah tentang "
    "tersebut tetapi tidak untuk yaitu yang "
    "an and are as at be by for from in is it of on or that the this to was with".split()
)


@dataclass(frozen=True)
class Word:
    """Where a word stands in its text, and what it is when made alike."""

    start: int
    end: int
    normal: str


class _Stemmers(threading.local):
    """A stemmer keeps the word that it works on, so that each thread needs its own."""

    def __init__(self) -> None:
        self.by_language = {code: snowballstemmer.stemmer(name) for code, name in LANGUAGES.items()}


_stemmers = _Stemmers()


@lru_cache(maxsize=65_536)
def normal(word: str) -> str:
    """In lower case, without accents, apostrophes and ligatures: letters and digits alone."""
    return "".join(each for each in folded(word) if each.isalnum())


@lru_cache(maxsize=65_536)
def stem(normal_word: str, language: str) -> str:
    """The word without affixes; a language that we know nothing of is read as Indonesian."""
    if not normal_word.isalpha():
        return normal_word  # a number, or an abbreviation with one
    stemmer = _stemmers.by_language.get(language) or _stemmers.by_language["id"]
    return str(stemmer.stemWord(normal_word))


def words(text: str) -> Iterator[Word]:
    """Every word that can be searched for; single letters and the commonest words cannot."""
    for found in WORD.finditer(text):
        made = normal(found[0])
        if _tells(made):
            yield Word(found.start(), found.end(), made)


def _tells(made: str) -> bool:
    if len(made) == 1:
        return made.isdigit()
    return 0 < len(made) <= LONGEST and made not in COMMON


@lru_cache(maxsize=65_536)
def term_of(written: str, language: str) -> str:
    """What a word of a text is indexed under, as `words` and `term` have it; "" where it is not."""
    made = normal(written)
    return term(written, made, language) if _tells(made) else ""


def term(word: str, made: str, language: str) -> str:
    """What a word of a text is indexed under; an abbreviation stays as it is written.

    What is longer and in capitals is a heading that shouts.
    """
    short = len(made) <= ABBREVIATION and word.isupper()
    return made if short else _told_apart(made, language)


def _told_apart(made: str, language: str) -> str:
    """In English alone "digital" is "digit", so that such a stem names its language."""
    stemmed = stem(made, language)
    return f"{stemmed}.{language}" if language == "en" and stemmed != made else stemmed


@lru_cache(maxsize=8192)
def terms(made: str) -> tuple[str, ...]:
    """All that a word may be indexed under, whichever the language of the text."""
    return tuple(dict.fromkeys([made, *(_told_apart(made, language) for language in LANGUAGES)]))


def asked(text: str) -> tuple[str, ...]:
    """The words of a question, each once: "langkah-langkah" asks for one."""
    return tuple(dict.fromkeys(word.normal for word in words(text)))
