"""Archives from strangers: read in memory, member by member, within stated limits.

Nothing is ever unpacked to disk, so a path that climbs out leads nowhere; it is refused all the
same, because an honest program writes none.
"""

import zipfile
from collections.abc import Iterator
from io import BytesIO

from lms.foundation.errors import Invalid
from lms.foundation.language import Sentence, say
from lms.foundation.zips import BROKEN, PACKINGS

ARCHIVES = (b"PK\x03\x04", b"PK\x05\x06")  # with more than two letters: a text may begin with PKn
MOST_MEMBERS = 20_000
LARGEST_MEMBER = 2 * 2**20
LARGEST_WHOLE = 100 * 2**20
STEEPEST = 200  # times smaller than its content; honest XML reaches some tens
ENCRYPTED = 0x1


def members(content: bytes, ending: str) -> Iterator[tuple[str, bytes]]:
    """Every file of the archive that ends so, by name; raises Invalid for what is hostile."""
    try:
        with zipfile.ZipFile(BytesIO(content)) as archive:
            infos = [each for each in archive.infolist() if not each.is_dir()]
            _judge(infos)
            for info in infos:
                if info.filename.lower().endswith(ending):
                    yield info.filename, _content(archive, info)
    except BROKEN:
        raise Invalid(say("Arsip ini rusak. Ekspor ulang, lalu coba lagi.")) from None


def _judge(infos: list[zipfile.ZipInfo]) -> None:
    if len(infos) > MOST_MEMBERS:
        raise Invalid(say("Arsip ini memuat lebih dari %(most)d berkas.", most=MOST_MEMBERS))
    if sum(each.file_size for each in infos) > LARGEST_WHOLE:
        raise Invalid(_too_large())
    if len({each.filename for each in infos}) < len(infos):
        raise Invalid(say("Arsip ini memuat dua berkas dengan nama yang sama."))
    for each in infos:
        _judge_member(each)


def _judge_member(info: zipfile.ZipInfo) -> None:
    parts = info.filename.replace("\\", "/").split("/")
    if ".." in parts or not parts[0] or ":" in parts[0]:
        raise Invalid(say("Arsip ini memuat alamat yang keluar dari foldernya."))
    if info.flag_bits & ENCRYPTED:
        raise Invalid(say("Arsip ini bersandi. Buat ulang tanpa kata sandi."))
    if info.compress_type not in PACKINGS:
        raise Invalid(say("Arsip ini dipadatkan dengan cara yang tidak didukung. Pakai ZIP biasa."))
    if info.file_size > 2**20 and info.file_size > STEEPEST * max(1, info.compress_size):
        raise Invalid(_too_large())


def _content(archive: zipfile.ZipFile, info: zipfile.ZipInfo) -> bytes:
    """The sizes that an archive states may lie, so what comes out is counted too."""
    with archive.open(info) as part:
        content = part.read(LARGEST_MEMBER + 1)
    if len(content) > LARGEST_MEMBER:
        raise Invalid(_too_large())
    return content


def _too_large() -> Sentence:
    return say("Isi arsip ini terlalu besar: paling banyak 2 MB tiap berkas dan 100 MB seluruhnya.")
