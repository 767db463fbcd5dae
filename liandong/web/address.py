"""From an address to Django's database settings: the embedded server's socket, or one of three addresses."""
from pathlib import Path

from psycopg.conninfo import conninfo_to_dict


def database(url: str, *, role: str, server: Path, pool: int) -> dict[str, object]:
    """The settings of the default database for one role; without a URL, the embedded server's."""
    given = conninfo_to_dict(url) if url else {"host": str(server), "dbname": "liandong", "user": f"liandong_{role}"}
    options: dict[str, object] = {k: v for k, v in given.items() if k not in ("host", "port", "user", "password", "dbname")}
    if pool:
        options["pool"] = {"min_size": 1, "max_size": pool, "timeout": 10}
    return {
        "ENGINE": "django.db.backends.postgresql", "NAME": given["dbname"], "USER": given.get("user", ""),
        "PASSWORD": given.get("password", ""), "HOST": given.get("host", ""), "PORT": str(given.get("port", "")),
        "OPTIONS": options, "CONN_MAX_AGE": 0, "DISABLE_SERVER_SIDE_CURSORS": False,
    }
