"""What authors bring, made fit to be shown: small, and silent about where it was taken."""

import io
import re
import struct
from pathlib import PurePosixPath

from PIL import Image, UnidentifiedImageError

from lms.catalog.reading.media import PICTURES, SVG, TYPES, read_media
from lms.catalog.reading.sheet import Findings
from lms.foundation.errors import Invalid
from lms.foundation.language import Sentence, say

WIDEST = 1600  # pixels of either side; a lesson shows no more, even on a dense screen
MILLION = 10**6
# Pixels by the head of the file, before any is decoded. A JPEG is decoded small at once; what else
# there is whole, a WebP several times over: 50 million would take 870 MB of memory, 20 million 350.
MOST_PIXELS = 50 * MILLION
MOST_DECODED = 20 * MILLION
MOST_FRAMES = 120
QUALITY = 82
FORMATS = {"JPEG": "jpg", "PNG": "png", "WEBP": "webp", "GIF": "gif"}
LONGEST_NAME = 60
ORIENTATION = 0x0112  # of EXIF: how the camera was held, and how that is undone
TURNS = {
    2: Image.Transpose.FLIP_LEFT_RIGHT,
    3: Image.Transpose.ROTATE_180,
    4: Image.Transpose.FLIP_TOP_BOTTOM,
    5: Image.Transpose.TRANSPOSE,
    6: Image.Transpose.ROTATE_270,
    7: Image.Transpose.TRANSVERSE,
    8: Image.Transpose.ROTATE_90,
}
# What decoders raise for what is no picture, or one that is cut off or made to do harm.
BROKEN = (
    *(UnidentifiedImageError, OSError, ValueError, SyntaxError, EOFError, struct.error),
    *(KeyError, IndexError, TypeError, OverflowError, Warning),
)
NOT_READABLE = say("Gambar ini tidak dapat dibaca. Simpan ulang sebagai JPG, PNG, atau WebP.")
TOO_LARGE = say("Gambar ini terlalu besar: paling banyak %(most)s juta piksel. Perkecil dahulu.")
TOO_LONG = say("Gambar bergerak ini terlalu panjang: paling banyak %(n)s gambar.")


def fit(name: str, content: bytes) -> tuple[str, bytes]:
    """A name that the folder takes, and the content as it is kept; raises Invalid."""
    ending = PurePosixPath(name.lower()).suffix.removeprefix(".")
    if not content:
        raise Invalid(say("Pilih berkas yang berisi."))
    if ending not in TYPES:
        raise Invalid(
            say("Berkas jenis ini belum dapat dipakai. Pakai %(kinds)s.", kinds=", ".join(TYPES))
        )
    if TYPES[ending] in PICTURES - {SVG}:
        ending, content = _picture(content)
    made = f"{_stem(name)}.{ending}"
    _check(made, content)
    return made, content


def _stem(name: str) -> str:
    stem = re.sub(r"[^a-z0-9]+", "-", PurePosixPath(name.lower()).stem).strip("-")
    return stem[:LONGEST_NAME].strip("-") or "berkas"


def _check(name: str, content: bytes) -> None:
    """By the one reader of all media; raises Invalid with what it says."""
    findings = Findings()
    read_media(f"media/{name}", f"media/{name}", content, findings)
    if findings.mistakes:
        raise Invalid(" ".join(f"{each.text} {each.mend}" for each in findings.mistakes))


def _picture(content: bytes) -> tuple[str, bytes]:
    """Decoded and written anew, so that nothing but its pixels is kept."""
    try:
        with Image.open(io.BytesIO(content), formats=list(FORMATS)) as picture:
            most = MOST_PIXELS if picture.format == "JPEG" else MOST_DECODED
            _ensure_at_most(picture, most)
            return _written(picture)
    except (Image.DecompressionBombWarning, Image.DecompressionBombError):
        raise _too_large(MOST_PIXELS) from None
    except BROKEN:
        raise Invalid(NOT_READABLE) from None


def _ensure_at_most(picture: Image.Image, most: int, frames: int = 1) -> None:
    if frames * picture.width * picture.height > most:
        raise _too_large(most)


def _too_large(most: int) -> Invalid:
    return Invalid(Sentence(TOO_LARGE.text, {"most": most // MILLION}))


def _written(picture: Image.Image) -> tuple[str, bytes]:
    form = picture.format or "PNG"
    frames = getattr(picture, "n_frames", 1)
    if frames > 1 and form in {"GIF", "WEBP"}:
        return FORMATS[form], _moving(picture, form, frames)
    if form == "JPEG":
        picture.draft("RGB", (WIDEST, WIDEST))  # a large photo is decoded small at once
    held = _held(picture)  # before it is made small, which forgets it
    picture.thumbnail((WIDEST, WIDEST))
    upright = picture if held is None else picture.transpose(held)
    form = "PNG" if form == "GIF" else form
    return FORMATS[form], _saved(_bare(upright, form), form)


def _held(picture: Image.Image) -> Image.Transpose | None:
    """How it is turned upright; what is broken in its notes keeps no picture away."""
    try:
        return TURNS.get(picture.getexif().get(ORIENTATION, 1))
    except BROKEN:
        return None


def _bare(picture: Image.Image, form: str) -> Image.Image:
    """Its pixels in a mode that the format holds, in a picture that knows nothing else."""
    clear = "A" in picture.getbands() or "transparency" in picture.info
    mode = "RGBA" if clear and form != "JPEG" else "RGB"
    plain = picture.convert(mode)
    bare = Image.new(mode, plain.size)
    bare.paste(plain)
    return bare


def _saved(picture: Image.Image, form: str) -> bytes:
    out = io.BytesIO()
    how = {"optimize": True} if form == "PNG" else {"quality": QUALITY}
    picture.save(out, form, **how)
    return out.getvalue()


def _moving(picture: Image.Image, form: str, frames: int) -> bytes:
    """A picture that moves, frame by frame."""
    _ensure_at_most(picture, MOST_PIXELS, frames)
    if frames > MOST_FRAMES:
        most = say(
            "Gambar bergerak ini terlalu panjang: paling banyak %(n)s gambar.", n=MOST_FRAMES
        )
        raise Invalid(most)
    taken, waits = [], []
    for number in range(frames):
        picture.seek(number)
        waits.append(int(picture.info.get("duration", 100)))
        frame = _bare(picture, "PNG")
        frame.thumbnail((WIDEST, WIDEST))
        taken.append(frame)
    out = io.BytesIO()
    first, *rest = taken
    first.save(out, form, save_all=True, append_images=rest, duration=waits, loop=0)
    return out.getvalue()
