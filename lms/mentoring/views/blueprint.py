"""What the pages of this room hang on."""

from flask import Blueprint

from lms.mentoring import shown, standings

bp = Blueprint("mentoring", __name__)
shown.enter(bp)
standings.enter(bp)
