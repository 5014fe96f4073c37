"""One question: as a learner meets it, its versions, who asks it, what was decided of it."""

from flask import render_template, request, url_for
from flask.typing import ResponseReturnValue

from lms.assessment import queries as assessment
from lms.assessment.preview import preview
from lms.bank import policies, queries
from lms.bank.analysis import Item
from lms.bank.parts import differences
from lms.bank.queries import Version
from lms.bank.queries.analysed import versions_analysed
from lms.bank.views.blueprint import bp
from lms.bank.views.finding import find
from lms.catalog.library import question as wording
from lms.catalog.queries import source_of
from lms.foundation.errors import NotFound
from lms.foundation.language import say
from lms.identity.queries import names
from lms.web.access import ensure
from lms.web.errors import lead_back


@bp.get("/bank/questions/<owner>/<identifier>")
def question(owner: str, identifier: str) -> ResponseReturnValue:
    reach, place = find(owner, identifier)
    ensure(policies.may_use_bank(reach))
    lead_back(url_for("bank.index"), say("Kembali ke bank soal"))
    asked, versions = wording(place.digest), queries.versions(place.key)
    stops, uses = queries.stops(place.key), queries.uses(place.key)
    return render_template(
        "bank/question.html",
        place=place,
        asked=asked,
        preview=preview(asked),
        versions=versions,
        wordings=_wordings(versions),
        times=assessment.times_marked([it.digest for it in versions if it.digest]),
        stops=stops,
        uses=[(use, _lines(use)) for use in uses],
        names=names(by for by in [it.by for it in versions] + [it.by for it in stops] if by),
        figures_of=_figures(versions),
        may_stop=policies.may_stop(reach, place),
    )


def _figures(versions: list[Version]) -> list[tuple[int, Item]]:
    """What answers say of each version, by its number; the newest first."""
    numbers = {each.digest: each.number for each in versions if each.digest}
    found = versions_analysed(list(numbers))
    return [(numbers[digest], found[digest]) for digest in reversed(numbers) if digest in found]


def _lines(use: queries.Use) -> list[object]:
    return list(assessment.drawing_lines(use.document_digest, wording(use.digest)))


def _wordings(versions: list[Version]) -> dict[int, str]:
    """Each wording by its number."""
    return {each.number: each.digest for each in versions if each.digest}


@bp.get("/bank/questions/<owner>/<identifier>/differences")
def differ(owner: str, identifier: str) -> ResponseReturnValue:
    """What is different between two wordings, by default the last two."""
    reach, place = find(owner, identifier)
    ensure(policies.may_use_bank(reach))
    wordings = _wordings(queries.versions(place.key))
    new = request.args.get("to", max(wordings), type=int)
    old = request.args.get("from", max(1, new - 1), type=int)
    if not {old, new} <= wordings.keys():
        raise NotFound(say("Versi itu tidak ada. Pilih dari daftarnya."))
    return render_template(
        "bank/differences.html",
        place=place,
        wordings=wordings,
        old=old,
        new=new,
        parts=differences(source_of(wordings[old]), source_of(wordings[new])),
    )
