"""The room's blueprint, on which its pages hang."""

from flask import Blueprint

from lms.sessions import shown

bp = Blueprint("sessions", __name__)
shown.enter(bp)
