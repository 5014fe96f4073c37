"""A process that issues certificates one by one, as a worker of a site does, until it is killed.

python tests/issuing.py BY COMPLETION...: each in a transaction of its own; tells when it is ready,
waits for the word, and tells how many it has issued.
"""

import os
import sys
from uuid import UUID

from lms.app import create_app
from lms.certificates.actions import Grounds, issue
from lms.foundation.database import db, transaction
from lms.foundation.settings import Settings
from lms.records.models import Completion


def main(by: int, completion_ids: list[UUID]) -> None:
    app = create_app(Settings.from_environment(os.environ))
    with app.app_context():
        db.session.get(Completion, completion_ids[0])  # so that all of it is loaded
        _say("ready")
        sys.stdin.readline()
        for done, completion_id in enumerate(completion_ids, 1):
            with transaction():
                issue(db.session.get_one(Completion, completion_id), Grounds(by=by))
            _say(str(done))


def _say(text: str) -> None:
    sys.stdout.write(f"{text}\n")
    sys.stdout.flush()


if __name__ == "__main__":
    main(int(sys.argv[1]), [UUID(each) for each in sys.argv[2:]])
