"""A panel whose two judges have rated everything in both rounds, and one that has just begun."""

from desks import person_id
from lms.assessment import actions, queries
from lms.assessment.actions import Plan
from lms.catalog import queries as catalog
from sites import Site

WHO = "Pegawai yang dapat menjelaskan layanan digital kepada warga, tetapi masih perlu didampingi."


def let_judge(site: Site, slug: str, module_slug: str) -> str:
    """Answers where the invitation of a judge of the newer one is taken back."""
    course = catalog.course(slug)
    module = catalog.current(course).module(module_slug)
    assert module
    leader = person_id(site, "trainer")
    plan = Plan("batas-uji", "Batas lulus kuis akhir Dasar-Dasar Pemerintahan Digital", WHO)
    panel = actions.make_panel(course, module, plan, leader)
    judges = [person_id(site, role) for role in ("mentor", "unit_head")]
    places = list(queries.cut_items(panel.id))
    for judge in judges:
        actions.invite(panel, judge, leader)
        actions.keep_ratings(panel, judge, {place: 40 + (judge * place) % 50 for place in places})
    actions.close_round(panel, leader)
    actions.close_round(panel, leader)
    newer = actions.make_panel(course, module, Plan("batas-baru", "Batas lulus 2027", WHO), leader)
    invited = person_id(site, "bkd_data")
    actions.invite(newer, invited, leader)
    return f"/cuts/{newer.slug}/judges/{invited}/withdrawal"
