"""What can be asked about certificates."""

from lms.certificates.queries.among import scope_of
from lms.certificates.queries.listing import (
    PAGE,
    Wanted,
    bundles_of,
    list_certificates,
    list_choices,
    list_ids,
    list_size,
    own,
)
from lms.certificates.queries.one import (
    Shown,
    all_overseen_by,
    certificate,
    code_of_file,
    digest_of,
    is_outdated,
    newest,
    overseen_by,
    status_of,
    steps_of,
    with_code,
)
from lms.certificates.queries.positions import position_of, taken_back
from lms.certificates.queries.rules import (
    courses_of,
    decision,
    last_number,
    numbering,
    numberings,
    signing,
    signings,
)
from lms.certificates.queries.waiting import (
    PAGE as WAITING_PAGE,
)
from lms.certificates.queries.waiting import (
    count_waiting,
    issuer_of,
    list_waiting,
    waiting_among,
    waiting_courses,
)

__all__ = [
    "PAGE",
    "WAITING_PAGE",
    "Shown",
    "Wanted",
    "all_overseen_by",
    "bundles_of",
    "certificate",
    "code_of_file",
    "count_waiting",
    "courses_of",
    "decision",
    "digest_of",
    "is_outdated",
    "issuer_of",
    "last_number",
    "list_certificates",
    "list_choices",
    "list_ids",
    "list_size",
    "list_waiting",
    "newest",
    "numbering",
    "numberings",
    "overseen_by",
    "own",
    "position_of",
    "scope_of",
    "signing",
    "signings",
    "status_of",
    "steps_of",
    "taken_back",
    "waiting_among",
    "waiting_courses",
    "with_code",
]
