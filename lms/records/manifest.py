"""What goes with an export: the proof of which rows it holds, and that no byte was changed."""

import json
from typing import Any

from lms.foundation import clock
from lms.foundation.database import AnyRow


def manifest(taken: AnyRow) -> bytes:
    """The manifest of an export as JSON; `taken` is a row of `exports_taken`."""
    return json.dumps(facts(taken), ensure_ascii=False, indent=2).encode()


def facts(taken: AnyRow) -> dict[str, Any]:
    """`filters` empty: every current record of the scope; `cursor`: what the next pull names."""
    detail = taken.detail
    return {
        "export": taken.id,
        "format": taken.format,
        "rows": detail["rows"],
        "cursor": detail["position"],
        "sha256": detail["sha256"],
        "bytes": detail["size"],
        "filters": detail["wanted"],
        "agency": taken.agency,
        "made_by": taken.actor or "lms completions export",
        "made_at": clock.local(taken.at).isoformat(timespec="seconds"),
    }
