"""The application with views that only these tests have."""

import pytest
from flask import Flask

from web.views import furnish


@pytest.fixture
def app(app: Flask) -> Flask:
    return furnish(app)
