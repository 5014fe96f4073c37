"""The pages of mandates: making them, following them, and each person's duty."""

from lms.mandates.views import duties as duties
from lms.mandates.views import ending as ending
from lms.mandates.views import following as following
from lms.mandates.views import making as making
from lms.mandates.views.blueprint import bp as bp
