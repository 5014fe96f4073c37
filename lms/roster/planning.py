"""What a row of a file changes, from the row and the roster of today; nothing is asked or written.

A row that says what is known already changes nothing, so a file can be imported any number of
times. What is empty in the file says nothing and takes nothing away.
"""

from datetime import date, timedelta

from lms.foundation.language import Said, say
from lms.roster.comparing import Change, by_number, differs, facts, guarded, judged, kind, whose
from lms.roster.known import Known, Roster, Standing
from lms.roster.models import Kind
from lms.roster.offices import Offices, Place
from lms.roster.values import Row

A_DAY = timedelta(days=1)


class Planner:
    """Goes through the rows of one file, in their order."""

    def __init__(self, offices: Offices, day: date) -> None:
        self.offices, self.day = offices, day
        self._seen: dict[str, int] = {}

    def change(self, row: Row, roster: Roster) -> Change:
        faults = [*row.faults, *self._twice(row)]
        known, wrong = whose(row, roster)
        faults += wrong
        if known and known.elsewhere:
            text = say(
                "Orang ini tercatat di %(agency)s, sehingga tidak dapat diubah dari sini.",
                agency=known.elsewhere,
            )
            faults.append(text)
        if faults:
            return Change(row.number, Kind.BAD, row.nip, reasons=tuple(faults))
        return self._existing(row, known) if known else self._new(row)

    def _twice(self, row: Row) -> list[Said]:
        found: list[Said] = []
        for number in {row.nip, row.old_nip} - {""}:
            before = self._seen.setdefault(number, row.number)
            if before != row.number:
                found.append(say("NIP ini sudah ada di baris %(row)d.", row=before))
        return found

    def _new(self, row: Row) -> Change:
        if row.gone:  # has left before we knew of them
            return Change(row.number, Kind.UNCHANGED, row.nip)
        change = Change(row.number, Kind.ADDED, row.nip, name=row.name, placed=True)
        change.email, change.contract = row.email or None, row.contract
        change.staff = row.staff or by_number(row.nip)
        faults: list[Said] = [] if row.name else [say("Nama kosong.")]
        self._find_place(row, change, faults)
        change.rank, change.since = row.rank or "–", row.since or self.day
        return judged(change, faults)

    def _existing(self, row: Row, known: Known) -> Change:
        if row.gone:
            return self._gone(row, known)
        change = facts(row, known)
        faults = guarded(row, known)
        if not known.active:
            return self._returning(row, known, change, faults)
        self._move(row, known, change, faults)
        change.kind = kind(known, change)
        return judged(change, faults)

    def _gone(self, row: Row, known: Known) -> Change:
        change = facts(row, known)
        if not known.active:
            return Change(row.number, Kind.UNCHANGED, row.nip)
        change.kind, change.since = Kind.RETIRED, row.since or self.day
        change.nip, change.name, change.email = known.nip, known.name, known.email
        change.staff, change.contract = known.staff, known.contract
        if known.standing and change.since <= known.standing.since:
            change.since = max(self.day, known.standing.since + A_DAY)
        faults: list[Said] = []
        if change.since > self.day + A_DAY or known.upcoming:
            faults.append(say("Baru keluar pada hari yang akan datang. Impor lagi mulai hari itu."))
        if known.holds:
            faults.append(say("Orang ini memegang peran. Akhiri dulu perannya."))
        return judged(change, faults)

    def _returning(self, row: Row, known: Known, change: Change, faults: list[Said]) -> Change:
        if known.standing:
            if row.gone is None and not differs(known, change):
                return Change(row.number, Kind.UNCHANGED, row.nip)
            faults.append(say("Akun orang ini ditutup oleh administrator. Buka dulu akunnya."))
            return judged(change, faults)
        change.kind, change.placed = Kind.RETURNED, True
        self._find_place(row, change, faults)
        change.rank, change.since = row.rank or "–", row.since or self.day
        return judged(change, faults)

    def _find_place(self, row: Row, change: Change, faults: list[Said]) -> None:
        if not (row.unit or row.unit_code):
            faults.append(say("Unit kerja kosong."))
        else:
            change.unit = self.offices.unit(row.unit_code, row.unit, row.parent)
        if row.post:
            change.post = self.offices.post(row.post, row.level)
        else:
            faults.append(say("Jabatan kosong."))
        faults += [it.fault for it in (change.unit, change.post) if it.fault]

    def _move(self, row: Row, known: Known, change: Change, faults: list[Said]) -> None:
        """To another unit, post or rank, where the row names one that is not theirs already."""
        at = known.standing
        if at is None:
            if row.unit or row.unit_code:
                change.placed = True
                self._find_place(row, change, faults)
                change.rank, change.since = row.rank or "–", row.since or self.day
            return
        change.unit, change.post, change.rank = Place(at.unit_id), Place(at.post_id), at.rank
        if row.unit or row.unit_code:
            change.unit = self.offices.unit(row.unit_code, row.unit, row.parent)
        if row.post:
            change.post = self.offices.post(row.post, row.level)
        change.rank = row.rank or at.rank
        faults += [it.fault for it in (change.unit, change.post) if it.fault]
        here = (at.unit_id, at.post_id, at.rank)
        change.placed = (change.unit.id, change.post.id, change.rank) != here
        if change.placed and not faults:
            self._date(row, known, at, change, faults)

    def _date(
        self, row: Row, known: Known, at: Standing, change: Change, faults: list[Said]
    ) -> None:
        wanted = row.since if row.since and row.since > at.since else self.day
        if known.upcoming:
            faults.append(say("Sudah ada penempatan yang akan datang. Tunggu, atau ubah di sana."))
        elif wanted <= at.since:
            faults.append(
                say("Penempatannya sekarang mulai pada atau setelah tanggal perubahan ini.")
            )
        change.since = wanted
