"""The room's blueprint, on which its pages hang."""

from flask import Blueprint

from lms.scenarios import shown

bp = Blueprint("scenarios", __name__)
shown.enter(bp)
