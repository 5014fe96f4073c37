"""The catalogue, a course, and its modules as a learner meets them."""

from lms.catalog import kinds
from lms.learning import discussion, lesson
from lms.learning.views import catalogue, course, discussions, moderation, modules
from lms.learning.views.blueprint import bp

PAGES = (
    catalogue,
    course,
    discussions,
    moderation,
    modules,
)  # importing them hangs them on the blueprint

kinds.enter(lesson.KIND)
kinds.enter(discussion.KIND)

__all__ = ["PAGES", "bp"]
