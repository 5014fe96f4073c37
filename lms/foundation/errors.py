"""The few ways in which the house refuses, each with a sentence the person can act on."""

from collections.abc import Mapping

from lms.foundation.language import Sentence, say


class Refusal(Exception):
    """Something cannot be done; `sentence` says why and what to do instead."""

    status = 400

    def __init__(self, sentence: Sentence | str | None = None) -> None:
        self.sentence = sentence or self.default()
        super().__init__(str(self.sentence))

    def default(self) -> Sentence:
        return say("Permintaan ini tidak dapat diproses. Periksa isian Anda, lalu coba lagi.")


class NotFound(Refusal):
    """There is no such thing, or this person may not know of it."""

    status = 404

    def default(self) -> Sentence:
        return say(
            "Mungkin alamatnya terpotong saat disalin, atau isinya sudah diarsipkan. "
            "Nilai dan riwayat belajar Anda tetap ada di rapor."
        )


class Gone(Refusal):
    """It was here and was taken away on purpose."""

    status = 410

    def default(self) -> Sentence:
        return say("Bagian ini sudah ditarik. Hasil yang sudah Anda peroleh tetap berlaku.")


class Lost(Refusal):
    """It should be here: no fault of the person, but the operator's to mend."""

    status = 404

    def default(self) -> Sentence:
        return say(
            "Berkas ini tercatat, tetapi tidak ada di penyimpanan. Sebutkan alamat halaman ini "
            "kepada pengelola agar dipulihkan dari cadangan."
        )


class NotAllowed(Refusal):
    """This person may know of it, but may not do it."""

    status = 403

    def default(self) -> Sentence:
        return say("Anda tidak berwenang membuka atau mengubah bagian ini.")


class Conflict(Refusal):
    """The world has moved on since the person looked at it."""

    status = 409

    def default(self) -> Sentence:
        return say("Keadaannya sudah berubah sejak Anda membukanya. Muat ulang, lalu coba lagi.")


class Invalid(Refusal):
    """What was given cannot be taken as it is; `fields` names each fault by its field."""

    status = 422

    def __init__(
        self,
        sentence: Sentence | str | None = None,
        fields: Mapping[str, Sentence | str] | None = None,
    ) -> None:
        super().__init__(sentence)
        self.fields = dict(fields or {})
