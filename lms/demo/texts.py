"""What invented people write: short case studies and the feedback they get."""

from lms.assessment.models import Verdict

# Each is long enough for the case study's least number of words (150).
_CASE = (
    "Di kantor kami warga datang rata-rata dua kali untuk satu urusan. Kunjungan pertama hampir "
    "selalu gagal karena ada berkas yang kurang, padahal sebagian besar berkas itu sudah ada di "
    "arsip kami sendiri. Dari catatan loket selama dua pekan, {share} dari seratus pemohon "
    "diminta kembali. Yang paling sering ditanyakan adalah salinan kartu keluarga dan surat "
    "keterangan dari kelurahan. Warga yang tinggal jauh dari kota mengeluh karena ongkos "
    "perjalanan lebih besar daripada biaya layanannya. "
)
_PLAN = (
    "Usulan saya sederhana. Pertama, daftar syarat ditulis ulang dalam satu halaman dengan "
    "bahasa sehari-hari dan dikirim lewat nomor WhatsApp layanan sebelum warga berangkat. "
    "Kedua, petugas memeriksa lebih dulu data yang sudah kami miliki, sehingga salinan yang "
    "sama tidak diminta lagi. Ketiga, satu meja disediakan bagi warga lanjut usia dan "
    "penyandang disabilitas. Data yang dikumpulkan dibatasi pada nama, nomor layanan, dan "
    "tanggal; foto KTP tidak disimpan di ponsel petugas. "
)
_MEASURE = (
    "Uji coba berjalan dua pekan tanpa anggaran baru. Ukurannya jumlah kunjungan ulang per "
    "seratus pemohon dan lama menunggu rata-rata, dicatat pada lembar yang sudah ada. Hasilnya "
    "dibahas pada rapat Senin bersama kepala bidang; bila kunjungan ulang turun paling sedikit "
    "seperempat, cara ini diusulkan menjadi bagian standar pelayanan. Rekan yang ragu saya ajak "
    "mencoba satu hari di loket agar keberatan mereka dapat dijawab dengan pengalaman."
)

FIRST_TRIES = [_CASE.format(share=share) + _PLAN for share in (31, 38, 44, 52)]
SECOND_TRIES = [_CASE.format(share=share) + _PLAN + _MEASURE for share in (31, 38, 44, 52)]

FEEDBACK = {
    Verdict.RETURNED: [
        (
            "Uraian masalahnya sudah jelas dan memakai catatan loket sendiri, itu kuat. Yang "
            "belum tampak: bagaimana Anda tahu usulan ini berhasil? Tambahkan satu atau dua "
            "ukuran dan kapan hasilnya dibahas."
        ),
        (
            "Usulan meja khusus sudah dapat dikerjakan. Coba jelaskan siapa yang perlu diajak "
            "bicara lebih dulu, dan apa yang Anda lakukan bila rekan menolak."
        ),
        (
            "Bagian data sudah hati-hati. Mohon lengkapi dengan ukuran keberhasilan dan lama "
            "uji coba, lalu kirim lagi."
        ),
    ],
    Verdict.ACCEPTED: [
        (
            "Runtut, ringkas, dan dapat dimulai pekan depan. Ukurannya masuk akal. Setelah uji "
            "coba, ceritakan kepada saya apa yang tidak berjalan seperti dugaan."
        ),
        (
            "Baik. Anda membatasi data yang dikumpulkan dan menyebut alasannya; pertahankan "
            "kebiasaan itu. Satu pertanyaan: siapa yang melanjutkan bila Anda cuti?"
        ),
        ("Usulan ini siap dibawa ke rapat. Bagian tentang rekan yang ragu adalah yang terbaik."),
    ],
}
