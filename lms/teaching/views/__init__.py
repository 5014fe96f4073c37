"""The pages of those who lead courses."""

from lms.teaching.views import notices as notices
from lms.teaching.views import people as people
from lms.teaching.views import runs as runs
from lms.teaching.views import withdrawing as withdrawing
from lms.teaching.views.blueprint import bp as bp
