"""Captions in WebVTT: plain cues in order, each with its words; styles have no place there."""

import re
from dataclasses import dataclass, field

from lms.foundation.language import Sentence, say

CLOCK = r"(?:(\d{2,}):)?([0-5]\d):([0-5]\d)\.(\d{3})"
TIMING = re.compile(rf"{CLOCK}[ \t]+-->[ \t]+{CLOCK}(?:[ \t]+\S.*)?$")
NOT_CUES = re.compile(r"(STYLE|REGION)\s*$")
HEAD = re.compile(r"WEBVTT(?:[ \t].*)?$")
MEND_TIME = say("Tulis seperti 00:01.000 --> 00:04.500.")
Fault = tuple[int, Sentence, Sentence]  # the line, what is wrong, how to mend it


@dataclass
class Captions:
    ends: float = 0  # seconds: when the last cue is over
    cues: int = 0
    faults: list[Fault] = field(default_factory=list)


def read_captions(content: bytes) -> Captions:
    """What a WebVTT file says; never raises for what is in it."""
    found = Captions()
    try:
        lines = content.decode("utf-8-sig").splitlines() or [""]
    except UnicodeDecodeError:
        found.faults.append(
            (1, say("Teks video ini bukan UTF-8."), say("Simpan ulang sebagai UTF-8."))
        )
        return found
    if not HEAD.match(lines[0]):
        text = say("Teks video ini tidak diawali WEBVTT.")
        found.faults.append(
            (1, text, say("Tulis WEBVTT pada baris pertama, lalu satu baris kosong."))
        )
        return found
    started = -1.0
    for first, block in _blocks(lines):
        started = _read(found, first, block, started)
    if not found.cues and not found.faults:
        found.faults.append((1, say("Teks video ini belum memuat satu kalimat pun."), MEND_TIME))
    return found


def _blocks(lines: list[str]) -> list[tuple[int, list[str]]]:
    """What stands between empty lines, without the head, with the number of its first line."""
    blocks: list[tuple[int, list[str]]] = []
    before = "-"
    for number, line in enumerate(lines, 1):
        if line.strip() and before.strip() and blocks:
            blocks[-1][1].append(line)
        elif line.strip():
            blocks.append((number, [line]))
        before = line
    return blocks[1:]


def _read(found: Captions, first: int, block: list[str], started: float) -> float:
    """Note what is wrong with a block; answers when its cue starts."""
    if block[0].startswith("NOTE"):
        return started
    if NOT_CUES.match(block[0]):
        text = say("Teks video tidak dapat membawa gaya (STYLE, REGION).")
        found.faults.append(
            (first, text, say("Hapus bagian ini; yang dibutuhkan hanya kalimatnya."))
        )
        return started
    place = 0 if "-->" in block[0] else 1  # a cue may have a name
    timing = TIMING.match(block[place].strip()) if place < len(block) else None
    if timing is None:
        found.faults.append((first, say("Waktu teks video ini tidak terbaca."), MEND_TIME))
        return started
    since, until = _seconds(timing, 0), _seconds(timing, 4)
    line = first + place
    if until <= since:
        found.faults.append((line, say("Teks ini berakhir sebelum dimulai."), MEND_TIME))
    if since < started:
        text = say("Teks ini dimulai sebelum teks di atasnya.")
        found.faults.append((line, text, say("Urutkan menurut waktu mulainya.")))
    if len(block) == place + 1:
        found.faults.append(
            (line, say("Teks pada waktu ini kosong."), say("Tulis kalimatnya di bawahnya."))
        )
    found.cues, found.ends = found.cues + 1, max(found.ends, until)
    return max(started, since)


def _seconds(timing: re.Match[str], first: int) -> float:
    hours, minutes, seconds, thousandths = (int(timing[first + n] or 0) for n in range(1, 5))
    return hours * 3600 + minutes * 60 + seconds + thousandths / 1000
