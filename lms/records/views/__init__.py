"""The transcript that everyone has, the register that officers keep, and what is taken from it."""

from lms.records.views import claims as claims
from lms.records.views import exports as exports
from lms.records.views import fulfilment as fulfilment
from lms.records.views import looks as looks
from lms.records.views import prepared as prepared
from lms.records.views import register as register
from lms.records.views import verifying as verifying
from lms.records.views.blueprint import bp as bp
