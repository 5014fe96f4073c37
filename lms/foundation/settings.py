"""What an operator may set, all by environment; a wrong value stops the start with one sentence."""

from collections.abc import Mapping
from pathlib import Path
from typing import Literal
from urllib.parse import urlsplit
from zoneinfo import ZoneInfo

from pydantic import BaseModel, ConfigDict, Field, ValidationError, field_validator, model_validator

ROOT = Path(__file__).parents[2]
SHORTEST_KEY = 32
ZONES = ("Asia/Jakarta", "Asia/Pontianak", "Asia/Makassar", "Asia/Jayapura")


class SettingError(Exception):
    """A setting is wrong; the message names it and says how to mend it."""


class Settings(BaseModel):
    model_config = ConfigDict(frozen=True, populate_by_name=True)

    database_url: str = Field("", alias="LMS_DATABASE_URL")
    secret_key: str = Field("", alias="LMS_SECRET_KEY", repr=False)
    base_url: str = Field("http://127.0.0.1:8000", alias="LMS_BASE_URL")
    trusted_proxies: int = Field(0, alias="LMS_TRUSTED_PROXIES", ge=0, le=5)
    time_zone: str = Field("Asia/Jakarta", alias="LMS_TIME_ZONE")
    storage_url: str = Field("", alias="LMS_STORAGE_URL")
    mail_url: str = Field("", alias="LMS_MAIL_URL", repr=False)
    log_format: Literal["text", "json"] = Field("text", alias="LMS_LOG_FORMAT")
    siasn_url: str = Field("", alias="LMS_SIASN_URL")
    siasn_oauth: str = Field("", alias="LMS_SIASN_OAUTH", repr=False)
    siasn_sso: str = Field("", alias="LMS_SIASN_SSO", repr=False)
    siasn_agency: str = Field("", alias="LMS_SIASN_AGENCY")
    import_days: int = Field(30, alias="LMS_IMPORT_DAYS", ge=1, le=3650)
    webhooks_loopback: bool = Field(False, alias="LMS_WEBHOOKS_LOOPBACK")
    home: Path = Field(ROOT / "var", alias="LMS_HOME")

    @classmethod
    def from_environment(cls, environment: Mapping[str, str]) -> "Settings":
        """Read LMS_* names; raises SettingError with one sentence."""
        # What is set to nothing is not set: service files are full of such lines.
        given = {name: value for name, value in environment.items() if name in KNOWN and value}
        try:
            return cls.model_validate(given)
        except ValidationError as error:
            first = error.errors(include_url=False, include_input=False)[0]
            # What several settings say together names them itself.
            named = "".join(f"{part}: " for part in first["loc"])
            raise SettingError(f"{named}{first['msg'].removeprefix('Value error, ')}") from None

    @field_validator("database_url")
    @classmethod
    def _known_engine(cls, value: str) -> str:
        if value and not value.startswith(("sqlite:///", "postgresql://", "postgresql+psycopg://")):
            raise ValueError("use sqlite:///PATH or postgresql://USER@HOST/NAME")
        return value.replace("postgresql://", "postgresql+psycopg://", 1)

    @field_validator("secret_key")
    @classmethod
    def _strong_key(cls, value: str) -> str:
        if value and (len(value) < SHORTEST_KEY or len(set(value)) < SHORTEST_KEY // 4):
            raise ValueError(
                f"too weak; give at least {SHORTEST_KEY} random characters, for instance "
                "from: python3 -c 'import secrets; print(secrets.token_hex(32))'"
            )
        return value

    @field_validator("time_zone")
    @classmethod
    def _known_zone(cls, value: str) -> str:
        if value not in ZONES:
            raise ValueError(f"{value!r} is no time zone of Indonesia; use {', '.join(ZONES)}")
        return value

    @field_validator("base_url")
    @classmethod
    def _whole_url(cls, value: str) -> str:
        if urlsplit(value).scheme not in {"http", "https"} or not urlsplit(value).netloc:
            raise ValueError("give a whole address, for instance https://belajar.example.go.id")
        return value.rstrip("/")

    @field_validator("mail_url")
    @classmethod
    def _known_post_office(cls, value: str) -> str:
        url = urlsplit(value)
        by_network = url.scheme in {"smtp", "smtps"} and url.hostname
        if value and not (by_network or url.scheme == "file"):
            raise ValueError("use smtps://USER:PASSWORD@HOST, smtp://HOST or file:FOLDER")
        return value

    @field_validator("storage_url")
    @classmethod
    def _known_storage(cls, value: str) -> str:
        if value and not value.startswith("file:"):
            raise ValueError("only file:FOLDER is supported")
        return value

    @field_validator("siasn_url", "siasn_oauth", "siasn_sso")
    @classmethod
    def _guarded_url(cls, value: str) -> str:
        url = urlsplit(value)
        near = url.scheme == "http" and url.hostname in {"127.0.0.1", "localhost"}
        if value and not ((url.scheme == "https" or near) and url.hostname):
            raise ValueError("give a whole https address")
        return value.rstrip("/")

    @field_validator("siasn_oauth", "siasn_sso")
    @classmethod
    def _with_names(cls, value: str) -> str:
        if value and not (urlsplit(value).username and urlsplit(value).password):
            raise ValueError("give name and password in it: https://NAME:PASSWORD@HOST/PATH")
        return value

    @model_validator(mode="after")
    def _loopback_for_a_trial_alone(self) -> "Settings":
        if self.webhooks_loopback and self.secure:
            raise ValueError(
                "LMS_WEBHOOKS_LOOPBACK: only for trying out, and not where LMS_BASE_URL is https"
            )
        return self

    @property
    def database(self) -> str:
        """The database's address; an SQLite file in the home folder unless one is given."""
        return self.database_url or f"sqlite:///{self.home / 'lms.sqlite3'}"

    @property
    def storage(self) -> Path:
        return Path(self.storage_url.removeprefix("file:") or self.home / "files")

    @property
    def mail(self) -> str:
        return self.mail_url or f"file:{self.home / 'mail'}"

    @property
    def zone(self) -> ZoneInfo:
        return ZoneInfo(self.time_zone)

    @property
    def secure(self) -> bool:
        """Whether people reach the site by https."""
        return self.base_url.startswith("https://")


KNOWN = {str(field.alias) for field in Settings.model_fields.values()}
