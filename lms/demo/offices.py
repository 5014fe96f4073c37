"""The agencies of Jambi with some of their offices; the offices' tree is simplified."""

AGENCIES = {
    "5500": ("Pemerintah Provinsi Jambi", "Provinsi Jambi"),
    "5501": ("Pemerintah Kabupaten Batang Hari", "Batang Hari"),
    "5502": ("Pemerintah Kabupaten Tanjung Jabung Barat", "Tanjung Jabung Barat"),
    "5503": ("Pemerintah Kabupaten Bungo", "Bungo"),
    "5504": ("Pemerintah Kabupaten Merangin", "Merangin"),
    "5505": ("Pemerintah Kabupaten Kerinci", "Kerinci"),
    "5506": ("Pemerintah Kabupaten Sarolangun", "Sarolangun"),
    "5507": ("Pemerintah Kabupaten Tebo", "Tebo"),
    "5508": ("Pemerintah Kabupaten Muaro Jambi", "Muaro Jambi"),
    "5509": ("Pemerintah Kabupaten Tanjung Jabung Timur", "Tanjung Jabung Timur"),
    "5571": ("Pemerintah Kota Jambi", "Kota Jambi"),
    "5572": ("Pemerintah Kota Sungai Penuh", "Sungai Penuh"),
}
PROVINCE = "5500"

# Offices of the province: code, name, the divisions below it, and how many people to invent there.
OFFICES: list[tuple[str, str, list[str], int]] = [
    ("SETDA", "Sekretariat Daerah", ["Biro Organisasi", "Biro Umum"], 14),
    ("BKD", "Badan Kepegawaian Daerah", ["Bidang Data dan Informasi", "Bidang Mutasi"], 10),
    ("BPSDM", "Badan Pengembangan Sumber Daya Manusia", ["Bidang Kompetensi Teknis"], 8),
    ("BAPPEDA", "Badan Perencanaan Pembangunan Daerah", ["Bidang Perencanaan"], 9),
    ("KOMINFO", "Dinas Komunikasi dan Informatika", ["Bidang Aplikasi", "Bidang Persandian"], 18),
    ("DIKNAS", "Dinas Pendidikan", ["Bidang SMA", "Bidang SMK", "Bidang Guru"], 22),
    ("DINKES", "Dinas Kesehatan", ["Bidang Pelayanan Kesehatan"], 14),
    ("RSUD", "RSUD Raden Mattaher", ["Bagian Pelayanan", "Bagian Keperawatan"], 18),
    ("PUPR", "Dinas Pekerjaan Umum dan Perumahan Rakyat", ["Bidang Bina Marga"], 11),
    ("DPMPTSP", "Dinas Penanaman Modal dan PTSP", ["Bidang Pelayanan Perizinan"], 12),
    ("DINSOS", "Dinas Sosial", ["Bidang Rehabilitasi Sosial"], 8),
    ("BAPENDA", "Badan Pendapatan Daerah", ["UPTD Samsat Kota Jambi"], 10),
]
# In each kabupaten/kota.
LOCAL_OFFICES = [
    ("DUKCAPIL", "Dinas Kependudukan dan Pencatatan Sipil", 3),
    ("BKPSDM", "Badan Kepegawaian dan Pengembangan SDM", 1),
]
