"""Whether this site may speak with SIASN, and for which agency."""

from flask import current_app

from lms.foundation.settings import Settings
from lms.identity.models import Agency
from lms.siasn.answers import Siasn
from lms.siasn.wire import Wire

NAMES = {
    "LMS_SIASN_URL": "siasn_url",
    "LMS_SIASN_OAUTH": "siasn_oauth",
    "LMS_SIASN_SSO": "siasn_sso",
    "LMS_SIASN_AGENCY": "siasn_agency",
}


def unset() -> list[str]:
    """Which settings of SIASN's are not given."""
    settings = _settings()
    return [name for name, field in NAMES.items() if not getattr(settings, field)]


def is_on(agency: Agency | None) -> bool:
    """An account at SIASN belongs to one agency; the others of the site send by files."""
    return agency is not None and not unset() and agency.code == _settings().siasn_agency


def reach(agency: Agency | None) -> Siasn | None:
    if not is_on(agency):
        return None
    settings = _settings()
    return Wire(settings.siasn_url, settings.siasn_oauth, settings.siasn_sso)


def _settings() -> Settings:
    settings: Settings = current_app.config["SETTINGS"]
    return settings
