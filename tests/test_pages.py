"""The examiner of pages is examined: it tells each planted fault and lets a good page through."""

import pytest

from pages import faults

WELL_MADE = """<!doctype html>
<html lang="id">
<head><title>Kelas – Belajar ASN</title><link rel="icon" href="/icon.svg"></head>
<body>
  <a href="#isi">Ke isi</a>
  <main id="isi">
    <h1>Kelas</h1>
    <form method="post">
      <input type="hidden" name="token" value="x">
      <label for="nip">NIP</label><input id="nip" aria-describedby="nip-bantuan">
      <p id="nip-bantuan">Delapan belas angka, lihat <code>https://contoh.go.id</code></p>
      <label>Catatan <textarea></textarea></label>
      <button><img src="/kirim.svg" alt="Kirim"></button>
    </form>
    <svg><use href="/icons.svg#bintang"/></svg>
  </main>
</body>
</html>"""

PLANTED = {
    "begins with <!doctype": ("<!doctype html>", ""),
    "Say the language": (' lang="id"', ""),
    "one <h1>": ("<h1>Kelas</h1>", "<h1>Kelas</h1><h1>Lagi</h1>"),
    "title begins with": ("<title>Kelas", "<title>Belajar"),
    "has no label": ('<label for="nip">NIP</label>', "NIP"),
    "used 2 times": ('<p id="nip-bantuan">', '<p id="nip">'),
    "which is not here": ('describedby="nip-bantuan"', 'describedby="bantuan"'),
    "a place that is not here": ('href="#isi"', 'href="#konten"'),
    "leads nowhere": ('href="#isi"', 'href="#"'),
    "bare address": ("<code>https://contoh.go.id</code>", "https://contoh.go.id"),
    "has no alt": (' alt="Kirim"', ""),
    "no words": ('alt="Kirim"', 'alt=""'),
    "is inline": ("</body>", "<script>alert()</script></body>"),
    "onclick is inline": ("<button>", '<button onclick="go()">'),
    "style is inline": ("<main ", '<main style="color: red" '),
    "Nested wrongly": ("</svg>", "</div></svg>"),
}


def test_a_well_made_page_is_let_through() -> None:
    assert faults(WELL_MADE) == []


@pytest.mark.parametrize("sentence", PLANTED)
def test_a_planted_fault_is_told(sentence: str) -> None:
    sound, faulty = PLANTED[sentence]
    assert sound in WELL_MADE
    assert any(sentence in fault for fault in faults(WELL_MADE.replace(sound, faulty, 1)))
