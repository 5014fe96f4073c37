"""The room's blueprint, on which its pages hang."""

from flask import Blueprint

from lms.learning import shown

bp = Blueprint("learning", __name__)
shown.enter(bp)
