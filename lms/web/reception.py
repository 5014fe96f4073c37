"""How every request is received, in this order, and how its answer leaves."""

from flask import Flask, Response
from flask.typing import ResponseReturnValue

from lms.web import access, forms, headers, language, problems, request_log, transaction, wicket
from lms.web.site import the_request
from lms.web.transaction import SAFE


def receive(app: Flask) -> None:
    """One function before the view and one after it: each further one costs every page."""

    def before() -> ResponseReturnValue | None:
        asked = the_request()
        view = app.view_functions.get(asked.endpoint or "")
        request_log.name(asked)
        if problems.is_for_programs(asked):  # who it is tells a token, at the view itself
            language.listen_to_program(asked)
            return None
        language.listen(asked)
        if asked.method in SAFE:
            return access.stop_at_the_door(asked, view)
        by_script = forms.check_token()
        stopped = access.stop_at_the_door(asked, view)
        if stopped is None:  # whoever is stopped keeps no writer waiting
            transaction.begin(view)
            if by_script and access.visitor().is_authenticated:
                wicket.let_in(asked, access.visitor().token_digest)
        return stopped

    def after(response: Response) -> Response:
        return headers.pack(the_request(), transaction.end(response))

    app.before_request(before)
    app.after_request(after)
