"""Every setting comes from the environment; a wrong one is one sentence that names it."""

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lms.foundation.settings import KNOWN, SettingError, Settings

STRONG = "7d1f4a6b9c2e8035f1a7d4c6b8e90213"
WRONG = {
    "LMS_DATABASE_URL": ["mysql://x", "lms.sqlite3", "sqlite://x"],
    "LMS_SECRET_KEY": ["short", "a" * 40, "abc" * 20],
    "LMS_BASE_URL": ["belajar.example.go.id", "ftp://x", "https://"],
    "LMS_TRUSTED_PROXIES": ["many", "-1", "9"],
    "LMS_TIME_ZONE": ["Jambi", "../../etc/passwd", "UTC+7", "Europe/London"],
    "LMS_MAIL_URL": ["smtp", "smtps://", "mail.example.go.id", "http://x"],
    "LMS_STORAGE_URL": ["s3://bucket", "files"],
    "LMS_LOG_FORMAT": ["xml"],
    "LMS_SIASN_URL": ["apimws.bkn.go.id", "http://siasn.example.go.id", "ftp://x"],
    "LMS_SIASN_OAUTH": ["https://siasn.example.go.id/token", "https://", "http://a:b@x"],
    "LMS_SIASN_SSO": ["https://only-a-name@siasn.example.go.id/token"],
    "LMS_IMPORT_DAYS": ["0", "-1", "many", "99999"],
    "LMS_WEBHOOKS_LOOPBACK": ["perhaps", "7"],
}


@pytest.mark.parametrize(
    ("name", "value"), [(name, value) for name, values in WRONG.items() for value in values]
)
def test_a_wrong_value_is_one_sentence_that_names_it(name: str, value: str) -> None:
    with pytest.raises(SettingError) as refused:
        Settings.from_environment({name: value})
    sentence = str(refused.value)
    assert sentence.startswith(f"{name}: ")
    assert "\n" not in sentence


def test_a_secret_is_not_told_by_its_own_fault() -> None:
    with pytest.raises(SettingError) as refused:
        Settings.from_environment({"LMS_SECRET_KEY": "rahasia-saya"})
    assert "rahasia" not in str(refused.value)
    held = Settings.from_environment({"LMS_SECRET_KEY": STRONG, "LMS_MAIL_URL": "smtp://u:pw@h"})
    assert STRONG not in repr(held)
    assert "pw" not in repr(held)
    held = Settings.from_environment({"LMS_SIASN_SSO": "https://u:pw@sso.example.go.id/token"})
    assert "pw" not in repr(held)


def test_what_is_set_to_nothing_is_not_set() -> None:
    assert Settings.from_environment(dict.fromkeys(KNOWN, "")) == Settings.from_environment({})


def test_by_default_all_lies_in_one_folder() -> None:
    held = Settings.from_environment({"LMS_HOME": "/srv/lms"})
    assert held.database == "sqlite:////srv/lms/lms.sqlite3"
    assert held.storage == Path("/srv/lms/files")
    assert held.mail == "file:/srv/lms/mail"
    assert not held.secure


def test_postgresql_is_reached_by_its_usual_address() -> None:
    held = Settings.from_environment({"LMS_DATABASE_URL": "postgresql://lms@db/lms"})
    assert held.database == "postgresql+psycopg://lms@db/lms"


def test_an_address_with_https_is_secure() -> None:
    assert Settings.from_environment({"LMS_BASE_URL": "https://belajar.example.go.id/"}).secure


def test_webhooks_go_to_the_machine_itself_only_where_a_site_is_tried_out() -> None:
    given = {"LMS_WEBHOOKS_LOOPBACK": "1"}
    assert Settings.from_environment(given).webhooks_loopback
    assert not Settings.from_environment({}).webhooks_loopback
    with pytest.raises(SettingError) as refused:
        Settings.from_environment(given | {"LMS_BASE_URL": "https://belajar.example.go.id"})
    assert str(refused.value).startswith("LMS_WEBHOOKS_LOOPBACK: ")


@given(name=st.sampled_from(sorted(KNOWN)), value=st.text(max_size=40))
def test_anything_at_all_is_taken_or_refused_in_a_sentence(name: str, value: str) -> None:
    try:
        Settings.from_environment({name: value})
    except SettingError as refused:
        assert name in str(refused)  # noqa: PT017  either outcome is right
