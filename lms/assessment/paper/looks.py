"""How each type of question is shown, asked and marked. A type more is a line here."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from lms.assessment.marking import tallies
from lms.assessment.paper import asked, reviewing
from lms.assessment.paper.asked import Order
from lms.assessment.paper.reviewing import Row
from lms.catalog.library import Question
from lms.foundation.language import Sentence, say


@dataclass(frozen=True)
class Look:
    template: str  # of the controls, in templates/assessment/asked/
    answer: str  # how page and form hold the answer: one, many, list or order, as in answer.js
    controls: Callable[[Question, Order, object], Any]
    rows: Callable[[Question, Order, object, bool], list[Row]]
    hint: Sentence | None = None
    rule: Sentence | None = None  # of partial marks
    tally: Callable[[Question, object], Sentence] | None = None  # how it came to that mark


ONE = Look("options", "one", asked.choices, reviewing.options)
MANY = Look(
    "options",
    "many",
    asked.choices,
    reviewing.options,
    say("Pilih semua yang tepat."),
    say(
        "Nilai sebagian: setiap pilihan tepat menambah dan setiap pilihan keliru mengurangi sama "
        "banyak, paling rendah nol."
    ),
    tallies.options,
)
WEIGHED = Look(
    "options",
    "one",
    asked.choices,
    reviewing.weights,
    say("Pilih tindakan yang paling tepat dalam keadaan ini."),
    say("Setiap pilihan berbobot 1 sampai 5; nilainya bobot pilihan Anda dibagi 5."),
    tallies.weight,
)
TYPED = Look("line", "one", asked.line, reviewing.typed)
NUMBER = Look("line", "one", asked.line, reviewing.typed, say("Tulis dengan angka, misalnya 12,5."))
PAIRS = Look(
    "pairs",
    "list",
    asked.pairs,
    reviewing.pairs,
    say("Pilih pasangan setiap baris. Satu jawaban boleh dipakai lebih dari sekali."),
    say("Nilai sebagian: setiap pasangan yang tepat bernilai sama; yang keliru tidak mengurangi."),
    tallies.pairs,
)
STEPS = Look(
    "steps",
    "order",
    asked.steps,
    reviewing.steps,
    say("Beri setiap langkah posisinya, mulai dari 1 untuk langkah pertama."),
    say(
        "Nilai sebagian: setiap dua langkah yang urutannya benar menambah dan yang terbalik "
        "mengurangi sama banyak, paling rendah nol."
    ),
    tallies.steps,
)
TEXT = Look(
    "text",
    "list",
    asked.text_with_gaps,
    reviewing.gaps,
    say("Lengkapi isian di dalam teks."),
    say("Nilai sebagian: setiap isian yang tepat bernilai sama; yang keliru tidak mengurangi."),
    tallies.gaps,
)
ESSAY = Look("essay", "one", asked.line, reviewing.none_of_an_essay)
LOOKS: dict[str, Look] = {
    "single": ONE,
    "truefalse": ONE,
    "multiple": MANY,
    "short": TYPED,
    "numeric": NUMBER,
    "match": PAIRS,
    "order": STEPS,
    "cloze": TEXT,
    "sjt": WEIGHED,
    "essay": ESSAY,
}
