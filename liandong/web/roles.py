"""The three database roles on a real server: made where we may, written down for its administrator where we may not."""
from typing import LiteralString, cast

import psycopg

from liandong.web.database import ROLES
from liandong.web.words import _

READY = """
SELECT (SELECT count(*) = 3 FROM pg_roles WHERE rolname IN ('liandong_owner', 'liandong_web', 'liandong_jobs'))
   AND has_schema_privilege('liandong_owner', 'public', 'CREATE')
   AND EXISTS (SELECT FROM pg_default_acl WHERE defaclrole = 'liandong_owner'::regrole AND defaclobjtype = 'f')
"""


def script() -> str:
    """What a database administrator runs as superuser, with psql, before the first `migrate`."""
    return "\n".join([
        "-- " + _("Run this with psql as a superuser; then set three passwords of your own."),
        "CREATE DATABASE liandong ENCODING 'UTF8' TEMPLATE template0 LC_COLLATE 'C.UTF-8' LC_CTYPE 'C.UTF-8';",
        "\\connect liandong", ROLES.read_text("utf-8").rstrip(),
        *(f"\\password liandong_{role}" for role in ("owner", "web", "jobs"))])


def ensure(address: str) -> None:
    """Make what is missing; where we may not, print the SQL and stop."""
    if not address:
        raise SystemExit(_("Set LIANDONG_OWNER_URL: the schema is changed by the owner of the tables only."))
    try:
        with psycopg.connect(address) as connection:
            _ensure_owner(connection)
            if not _is_ready(connection):
                connection.execute(cast(LiteralString, ROLES.read_text("utf-8")))
    except (psycopg.OperationalError, psycopg.errors.InsufficientPrivilege) as error:
        print(script())
        raise SystemExit(_("The database, its roles or their rights are missing (%(reason)s). Let the database "
                           "administrator run the SQL above.", reason=str(error).strip().splitlines()[0])) from error


def _ensure_owner(connection: psycopg.Connection) -> None:
    user = connection.info.user
    if user != "liandong_owner":
        raise SystemExit(_("LIANDONG_OWNER_URL must log in as liandong_owner, not as %(user)s: who migrates owns the tables.",
                           user=user))


def _is_ready(connection: psycopg.Connection) -> bool:
    roles = connection.execute("SELECT count(*) FROM pg_roles WHERE rolname IN "
                               "('liandong_owner', 'liandong_web', 'liandong_jobs')").fetchone()
    return roles == (3,) and connection.execute(cast(LiteralString, READY)).fetchone() == (True,)
