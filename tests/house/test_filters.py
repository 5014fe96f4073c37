"""Templates of all rooms share their filters and globals, so no two of them may have one name."""

from typing import Any

import pytest
from jinja2 import Environment

from databases import settings_for
from lms.app import create_app
from lms.web.site import Site


class Once(dict[str, Any]):
    """Refuses a second thing of ours under a name, which would take the first one's place."""

    def __setitem__(self, name: str, thing: Any) -> None:
        held = self.get(name, thing)
        owner = str(getattr(held, "__module__", ""))
        assert held is thing or owner[:4] != "lms.", f"{name} is {owner}'s; find another name"
        super().__setitem__(name, thing)


def test_each_filter_and_global_has_a_name_of_its_own(
    tmp_path: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    make = Site.create_jinja_environment

    def made(site: Site) -> Environment:
        environment = make(site)
        environment.filters = Once(environment.filters)
        environment.globals = Once(environment.globals)
        return environment

    monkeypatch.setattr(Site, "create_jinja_environment", made)
    app = create_app(settings_for(f"sqlite:///{tmp_path}/a.sqlite3", tmp_path))
    assert "certificate_step" in app.jinja_env.filters
