"""Webhooks in plain words."""

import json
from contextlib import suppress

from lms.foundation.language import say
from lms.webhooks.models import DeliveryState, Event, Fault, Pause

EVENTS = {
    Event.COMPLETION_RECORDED: say("Penyelesaian tercatat"),
    Event.COMPLETION_CORRECTED: say("Penyelesaian dikoreksi"),
    Event.CERTIFICATE_ISSUED: say("Sertifikat terbit"),
    Event.CERTIFICATE_REVOKED: say("Sertifikat dicabut"),
    Event.ENROLMENT_CREATED: say("Pegawai terdaftar di kursus"),
    Event.ENROLMENT_WITHDRAWN: say("Pegawai keluar dari kursus"),
    Event.TEST: say("Pesan uji"),
}
STATES = {
    DeliveryState.WAITING: say("Menunggu"),
    DeliveryState.DELIVERED: say("Terkirim"),
    DeliveryState.FAILED: say("Gagal"),
}
COLOURS = {DeliveryState.DELIVERED: "done", DeliveryState.FAILED: "danger"}
PAUSES = {
    Pause.OFFICER: say("Dijeda oleh petugas."),
    Pause.GONE: say("Dijeda: penerima menjawab 410, tidak mau menerima lagi."),
    Pause.FAILED: say("Dijeda: tidak satu pesan pun diterima selama tiga hari."),
}
FAULTS = {
    Fault.UNKNOWN_HOST: say("Nama server penerima tidak ditemukan."),
    Fault.FORBIDDEN_PLACE: say("Alamat penerima menuju jaringan dalam, jadi tidak dihubungi."),
    Fault.NO_CONNECTION: say("Server penerima tidak dapat dihubungi."),
    Fault.TLS: say("Sertifikat TLS penerima tidak sah, atau sambungan amannya gagal."),
    Fault.TIMEOUT: say("Penerima tidak menjawab pada waktunya (10 detik)."),
    Fault.BROKEN: say("Sambungan terputus, atau jawabannya bukan HTTP."),
    Fault.REDIRECT: say("Penerima mengalihkan ke alamat lain; pengalihan tidak diikuti."),
    Fault.REFUSED: say("Penerima menolak pesan ini."),
    Fault.GONE: say("Penerima tidak mau menerima lagi (410)."),
    Fault.SECRET: say("Rahasia tidak dapat dibuka di server ini. Ganti rahasianya."),
}


def readable(body: str) -> str:
    """The same JSON with its lines apart; what is sent has none."""
    with suppress(ValueError):
        return json.dumps(json.loads(body), ensure_ascii=False, indent=2)
    return body
