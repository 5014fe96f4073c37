"""What the pages of this room hang on."""

from flask import Blueprint

from lms.bank import analysis_shown, shown

bp = Blueprint("bank", __name__)
shown.enter(bp)
analysis_shown.enter(bp)
