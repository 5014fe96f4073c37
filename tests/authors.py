"""Somebody who writes courses in the browser, by the forms that the pages give."""

from flask.testing import FlaskClient
from werkzeug.test import TestResponse

from cast import Someone
from essays import Reader
from manuscripts import let_publish_alone
from pages import read

HOME = "/authoring/loket-yang-ramah"
FACTS = {
    "title": "Loket yang Ramah",
    "summary": "Melayani tanpa menunggu.",
    "theme": "pelayanan",
    "jp": "3",
    "form": "16",
    "goals": "Menyapa warga\nMenjelaskan syarat",
    "competency_1": "M.5",
    "level_1": "2",
}


ALONE = (HOME.rpartition("/")[2], "melayani-warga", "dari-peramban")


class Author(Reader):
    """Somebody who fills in forms as the pages give them, and needs nobody's approval."""

    alone = True

    def __init__(self, browser: FlaskClient, someone: Someone) -> None:
        super().__init__(browser, someone)
        if self.alone:
            let_publish_alone(someone, *ALONE)

    def submit(self, path: str, to: str = "", **typed: str) -> TestResponse:
        return self.browser.submit(path, to=to, **typed)  # type: ignore[attr-defined,no-any-return]  # the test browser's own

    def add(self, kind: str, title: str) -> str:
        answer = self.submit(HOME, to=f"{HOME}/modules", kind=kind, title=title)
        assert answer.status_code == 302, answer.text
        return answer.headers["Location"].removesuffix("/questions")

    def body(self, address: str) -> str:
        page = read(self.get(address).text)
        return next(it.text.strip() for it in page.all("textarea") if it.get("name") == "body")


class Referee(Author):
    """The same where courses demand two people."""

    alone = False
