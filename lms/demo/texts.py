"""What invented people write: memos on the case study, the feedback they get, and their answers."""

from lms.assessment.models import Verdict

_BEGINNINGS = (
    "Kepada Kepala Bidang, dengan hormat.",
    "Memo untuk Kepala Bidang tentang bantuan benih ikan.",
    "Bapak Kepala Bidang, berikut usulan saya untuk bantuan benih.",
    "Kepada Yth. Kepala Bidang Perikanan Budidaya.",
)
# What the task asks for, one paragraph each; the least number of words is reached without the last.
_JOURNEY = (
    "Ketua kelompok melewati paling sedikit empat langkah: mendengar kabar di grup, mengisi 22 "
    "isian, mengirim foto KTP dan KK, lalu menunggu tanpa tahu sampai di mana. Hambatan terbesar "
    "ada dua. Empat kelompok dari desa tanpa sinyal tidak dapat mengisi formulir daring, dan "
    "permohonan rata-rata selesai dalam 19 hari kerja, padahal standarnya 10."
)
_FORM = (
    "Untuk formulir saya usulkan: NIK dipertahankan, alamat cukup dipastikan dari data yang sudah "
    "ada, agama dan nama ibu kandung dihapus karena tidak dipakai untuk memutuskan, dan nomor "
    "rekening baru ditanyakan setelah permohonan disetujui. Dasar hukum setiap isian perlu "
    "diperiksa bagian hukum."
)
_DATA = (
    "Hari ini juga kiriman berkas di grup dihentikan. Kami mencatat siapa yang sempat menerima "
    "daftar itu, meminta salinannya dihapus, dan melaporkan kejadiannya kepada pimpinan. "
    "Sesudahnya data hanya dikirim melalui saluran resmi dinas."
)
_MESSAGE = (
    "Kepada Pak Nurdin saya menulis: permohonan kelompok Bapak belum kami terima karena terhalang "
    "sinyal, dan itu bukan kesalahan Bapak. Penyuluh datang hari Kamis membawa formulir kertas "
    "serta nomor tandanya. Keberatan dapat disampaikan kepada saya di nomor layanan."
)
_CHANGE = (
    "Saya menjalankan arahan permohonan daring. Pak Darwis benar bahwa aplikasi belum punya tempat "
    "untuk catatan musim, jadi kolom itu kami uji bersama selama dua pekan. Ukurannya satu, yaitu "
    "hari kerja dari permohonan sampai keputusan, dan dilihat lagi sebulan kemudian."
)

_REST = f"{_JOURNEY}\n\n{_FORM}\n\n{_DATA}\n\n{_MESSAGE}"

FIRST_TRIES = [f"{each}\n\n{_REST}" for each in _BEGINNINGS]
SECOND_TRIES = [f"{each}\n\n{_CHANGE}" for each in FIRST_TRIES]

# Each with what the mentee answers to it.
FEEDBACK = {
    Verdict.RETURNED: [
        (
            (
                "Perjalanan ketua kelompok jelas dan memakai angka dari kasus, itu kuat. Yang "
                "belum tampak: bagaimana Anda tahu usulan ini berhasil? Tambahkan satu ukuran dan "
                "kapan hasilnya dilihat."
            ),
            (
                "Terima kasih. Saya pakai hari kerja sampai keputusan, dilihat lagi sebulan "
                "kemudian. Cukupkah satu ukuran?"
            ),
        ),
        (
            (
                "Formulir kertas untuk desa tanpa sinyal dapat dikerjakan besok. Coba jelaskan "
                "bagaimana Anda menanggapi keberatan Pak Darwis tanpa meninggalkan arahan."
            ),
            "Baik. Keberatannya akan saya tulis apa adanya, lalu apa yang dapat kami uji bersama.",
        ),
        (
            (
                "Bagian data sudah hati-hati. Mohon lengkapi dengan bagian kelima, yaitu cara Anda "
                "mengikuti perubahan dan satu ukurannya, lalu kirim lagi."
            ),
            "Terima kasih, bagian kelima memang terlewat. Saya kirim lagi pekan ini.",
        ),
    ],
    Verdict.ACCEPTED: [
        (
            (
                "Runtut, ringkas, dan dapat dimulai pekan depan. Ukurannya masuk akal. Setelah "
                "sebulan, ceritakan kepada saya apa yang tidak berjalan seperti dugaan."
            ),
            "Terima kasih. Bulan depan saya kabari, juga yang tidak berjalan.",
        ),
        (
            (
                "Baik. Anda membatasi data yang diminta dan menyebut alasannya; pertahankan "
                "kebiasaan itu. Satu pertanyaan: siapa yang melanjutkan bila Anda cuti?"
            ),
            "Rekan satu meja sudah saya ajak sejak awal, jadi ada yang melanjutkan.",
        ),
        (
            "Memo ini siap dibawa ke rapat. Bagian tentang Pak Darwis adalah yang terbaik.",
            "Terima kasih. Saya teringat seorang rekan di kantor ketika menulisnya.",
        ),
    ],
}
