"""Copying and replacing a PostgreSQL database, by PostgreSQL's own programs."""

import os
import shutil
import subprocess
from collections.abc import Mapping
from pathlib import Path

from sqlalchemy import Connection, Engine, func, inspect, select, table, text

from lms.foundation.errors import Conflict, Invalid
from lms.foundation.language import say

FOLDERS = ("/usr/lib/postgresql", "/opt/homebrew/opt", "/usr/local/opt")
OURS = "namespace = current_schema()::regnamespace AND deptype IS DISTINCT FROM 'e'"
# Everything in the schema but what extensions own: a backup may hold fewer tables than there are.
CLEAR = f"""
DO $$
DECLARE each text;
BEGIN
    FOREACH each IN ARRAY coalesce((
        SELECT array_agg(format('DROP %s IF EXISTS %I CASCADE', CASE relkind
            WHEN 'v' THEN 'VIEW' WHEN 'm' THEN 'MATERIALIZED VIEW' WHEN 'S' THEN 'SEQUENCE'
            ELSE 'TABLE' END, relname))
        FROM pg_class LEFT JOIN pg_depend ON objid = pg_class.oid AND deptype = 'e'
        WHERE rel{OURS} AND relkind IN ('r', 'p', 'v', 'm', 'S')
    ) || (
        SELECT array_agg(format('DROP ROUTINE IF EXISTS %s CASCADE', pg_proc.oid::regprocedure))
        FROM pg_proc LEFT JOIN pg_depend ON objid = pg_proc.oid AND deptype = 'e'
        WHERE pro{OURS}
    ), '{{}}') LOOP
        EXECUTE each;
    END LOOP;
END $$;
"""  # noqa: S608  our own words only


class PostgreSQL:
    name, member = "postgresql", "database.dump"

    def __init__(self, engine: Engine) -> None:
        self.engine = engine

    def dump(self, target: Path) -> dict[str, int]:
        alone = self.engine.execution_options(isolation_level="REPEATABLE READ")
        with alone.connect() as connection:  # the rows are counted in the dump's own moment
            moment = connection.scalar(text("SELECT pg_export_snapshot()"))
            words = ("--format=custom", "--no-owner", "--no-acl", f"--snapshot={moment}")
            self._run("pg_dump", *words, f"--file={target}")
            return _counts(connection)

    def replace(self, dump: Path, aside: Path) -> None:
        """In one transaction: either all of the new or all of the old."""
        self.dump(aside / self.member)
        self.engine.dispose()
        script, clear = dump.with_suffix(".sql"), dump.with_suffix(".clear.sql")
        clear.write_text(CLEAR)
        plain = ("--no-owner", "--no-acl", "--no-comments", f"--file={script}")
        _call(_program("pg_restore"), *plain, str(dump))
        quiet = ("--quiet", "--no-psqlrc", "--set=ON_ERROR_STOP=1", "--single-transaction")
        self._run("psql", *quiet, f"--file={clear}", f"--file={script}", "--output=/dev/null")

    def _run(self, program: str, *words: str) -> None:
        url = self.engine.url.set(drivername="postgresql")
        # Other people on the machine see a command's words, but not its environment.
        secret = {"PGPASSWORD": str(url.password)} if url.password else {}
        address = url.set(password=None).render_as_string(hide_password=False)
        _call(_program(program), f"--dbname={address}", *words, environment=secret)


def _counts(connection: Connection) -> dict[str, int]:
    counted = {
        name: select(func.count()).select_from(table(name))
        for name in sorted(inspect(connection).get_table_names())
    }
    return {name: connection.scalar(each) or 0 for name, each in counted.items()}


def _call(program: str, *words: str, environment: Mapping[str, str] | None = None) -> None:
    done = subprocess.run(  # noqa: S603  PostgreSQL's own program
        [program, *words],
        env={**os.environ, **(environment or {})},
        capture_output=True,
        text=True,
        check=False,
    )
    if done.returncode:
        said = (done.stderr.strip().splitlines() or ["?"])[0]
        name = Path(program).name
        raise Conflict(say("%(program)s gagal: %(said)s", program=name, said=said))


def _program(name: str) -> str:
    """Where Debian and Homebrew keep PostgreSQL's programs off the PATH, the newest is taken."""
    found = shutil.which(name)
    if found is None:
        places = [path for each in FOLDERS for path in Path(each).glob(f"*/bin/{name}")]
        if not places:
            sentence = say(
                "Program %(name)s dari PostgreSQL tidak ada di mesin ini. Di Debian dan Ubuntu: "
                "apt install postgresql-client. Atau cadangkan dengan alat basis data Anda "
                "sendiri beserta folder berkas.",
                name=name,
            )
            raise Invalid(sentence)
        found = str(max(places))
    return found
