"""The register of completions, by position: /api/v1/completions."""

from dataclasses import replace
from uuid import UUID

from lms.api import queries
from lms.api.answering import Answer
from lms.api.asking import bearer
from lms.api.models import Right
from lms.api.operations import Operation, program
from lms.api.paging import filled, page_of
from lms.api.shapes.asked import CompletionsAsked
from lms.api.shapes.records import Completion, CompletionPage
from lms.api.views.blueprint import V1, bp, course_id, given, may, unit_path
from lms.foundation.errors import NotFound
from lms.foundation.language import say
from lms.records.queries import Wanted
from lms.web.access import ensure

RIGHT = Right.COMPLETIONS
LIST = Operation(
    "listCompletions",
    say("Penyelesaian menurut nomor register; since meneruskan dari posisi terakhir."),
    *(RIGHT, CompletionPage),
    query=CompletionsAsked,
    pages=True,
)
ONE = Operation("getCompletion", say("Satu penyelesaian yang berlaku."), RIGHT, Completion)


@bp.get(f"{V1}/completions")
@program(LIST)
def completions(asked: CompletionsAsked) -> Answer:
    ensure(may(RIGHT))
    scope, person_id, narrowed = bearer().scope, given(asked.person), _wanted(asked)

    def find(after: list[int], limit: int) -> object:
        wanted = replace(narrowed, after=after[0])
        return queries.list_completions(scope, wanted, person_id, limit)

    page = page_of(asked, [asked.since], find, lambda row: [row.position])
    position = page.rows[-1].position if page.rows else asked.since
    items = [Completion(*row) for row in page.rows]
    return Answer(CompletionPage(items, page.next, position))


def _wanted(asked: CompletionsAsked) -> Wanted:
    return Wanted(
        since=given(asked.completed_since),
        until=given(asked.completed_until),
        unit_path=unit_path(asked.unit),
        course_id=course_id(asked.course),
        form_code=given(asked.form_code),
    )


@bp.get(f"{V1}/completions/<uuid:completion_id>")
@program(ONE)
def completion(completion_id: UUID) -> Answer:
    ensure(may(RIGHT))
    found = queries.completion_in(bearer().scope, completion_id)
    if found is None:
        raise NotFound
    return Answer(filled(Completion, found))
