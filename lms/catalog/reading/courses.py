"""One course folder: course.md, its modules in order, its media, and what binds them."""

from collections.abc import Mapping, Sequence
from contextlib import nullcontext
from dataclasses import dataclass, field
from pathlib import PurePosixPath
from typing import Any

from lms.catalog.reading.completion import check_completion
from lms.catalog.reading.declared import CourseDeclared
from lms.catalog.reading.front import Front, read_front
from lms.catalog.reading.grammar import KINDS, MODULE, RESERVED, SLUG
from lms.catalog.reading.listing import Listing
from lms.catalog.reading.media import largest, read_media
from lms.catalog.reading.modules import read_module
from lms.catalog.reading.named import Named
from lms.catalog.reading.page import Page
from lms.catalog.reading.prose import Addresses, Passage, check_headings, write
from lms.catalog.reading.shapes import ReadBank, ReadCourse, ReadMedia, ReadModule
from lms.catalog.reading.sheet import Sheet, open_sheet
from lms.foundation.language import say
from lms.foundation.markup import rendering_aside

COURSE = "course.md"
MEDIA = "media"
MANY = 40  # modules, from which two processes read them in less time than one


@dataclass
class CourseReader:
    """Reads the folder `slug`; every file's bytes are kept in `files`, faulty or not."""

    listing: Listing
    slug: str
    files: dict[PurePosixPath, bytes]
    bank: Mapping[str, ReadBank]  # by topic
    media: dict[str, ReadMedia] = field(default_factory=dict)
    named: list[Named] = field(default_factory=list)
    renamed: dict[str, str] = field(default_factory=dict)
    used: set[str] = field(default_factory=set)

    def read(self) -> ReadCourse | None:
        folders, files = self.listing.names(self.slug)
        if not SLUG.fullmatch(self.slug):
            mend = say("Pakai huruf kecil, angka, dan tanda hubung.")
            self.listing.wrong(self.slug, say("Nama folder kursus tidak sah."), mend)
        self._read_media(folders)
        self._name_modules(files)
        sheet = self._open(COURSE) if COURSE in files else None
        if COURSE not in files:
            mend = say("Tambahkan course.md yang berisi title, summary, dan seterusnya.")
            self.listing.wrong(f"{self.slug}/{COURSE}", say("Berkas course.md belum ada."), mend)
        front = read_front(sheet, CourseDeclared) if sheet else None
        course = self._course(sheet, front) if sheet and front else None
        modules = self._modules()
        if sheet and front:
            slugs = [named.slug for named in self.named]
            check_completion(sheet, front, slugs, modules)
        self._note_unused()
        media = tuple(self.media[name] for name in sorted(self.media))
        return ReadCourse(**course, modules=modules, media=media) if course else None

    def _modules(self) -> tuple[ReadModule, ...]:
        half = len(self.named) * 9 // 20 if len(self.named) >= MANY else len(self.named)
        first, second = self.named[:half], self.named[half:]
        with rendering_aside(lambda: self._each(second)) if second else nullcontext():
            read = self._each(first)
        return (*read, *self._each(second))

    def _each(self, named: Sequence[Named]) -> list[ReadModule]:
        return list(filter(None, map(self._module, named)))

    def read_one(self, name: str) -> ReadModule | None:
        """The module of this file name alone; None where there is none, or no front matter."""
        folders, files = self.listing.names(self.slug)
        self._read_media(folders)
        self._name_modules(files)
        return next((self._module(each) for each in self.named if each.file_name == name), None)

    def _content(self, name: str) -> bytes | None:
        path = f"{self.slug}/{name}"
        content = self.listing.content(path, largest(name))
        if content is not None:
            self.files[PurePosixPath(path)] = content
        return content

    def _open(self, name: str) -> Sheet | None:
        content = self._content(name)
        if content is None:
            return None
        return open_sheet(f"{self.slug}/{name}", content, self.listing.findings)

    def _read_media(self, folders: list[str]) -> None:
        for folder in folders:
            if folder != MEDIA:
                mend = say("Simpan gambar dan lampiran di media/; yang lain di luar folder kursus.")
                self.listing.wrong(f"{self.slug}/{folder}", say("Folder ini tidak dikenal."), mend)
        inner, names = self.listing.names(f"{self.slug}/{MEDIA}") if MEDIA in folders else ([], [])
        for folder in inner:
            path = f"{self.slug}/{MEDIA}/{folder}"
            self.listing.wrong(
                path, say("Folder media tidak dapat bersusun."), say("Pindahkan berkasnya.")
            )
        for name in (f"{MEDIA}/{name}" for name in names):
            content = self._content(name)
            path = f"{self.slug}/{name}"
            if content is not None:
                self.media[name] = read_media(path, name, content, self.listing.findings)

    def _name_modules(self, files: list[str]) -> None:
        for name in files:
            named = None if name == COURSE else self._named(name)
            if named:
                self._refuse_twins(named)
                self.named.append(named)
        self.named.sort(key=lambda each: each.number)

    def _named(self, name: str) -> Named | None:
        found = MODULE.fullmatch(name)
        kind = found["kind"] if found else None
        if found and kind in {None, *KINDS}:
            return Named.of(found)
        path = f"{self.slug}/{name}"
        mend = say(
            "Beri nama seperti 01-judul.md atau 02-judul.quiz.md; jenis lainnya %(kinds)s.",
            kinds=", ".join(KINDS[1:]),
        )
        self.listing.wrong(path, say("Nama berkas ini tidak dikenal."), mend)
        return None

    def _refuse_twins(self, named: Named) -> None:
        path = f"{self.slug}/{named.file_name}"
        if named.slug in RESERVED:
            self.listing.wrong(
                path,
                say("Nama %(slug)s dipakai situs ini.", slug=named.slug),
                say("Beri nama lain."),
            )
        for other in self.named:
            if other.number == named.number:
                text = say(
                    "Nomor %(number)s juga dipakai %(file_name)s.",
                    number=f"{named.number:02}",
                    file_name=other.file_name,
                )
                self.listing.wrong(path, text, say("Beri nomor lain."))
            if other.slug == named.slug:
                text = say(
                    "Slug %(slug)s juga dipakai %(file_name)s.",
                    slug=named.slug,
                    file_name=other.file_name,
                )
                self.listing.wrong(path, text, say("Beri nama lain."))

    def _addresses(self) -> Addresses:
        modules = {named.file_name: named.slug for named in self.named}
        return Addresses(self.slug, self.media, modules, renamed=self.renamed)

    def _module(self, named: Named) -> ReadModule | None:
        sheet = self._open(named.file_name)
        addresses = self._addresses()
        if sheet is None:
            return None
        module = read_module(named.kind, Page(sheet, named.slug, addresses, self.bank))
        self.used |= set(addresses.used)
        return module

    def _course(self, sheet: Sheet, front: Front[CourseDeclared]) -> dict[str, Any]:
        self._check(sheet, front)
        addresses = self._addresses()
        passage = Passage(front.body, sheet.lines[front.body - 1 :])
        check_headings(sheet, passage)
        rendered = write(sheet, passage, addresses)
        self.used |= set(addresses.used)
        return {
            "slug": self.slug,
            "source": sheet.source,
            "html": rendered.html,
            "facts": front.said.model_dump(mode="json"),
            "addresses": dict(addresses.used),
        }

    def _check(self, sheet: Sheet, front: Front[CourseDeclared]) -> None:
        if self.slug in front.said.prerequisites:
            line, column = front.place("prerequisites")
            sheet.wrong(
                line, say("Kursus ini mensyaratkan dirinya sendiri."), say("Hapus."), column
            )
        if not self.named:
            sheet.wrong(1, say("Kursus ini belum mempunyai modul."), say("Tambahkan 01-judul.md."))

    def _note_unused(self) -> None:
        for name in sorted(set(self.media) - self.used):
            mend = say("Tampilkan di salah satu modul atau hapus.")
            self.listing.note(f"{self.slug}/{name}", say("Berkas media ini tidak dipakai."), mend)
