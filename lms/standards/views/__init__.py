"""The rules of JP and the parts of the index: what holds, held and shall hold, and who agreed."""

from lms.standards.views import parts as parts
from lms.standards.views import rules as rules
from lms.standards.views.blueprint import bp as bp
