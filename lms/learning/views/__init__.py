"""The catalogue, a course, and its modules as a learner meets them."""

from lms.catalog import kinds
from lms.learning import lesson
from lms.learning.views import catalogue, course, modules
from lms.learning.views.blueprint import bp

PAGES = (catalogue, course, modules)  # importing them hangs them on the blueprint

kinds.enter(lesson.KIND)

__all__ = ["PAGES", "bp"]
