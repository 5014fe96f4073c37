"""What mentees answer to their feedback, and how far the two have read each other."""

from datetime import timedelta

from lms.assignments.queries import submission as find_work
from lms.assignments.queries import works_of
from lms.demo.story import Stage, Story
from lms.foundation import clock
from lms.foundation.database import db
from lms.mentoring import actions as mentoring
from lms.mentoring import queries
from lms.mentoring.models import Message, ReadMark

READ_BY_THEN = timedelta(days=30)  # an answer younger than that is still new to the mentor


def answer(story: Story) -> None:
    """Let the person answer what was last said of their work."""
    if story.answer is None or story.reviewer is None:
        return
    sent = story.submission
    thread_id = queries.thread_of(works_of(find_work(sent.id))) or 0
    moment = min(story.moment + timedelta(hours=story.chance.randint(2, 20)), clock.now())
    with clock.at(moment):
        said = mentoring.write(thread_id, story.person.id, story.answer)
    _read(said, story.person.id)
    if story.stage > Stage.RETURNED and clock.now() - said.at > READ_BY_THEN:
        _read(said, story.reviewer.id)


def _read(said: Message, reader_id: int) -> None:
    """The read log is kept aside of a request's transaction; a story has one for everything."""
    mark = ReadMark(thread_id=said.thread_id, person_id=reader_id, message_id=said.id, at=said.at)
    db.session.merge(mark)
