"""How many JP a record earns: by the form's dated rule, and once a year for the same course."""

from collections.abc import Callable
from datetime import UTC, date, datetime

from sqlalchemy import select, update

from courses import COURSE
from lms.foundation import clock
from lms.foundation.database import db, transaction
from lms.records.models import JpCredit
from lms.standards.models import JpRule
from registers import Learner, completions

Publish = Callable[..., str]


def credited() -> list[int]:
    return list(db.session.scalars(select(JpCredit.jp).order_by(JpCredit.id)))


def test_a_form_with_its_own_measure_is_credited_by_it(rani: Learner, publish: Publish) -> None:
    publish(**{"course.md": COURSE.replace("form: 16", "form: 9")})
    rani.finish()
    assert [(each.form_code, each.jp) for each in completions()] == [(9, 4)]
    publish(**{"course.md": COURSE.replace("form: 16", "form: 9").replace("jp: 4", "jp: 11")})
    rani.finish()
    assert [each.jp for each in completions()] == [4, 4]  # each seminar counts, by its rule


def test_a_gap_in_the_rules_does_not_cost_the_learner_the_record(rani: Learner) -> None:
    with transaction():
        ended = update(JpRule).where(JpRule.form_code == 16).values(until=date(2026, 1, 1))
        db.session.execute(ended)
    rani.finish()
    (found,) = completions()
    assert (found.jp, found.jp_rule_id) == (0, None)
    assert "Belum ada aturan JP" in found.legal_basis
    assert credited() == []


def test_the_same_course_again_in_one_year_earns_nothing_more(rani: Learner) -> None:
    rani.finish()
    rani.finish()
    first, second = completions()
    assert (first.jp, second.jp) == (4, 0)
    assert "pengulangan" in second.legal_basis
    assert sum(credited()) == 4


def test_the_same_course_in_the_next_year_earns_again(rani: Learner) -> None:
    rani.finish()
    with clock.at(datetime(2027, 1, 5, 3, tzinfo=UTC)):
        Learner(rani.browser, rani.someone).finish()
    assert [each.jp for each in completions()] == [4, 4]
