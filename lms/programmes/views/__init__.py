"""The pages of programmes: following one, and making them."""

from lms.programmes.views import following as following
from lms.programmes.views import making as making
from lms.programmes.views.blueprint import bp as bp
