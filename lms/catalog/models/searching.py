"""What the catalogue is searched by: the words of each course's current revision.

Written in the transaction that publishes; made anew from the revision at any time. Plain rows,
which both engines hold alike; what is found in them is worked out in Python (`queries.finding`).
"""

from sqlalchemy import ForeignKey, LargeBinary, Text
from sqlalchemy.orm import Mapped, mapped_column

from lms.foundation.database import Base


class SearchedCourse(Base):
    """A course as a whole."""

    __tablename__ = "searched_course"

    course_id: Mapped[int] = mapped_column(ForeignKey("course.id"), primary_key=True)
    length: Mapped[int]  # the weights of all its words
    words: Mapped[str] = mapped_column(Text)  # each once, for who types one wrongly


class SearchedText(Base):
    """What may be shown of a place where words were found: 0 is course.md, from 1 the modules."""

    __tablename__ = "searched_text"

    course_id: Mapped[int] = mapped_column(ForeignKey("course.id"), primary_key=True)
    place: Mapped[int] = mapped_column(primary_key=True)
    text: Mapped[str] = mapped_column(Text)


class SearchTerm(Base):
    """Where one course has one term; `places` are packed (`lms.catalog.postings`)."""

    __tablename__ = "search_term"
    __table_args__ = {"sqlite_with_rowid": False}  # noqa: RUF012  SQLAlchemy's; a term's rows lie together

    term: Mapped[str] = mapped_column(primary_key=True)
    course_id: Mapped[int] = mapped_column(ForeignKey("course.id"), primary_key=True, index=True)
    weight: Mapped[int]  # over all its places
    places: Mapped[bytes] = mapped_column(LargeBinary)
