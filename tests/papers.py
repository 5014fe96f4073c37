"""A small PDF of one page, as a typesetter would hand it over."""

from collections.abc import Iterator

OBJECTS = (
    "<</Type/Catalog/Pages 2 0 R/Lang(id)/MarkInfo<</Marked true>>/Metadata 5 0 R>>",
    "<</Type/Pages/Kids[3 0 R]/Count 1>>",
    "<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Tabs/S/Contents 4 0 R/Resources<<>>>>",
    "<</Length 30>>stream\n0.1 0.3 0.2 rg 72 72 99 9 re f\nendstream",
    "<</Type/Metadata/Subtype/XML/Length 33>>stream\n<x:xmpmeta>of its own</x:xmpmeta>\nendstream",
    "<</Producer(A typesetter)/Title(Sertifikat)>>",
)


def paper() -> bytes:
    body = b"%PDF-1.7\n"
    places = []
    for number, each in enumerate(OBJECTS, 1):
        places.append(len(body))
        body += f"{number} 0 obj\n{each}\nendobj\n".encode()
    return body + "".join(_ending(places, len(body))).encode()


def _ending(places: list[int], start: int) -> Iterator[str]:
    size = len(places) + 1
    yield f"xref\n0 {size}\n0000000000 65535 f \n"
    yield from (f"{place:010} 00000 n \n" for place in places)
    yield f"trailer\n<</Size {size}/Root 1 0 R/Info 6 0 R/ID[<{7:032x}><{7:032x}>]>>\n"
    yield f"startxref\n{start}\n%%EOF\n"
