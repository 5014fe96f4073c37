"""What a database says about the whole site, such as that its people are invented."""

from datetime import datetime

from sqlalchemy import bindparam, select
from sqlalchemy.orm import Mapped, mapped_column

from lms.foundation import clock
from lms.foundation.database import Base, db
from lms.foundation.prepared import Prepared

DEMONSTRATION = "demonstration"


class SiteMark(Base):
    __tablename__ = "site_mark"

    name: Mapped[str] = mapped_column(primary_key=True)
    since: Mapped[datetime]


_MARKED = Prepared(select(SiteMark.name).where(SiteMark.name == bindparam("mark")))


def mark(name: str) -> None:
    db.session.add(SiteMark(name=name, since=clock.now()))


def is_marked(name: str) -> bool:
    return _MARKED.first(mark=name) is not None
