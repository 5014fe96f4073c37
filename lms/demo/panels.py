"""Two panels for cut scores: one has decided, one is in its first round and waits for Wati."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from random import Random

from lms.assessment import actions, queries
from lms.assessment.actions import Plan, Verdict
from lms.assessment.models import CutPanel, Rounding
from lms.assessment.models.panels import FIRST
from lms.catalog.library import outline
from lms.catalog.models import Course
from lms.demo.people import Province
from lms.foundation import clock
from lms.identity.models import Person

DECIDED = Plan(
    "dasar-digital-2026",
    "Batas lulus kuis akhir Dasar-Dasar Pemerintahan Digital",
    "Pelaksana yang baru setahun melayani warga. Ia dapat menjelaskan untuk apa data diminta dan "
    "mengenali pesan pengelabuan yang lazim, tetapi masih ragu pada kasus yang tidak biasa dan "
    "masih perlu bertanya sebelum menyusun formulir baru.",
)
OPEN = Plan(
    "kepemimpinan-2027",
    "Batas lulus uji akhir Kepemimpinan yang Menumbuhkan Tim",
    "Ketua tim yang baru ditunjuk. Ia dapat menyampaikan umpan balik dengan contoh dan mencatat "
    "alasan keputusannya, tetapi belum terbiasa memeriksa akibat bagi orang yang tidak hadir.",
)
REASON = (
    "Dua penilai paling ketat mengakui membayangkan pegawai yang sudah mahir. Panel sepakat turun "
    "satu galat baku supaya yang kompeten sebatas minimal tidak gagal karena kebetulan."
)
# How far each judge of the first panel lies from the others, by the role of who judges.
LEANING = {
    "mentor": 5,
    "unit_head": -9,
    "bkd_data": 1,
    "bpsdm_penyelenggara": 4,
    "administrator": -5,
}
OF_ALL, OF_SOME = "mentor", "bpsdm_penyelenggara"  # how far two are in the second panel
SHARE = 0.6


@dataclass(frozen=True)
class Sitting:
    """A panel with who runs it; each day is counted back from now."""

    panel: CutPanel
    lead: Person
    now: datetime
    chance: Random

    def day(self, ago: int, hour: int = 9) -> datetime:
        return clock.local(self.now - timedelta(days=ago)).replace(hour=hour, minute=15)

    def rate(self, judge: Person, given: Mapping[int, int], ago: int) -> None:
        with clock.at(self.day(ago, 10)):
            actions.keep_ratings(self.panel, judge.id, given)

    def close(self, ago: int) -> None:
        with clock.at(self.day(ago, 15)):
            actions.close_round(self.panel, self.lead.id)

    def thought(self, leaning: int) -> dict[int, int]:
        """What one judge says of each question, in steps of five."""
        found = {}
        for place, asked in queries.cut_items(self.panel.id).items():
            ease = int(asked.digest[:4], 16) / 0xFFFF
            percent = 55 + 30 * ease + leaning + self.chance.randint(-11, 11)
            found[place] = _in_fives(percent)
        return found


def _in_fives(percent: float) -> int:
    return min(95, max(15, 5 * round(percent / 5)))


def tell_of_panels(province: Province, courses: list[Course], colleagues: list[Person]) -> None:
    by_slug = {each.slug: each for each in courses}
    lead, now = province.named["trainer"], clock.now()
    basics, leading = by_slug.get("dasar-pemerintahan-digital"), by_slug.get("kepemimpinan")
    if basics:
        judges = {role: province.named[role] for role in LEANING}
        _decide(_call(basics, "kuis-akhir", DECIDED, lead, now - timedelta(days=62)), judges)
    if leading:
        sitting = _call(leading, "uji-akhir", OPEN, lead, now - timedelta(days=9))
        _begin(sitting, province, colleagues)


def _call(course: Course, slug: str, plan: Plan, lead: Person, moment: datetime) -> Sitting:
    module = outline(course.revision_id or 0).module(slug)
    assert module, f"{course.slug} has no {slug}"
    with clock.at(moment):
        panel = actions.make_panel(course, module, plan, lead.id)
    return Sitting(panel, lead, clock.now(), Random(plan.slug))  # noqa: S311  invented


def _invite(sitting: Sitting, judges: list[Person], ago: int) -> None:
    with clock.at(sitting.day(ago)):
        for judge in judges:
            actions.invite(sitting.panel, judge.id, sitting.lead.id)


def _decide(sitting: Sitting, judges: Mapping[str, Person]) -> None:
    _invite(sitting, list(judges.values()), 61)
    for ago, (role, judge) in zip(range(58, 50, -1), judges.items(), strict=False):
        sitting.rate(judge, sitting.thought(LEANING[role]), ago)
    sitting.close(52)
    _come_closer(sitting, judges)
    sitting.close(44)
    with clock.at(sitting.day(42)):
        verdict = Verdict(-1, Rounding.WHOLE, REASON, clock.today())
        actions.decide(sitting.panel, verdict, sitting.lead.id)


def _come_closer(sitting: Sitting, judges: Mapping[str, Person]) -> None:
    """Who lies far from the mean of the first round goes half of the way."""
    came = queries.cut_outcome(sitting.panel.id, FIRST)
    assert came, "Nobody has rated everything"
    for ago, judge in zip(range(50, 44, -1), judges.values(), strict=False):
        own = queries.own_ratings(sitting.panel.id, FIRST, judge.id)
        means = {place: float(spread.mean) for place, spread in came.items.items()}
        sitting.rate(
            judge,
            {
                place: _in_fives((said + means[place]) / 2)
                for place, said in own.items()
                if abs(said - means[place]) > 7
            },
            ago,
        )


def _begin(sitting: Sitting, province: Province, colleagues: list[Person]) -> None:
    """One judge is through, one on the way; Wati and a colleague have yet to begin."""
    through, on_the_way = province.named[OF_ALL], province.named[OF_SOME]
    _invite(sitting, [through, on_the_way, *colleagues[:1], sitting.lead], 8)
    sitting.rate(through, sitting.thought(3), 4)
    said = sitting.thought(-4)
    some = list(said)[: int(SHARE * len(said))]
    sitting.rate(on_the_way, {place: said[place] for place in some}, 2)
