"""Mistakes and notes, said to whoever fills in a form and sees no keys and no identifiers."""

from dataclasses import replace

from lms.authoring.fields import LABELS
from lms.catalog.reading.complaints import AMISS, MISSING
from lms.catalog.reading.questions import BARE
from lms.catalog.reading.shapes import Mistake
from lms.foundation.language import Sentence, say


def by_form(it: Mistake) -> Mistake:
    """With the name of the field in the place of the key, and no identifier; others as they are."""
    if not isinstance(it.text, Sentence):
        return it
    if it.text.text == MISSING.text:
        return _missing(it, str(it.text.values["name"]))
    if it.text.text == AMISS.text:
        return _amiss(it, it.text)
    if it.text.text == BARE.text:  # under the question itself
        bare = it.text.values["bare_options"]
        text = say("%(bare)s pilihan tanpa umpan balik.", bare=bare)
        return replace(it, text=text, mend=say("Bukalah soalnya, lalu isi umpan baliknya."))
    return it


def _missing(it: Mistake, key: str) -> Mistake:
    if key not in LABELS:
        return it
    text = say("“%(field)s” belum diisi.", field=LABELS[key][0])
    return replace(it, text=text, mend=say("Isilah di Pengaturan modul."))


def _amiss(it: Mistake, text: Sentence) -> Mistake:
    key = str(text.values["key"])
    if key not in LABELS:
        return it
    return replace(
        it, text=say("“%(field)s” %(said)s", field=LABELS[key][0], said=text.values["said"])
    )
