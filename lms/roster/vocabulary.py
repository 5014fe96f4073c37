"""The words of personnel offices, and what they mean here; lower case, without accents."""

from lms.identity.models import PostLevel, StaffKind

# Read from the beginning of what the office writes; what is not here is asked about.
IN_SERVICE = (
    *("aktif", "cltn", "cuti", "tugas belajar", "masa persiapan pensiun", "mpp"),
    *("pemberhentian sementara", "diberhentikan sementara", "keberatan", "uang tunggu"),
)
GONE = (
    *("pensiun", "berhenti", "diberhentikan", "pemberhentian", "meninggal", "wafat", "tewas"),
    *("mengundurkan diri", "pindah instansi", "mencapai bup", "putus kontrak", "tidak aktif"),
)
STAFF = (
    ("paruh waktu", StaffKind.PPPK_PART_TIME),
    ("pppk", StaffKind.PPPK),
    ("p3k", StaffKind.PPPK),
    ("perjanjian kerja", StaffKind.PPPK),
    ("cpns", StaffKind.CPNS),
    ("calon", StaffKind.CPNS),
    ("pns", StaffKind.PNS),
    ("pegawai negeri", StaffKind.PNS),
)
LETTERS = {"c": StaffKind.CPNS, "p": StaffKind.PNS}
LEVELS = (
    ("pelaksana", PostLevel.PELAKSANA),
    ("fungsional umum", PostLevel.PELAKSANA),
    ("fungsional", PostLevel.FUNGSIONAL),
    ("pengawas", PostLevel.PENGAWAS),
    ("administrator", PostLevel.ADMINISTRATOR),
    ("pratama", PostLevel.JPT_PRATAMA),
    ("madya", PostLevel.JPT_MADYA),
)
ECHELONS = {
    "i": PostLevel.JPT_MADYA,
    "ii": PostLevel.JPT_PRATAMA,
    "iii": PostLevel.ADMINISTRATOR,
    "iv": PostLevel.PENGAWAS,
}
