"""One record on its way: taken, compared with what SIASN holds, written, and told."""

from dataclasses import dataclass

from lms.foundation import clock
from lms.foundation.database import transaction
from lms.foundation.language import Said, joined, say
from lms.identity.queries import Scope
from lms.siasn import actions, matching, queries
from lms.siasn.actions import End, Taken
from lms.siasn.answers import Busy, Denied, LockedOut, NotWritten, Siasn, Trouble, Unheard
from lms.siasn.models import EntryState, StepKind
from lms.siasn.queries import Laid, Missing
from lms.siasn.queries.entries import SETTLE
from lms.siasn.wording import LACKS

LATE = SETTLE / 3  # after so long nothing is written any more: somebody else may take it over


@dataclass(frozen=True)
class Outcome:
    asked: bool  # whether SIASN was asked anything
    trouble: Trouble | None = None


def one(enrolment_id: int, sending_id: int, agency_id: int, siasn: Siasn) -> Outcome:
    with transaction():
        laid, lacks = _today(enrolment_id, agency_id)
        if lacks or laid is None:
            actions.put_aside(enrolment_id, sending_id, lacks)
            return Outcome(asked=False)
        taken = actions.take(enrolment_id, sending_id, laid)
    if taken is None:
        return Outcome(asked=False)
    end, trouble = _end_of(taken, laid, siasn)
    with transaction():
        actions.tell(taken, laid, end)
    return Outcome(asked=True, trouble=trouble)


def _today(enrolment_id: int, agency_id: int) -> tuple[Laid | None, Said]:
    """The record as it stands, and what it lacks: much may have changed since it was chosen."""
    scope, rules = (
        Scope(agencies=frozenset({agency_id})),
        queries.rules_of(agency_id, clock.today()),
    )
    found = queries.one_of(scope, rules, enrolment_id)
    if found is None:
        return None, say("Catatan ini tidak ada lagi dalam register instansi.")
    laid = queries.laid_out(agency_id, rules, [enrolment_id]).get(enrolment_id)
    return laid, told(found)


def told(found: object) -> Said:
    return joined(LACKS[each] for each in Missing if getattr(found, f"lacks_{each}"))


def _end_of(taken: Taken, laid: Laid, siasn: Siasn) -> tuple[End, Trouble | None]:
    try:
        return _written(taken, laid, siasn), None
    except Denied as trouble:
        return End(StepKind.REFUSED, EntryState.REFUSED, trouble.said), trouble
    except Unheard as trouble:
        return End(StepKind.UNKNOWN, EntryState.UNKNOWN, trouble.said), trouble
    except (NotWritten, LockedOut, Busy) as trouble:
        return End(StepKind.PUT_OFF, None, trouble.said), trouble


def _written(taken: Taken, laid: Laid, siasn: Siasn) -> End:
    """Raises any Trouble."""
    fields = dict(laid.fields)
    if taken.siasn_id:
        fields["id"] = taken.siasn_id
    elif found := _there_already(laid, siasn):
        return found
    if clock.now() - taken.at > LATE:
        raise NotWritten(say("Terlalu lama tertunda di server ini; dicoba lagi nanti."))
    siasn_id = siasn.write(laid.kind, fields)
    if taken.siasn_id and siasn_id != taken.siasn_id:
        raise Denied(
            say(
                "SIASN menjawab dengan id lain (%(id)s): mungkin ada dua catatan di sana.",
                id=siasn_id,
            )
        )
    return End(StepKind.ACCEPTED, EntryState.ACCEPTED, "", siasn_id)


def _there_already(laid: Laid, siasn: Siasn) -> End | None:
    """The one that SIASN holds; raises Denied where its day is another, for people to look at."""
    alike = matching.alike(laid.kind, laid.fields, siasn.held(laid.kind, laid.nip))
    if not alike:
        return None
    found = matching.same(laid.kind, laid.fields, alike)
    if found is None:
        raise Denied(
            say(
                "SIASN sudah memuat nomor sertipikat ini dengan tanggal %(day)s.",
                day=alike[0].day,
            )
        )
    many = say("Di SIASN ada %(many)d catatan yang sama; hapus yang lebih.", many=len(alike))
    return End(StepKind.FOUND, EntryState.ACCEPTED, many if len(alike) > 1 else "", found.id)
