"""How standings, reasons and steps are called."""

from lms.foundation.language import say
from lms.siasn.lacking import Missing
from lms.siasn.models import SendingState, StepKind
from lms.siasn.queries.standing import Standing

LACKS = {
    Missing.AGENCY: say("ID instansi di SIASN belum diisi."),
    Missing.PERSON: say("pnsOrangId pegawai belum diketahui."),
    Missing.COURSE: say("Kursus belum dipetakan ke latihan struktural SIASN."),
    Missing.LETTER: say("Huruf sertipikat untuk bentuk ini belum dipastikan."),
    Missing.NUMBER: say("Belum ada nomor sertifikat."),
    Missing.REVOKED: say("Sertifikatnya dicabut."),
    Missing.HOURS: say("JP-nya nol."),
    Missing.NIP: say("NIP-nya bukan 18 angka, atau data pribadinya sudah dihapus."),
}
STANDINGS = {
    Standing.MISSING: say("Belum siap"),
    Standing.READY: say("Siap dikirim"),
    Standing.QUEUED: say("Dalam antrean"),
    Standing.UNKNOWN: say("Belum pasti"),
    Standing.REFUSED: say("Ditolak"),
    Standing.DIFFERS: say("Berbeda dari yang terkirim"),
    Standing.SENT: say("Terkirim"),
    Standing.REMOVED: say("Dihapus di SIASN"),
}
COLOURS = {
    Standing.MISSING: "warn",
    Standing.QUEUED: "info",
    Standing.UNKNOWN: "warn",
    Standing.REFUSED: "danger",
    Standing.DIFFERS: "danger",
    Standing.SENT: "done",
}
STEPS = {
    StepKind.CHOSEN: say("Dipilih untuk dikirim"),
    StepKind.SENT: say("Mulai dikirim"),
    StepKind.ACCEPTED: say("Diterima SIASN"),
    StepKind.FOUND: say("Sudah ada di SIASN; id-nya dipakai"),
    StepKind.REFUSED: say("Ditolak SIASN"),
    StepKind.UNKNOWN: say("Tanpa jawaban; belum pasti"),
    StepKind.PUT_OFF: say("Tidak terkirim"),
    StepKind.SUPERSEDED: say("Isi lama diganti"),
    StepKind.BY_HAND: say("Diperbaiki langsung di SIASN"),
    StepKind.REMOVED: say("Dihapus langsung di SIASN"),
    StepKind.LEFT: say("Dikeluarkan dari antrean"),
}
SENDINGS = {
    SendingState.RUNNING: say("Berjalan"),
    SendingState.STOPPED: say("Berhenti sendiri"),
    SendingState.CANCELLED: say("Dibatalkan"),
    SendingState.DONE: say("Selesai"),
}
