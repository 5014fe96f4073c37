"""What rows and imports come to, as people meet them."""

from lms.foundation.language import Sentence, say
from lms.roster.models import Kind

KINDS: dict[Kind, Sentence] = {
    Kind.ADDED: say("Orang baru"),
    Kind.RETURNED: say("Didaftarkan kembali"),
    Kind.RETIRED: say("Keluar atau pensiun"),
    Kind.RENUMBERED: say("Berganti NIP"),
    Kind.PLACED: say("Pindah unit, jabatan, atau golongan"),
    Kind.CORRECTED: say("Nama, surel, atau jenis pegawai berubah"),
    Kind.UNCHANGED: say("Tidak berubah"),
    Kind.BAD: say("Perlu diperbaiki"),
}
