"""The catalogue, a course, and its modules as a learner meets them."""

from lms.catalog import kinds
from lms.learning import discussion, lesson, offered
from lms.learning.views import (
    applying,
    catalogue,
    course,
    discussions,
    moderation,
    modules,
    offering,
)
from lms.learning.views.blueprint import bp

PAGES = (
    applying,
    catalogue,
    course,
    discussions,
    moderation,
    modules,
    offering,
)  # importing them hangs them on the blueprint

for kind in (lesson.KIND, discussion.KIND, *offered.KINDS):
    kinds.enter(kind)

__all__ = ["PAGES", "bp"]
