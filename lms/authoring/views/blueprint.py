"""What the pages of this room hang on."""

from flask import Blueprint

bp = Blueprint("authoring", __name__)
