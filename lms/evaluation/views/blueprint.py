"""The room's blueprint, on which its pages hang."""

from flask import Blueprint

from lms.evaluation import shown

bp = Blueprint("evaluation", __name__)
shown.enter(bp)
