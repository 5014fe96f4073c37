"""The front door: settings in, an application out."""

import secrets
from os import environ

from flask import Flask, current_app, request
from flask_login import current_user

from lms.api import working as api_work
from lms.api.views import bp as api
from lms.approvals.views import bp as approvals
from lms.assessment.views import bp as quizzes
from lms.assessment.views.sitting.hurrying import AT_THE_WICKET
from lms.assignments import letters as group_letters
from lms.assignments.views import BLUEPRINTS as ASSIGNMENTS
from lms.authoring import letters as author_letters
from lms.authoring import timely
from lms.authoring.views import bp as authoring
from lms.bank.views import bp as bank
from lms.catalog import library
from lms.catalog.views import bp as catalog
from lms.certificates.views import bp as certificates
from lms.competency.shown import bp as competency
from lms.evaluation.views import bp as evaluation
from lms.exchange import working
from lms.exchange.views import bp as exchange
from lms.foundation import clock, database, engines, marks, settings
from lms.foundation.settings import ROOT, Settings
from lms.home.views import bp as home
from lms.identity import forgetting, letters
from lms.identity.views import bp as identity
from lms.learning import letters as place_letters
from lms.learning.views import bp as learning
from lms.mandates import working as mandate_work
from lms.mandates.views import bp as mandates
from lms.mentoring.views import bp as mentoring
from lms.notices import letters as notice_letters
from lms.notices.views import bp as notices
from lms.programmes.views import bp as programmes
from lms.records import letters as claim_letters
from lms.records import preparing
from lms.records.views import bp as records
from lms.reports.views import bp as reports
from lms.roster import folder as roster_files
from lms.roster import working as roster_work
from lms.roster.views import bp as roster
from lms.scenarios.views import bp as scenarios
from lms.seals.views import bp as seals
from lms.sessions.views import bp as sessions
from lms.siasn import sending as siasn_work
from lms.siasn.views import bp as siasn
from lms.standards.views import bp as standards
from lms.teaching.views import bp as teaching
from lms.upkeep.views import bp as upkeep
from lms.web import (
    access,
    assets,
    errors,
    forms,
    headers,
    kept,
    language,
    metrics,
    reception,
    request_log,
    shown,
    views,
)
from lms.web.seats import Seats
from lms.web.site import Site
from lms.web.wicket import Wicket
from lms.webhooks import working as webhook_work
from lms.webhooks.views import bp as webhooks

MIGRATIONS = str(ROOT / "migrations")
LARGEST_REQUEST = 10 * 2**20
ROOMS = (
    identity,
    roster,
    seals,
    standards,
    notices,
    catalog,
    learning,
    quizzes,
    *ASSIGNMENTS,
    bank,
    exchange,
    authoring,
    competency,
    mentoring,
    records,
    certificates,
    siasn,
    evaluation,
    *(sessions, programmes, scenarios, mandates, webhooks),
    teaching,
    approvals,
    reports,
    upkeep,
    api,
    home,
)
# Importing them is what makes their jobs known; the other rooms' come with their views.
WORKING = (
    *(author_letters, claim_letters, forgetting, group_letters, letters, notice_letters),
    *(mandate_work, place_letters, preparing, roster_files, roster_work, siasn_work, timely),
    *(webhook_work, working, api_work),
)


def create_app(given: Settings | None = None) -> Flask:
    """Build the application; raises SettingError with one sentence where a setting is wrong."""
    chosen = given or Settings.from_environment(environ)
    app = Site("lms", root_path=str(ROOT), template_folder="templates", static_folder=None)
    _configure(app, chosen)
    database.db.init_app(app)
    app.extensions["assets"] = assets.Assets(ROOT / "static")
    app.wsgi_app = Seats(app.wsgi_app, LARGEST_REQUEST)  # type: ignore[method-assign, assignment]  # Flask's own advice
    app.wsgi_app = Wicket(app, *AT_THE_WICKET)  # type: ignore[method-assign, assignment]  # Flask's own advice
    headers.dress(app)
    request_log.keep(app, metrics.measure(app))
    language.speak(app, str(ROOT / "translations"))
    forms.protect(app)
    access.guard(app)
    reception.receive(app)
    errors.answer_errors(app)
    _furnish_templates(app)
    _open_rooms(app)
    return app


def _configure(app: Flask, chosen: Settings) -> None:
    clock.Clock.zone = chosen.zone
    app.config.update(
        SETTINGS=chosen,
        SECRET_KEY=chosen.secret_key or _demo_key(chosen),
        SQLALCHEMY_DATABASE_URI=chosen.database,
        SQLALCHEMY_ENGINE_OPTIONS=engines.engine_options(chosen.database),
        MIGRATIONS=MIGRATIONS,
        MAX_CONTENT_LENGTH=LARGEST_REQUEST,
        MAX_FORM_MEMORY_SIZE=2 * 2**20,
        SESSION_COOKIE_NAME="__Host-session" if chosen.secure else "session",
        SESSION_COOKIE_SECURE=chosen.secure,
        SESSION_COOKIE_HTTPONLY=True,
        SESSION_COOKIE_SAMESITE="Lax",
        SESSION_REFRESH_EACH_REQUEST=False,
        WTF_CSRF_TIME_LIMIT=None,  # a form lives as long as the session that it was shown to
        TEMPLATES_AUTO_RELOAD=False,
    )


def _demo_key(chosen: Settings) -> str:
    """A key for a site on this machine only; one is required as soon as others can reach it."""
    if chosen.secure:
        raise settings.SettingError("LMS_SECRET_KEY: required for a site that others can reach")
    path = chosen.home / "secret_key"
    if not path.exists():
        path.parent.mkdir(parents=True, exist_ok=True)
        path.touch(mode=0o600)
        path.write_text(secrets.token_hex(32))
    return path.read_text()


def _furnish_templates(app: Flask) -> None:
    app.jinja_env.filters.update(shown.FILTERS)
    app.jinja_env.globals.update(asset=assets.asset, csrf_token=forms.token)
    app.jinja_env.trim_blocks = app.jinja_env.lstrip_blocks = True
    app.context_processor(_of_every_page)


def _of_every_page() -> dict[str, object]:
    theme = request.cookies.get("theme", "") if request else ""
    return {
        "agency_name": getattr(current_user, "agency_name", "") or "Provinsi Jambi",
        "save_data": bool(request) and request.headers.get("Save-Data") == "on",
        "theme": theme if theme in {"light", "dark"} else "",
        "demo": _is_demonstration(),
        "here": "",
        # Flask-WTF puts its own here, which knows no holes: one reader's token in all kept pages.
        "csrf_token": forms.token,
    }


def _is_demonstration() -> bool:
    """Asked of the database once: the mark is set before a site is first served."""
    if "DEMONSTRATION" not in current_app.config:
        try:
            current_app.config["DEMONSTRATION"] = marks.is_marked(marks.DEMONSTRATION)
        except errors.AWAY:
            return False  # the page that says so must still be shown
    return bool(current_app.config["DEMONSTRATION"])


def _open_rooms(app: Flask) -> None:
    for shelf in (library, kept):
        shelf.forget()  # shelves are the process's; another database may have been on them
    for blueprint in (assets.bp, views.bp, *ROOMS):
        app.register_blueprint(blueprint)
