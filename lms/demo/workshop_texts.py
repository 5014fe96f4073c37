"""What the people of the workshop wrote; its course lies in `workshop_course`."""

GROUPS = {"Kelompok Angso Duo": 4, "Kelompok Batanghari": 4, "Kelompok Kerinci": 4}
FIRST = (
    "Maklumat layanan pengaduan. Kami sanggup melayani dengan cepat, ramah, dan tanpa biaya. "
    "Setiap pengaduan yang masuk lewat loket atau SP4N-LAPOR akan segera kami tindak lanjuti. "
    "Bila pelayanan kami tidak sesuai, warga dapat menyampaikannya kepada kepala bidang. Kami "
    "bersedia memperbaiki diri terus-menerus."
)
RETURNED = (
    "Niat kelompok ini jelas dan bahasanya sopan. Yang belum ada ialah angkanya: “cepat” dan "
    "“segera” tidak dapat ditagih. Lihat catatan sepuluh pengaduan yang Anda bawa kemarin. "
    "Berapa hari yang paling lama, dan apa sebabnya? Tulis janji yang dapat ditepati pada "
    "bulan tersibuk, lalu sebutkan apa yang diterima warga bila meleset."
)
BETTER = (
    "Maklumat layanan pengaduan. Setiap pengaduan kami jawab paling lambat 3 hari kerja, dan "
    "kami selesaikan paling lambat 14 hari kerja. Angka itu dari catatan dua belas bulan: "
    "sembilan dari sepuluh pengaduan selesai dalam 11 hari, yang terlama 14 hari karena "
    "menunggu data kabupaten. Tidak ada biaya. Bila janji ini meleset, kami menelepon warga "
    "pada hari kerja berikutnya, menyebut sebabnya, dan memberi tanggal baru yang "
    "ditandatangani kepala bidang. Warga mengadu di loket 2, lewat SP4N-LAPOR, atau kepada "
    "sekretaris dinas, yang menjawab dalam 2 hari kerja."
)
ANSWER = (
    "Sekarang janjinya dapat ditagih, dan dasarnya terlihat. Bagian tentang tanggal baru yang "
    "ditandatangani itu kuat: warga tahu siapa yang bertanggung jawab. Bawa naskah ini ke "
    "klinik; tanyakan kepada rekan perizinan apakah 3 hari masih terasa lama bagi yang "
    "menunggu."
)
