"""One file that holds an installation: the dumped database and what a restore must know; the secret is never in it."""
import hmac
import json
import subprocess
import tarfile
import tempfile
from collections.abc import Mapping
from dataclasses import asdict, dataclass
from datetime import datetime
from hashlib import file_digest
from io import BytesIO
from pathlib import Path

import psycopg
from psycopg.conninfo import make_conninfo

from liandong.web import database
from liandong.web.words import _

FORMAT = 1
MANIFEST, DUMP = "manifest.json", "database.dump"
EMPTY = "SELECT NOT EXISTS (SELECT FROM pg_class WHERE relnamespace = 'public'::regnamespace)"
ALONE = "SELECT NOT EXISTS (SELECT FROM pg_stat_activity WHERE datname = current_database() AND pid <> pg_backend_pid())"
HEAD = "SELECT number, encode(head, 'hex') FROM audit_batch ORDER BY number DESC LIMIT 1"
APPLIED = "SELECT app || '.' || name FROM django_migrations ORDER BY 1"
# In a new cluster transaction ids start low again: whatever is written from now on lies above all that is stored.
OFFSET = """UPDATE audit_offset SET value = (SELECT coalesce(max(stored), 0) FROM (
              (SELECT xact::text::numeric AS stored FROM audit_entry ORDER BY xact DESC LIMIT 1) UNION ALL
              (SELECT to_xact::text::numeric FROM audit_batch ORDER BY number DESC LIMIT 1)) AS highest)"""


@dataclass(frozen=True)
class Manifest:
    """What a restore must know before it touches anything."""

    format: int
    made_at: str
    postgresql: int  # major version of the server
    secret: str  # a fingerprint: it tells whether the node has the same secret, and nothing about it
    migrations: list[str]
    batch: int  # the last sealed one
    head: str  # its head, which the restored ledger must hold
    sha256: str  # of the dump


def fingerprint(secret: str) -> str:
    """What a backup says of the secret it belongs to."""
    return hmac.digest(secret.encode(), b"liandong.backup", "sha256").hex()


def write(target: Path, address: Mapping[str, str], *, secret: str, at: datetime) -> Manifest:
    """Write the backup beside its final place, then move it there whole; only its maker may read it."""
    if target.exists():
        raise SystemExit(_("%(file)s is there already and is not overwritten.", file=target))
    with tempfile.TemporaryDirectory(dir=target.parent, prefix=".backup-") as folder:
        with psycopg.connect(**address) as connection:  # before the dump: what is sealed now, the dump will hold
            batch, head = connection.execute(HEAD).fetchone() or (0, "")
            migrations = [name for [name] in connection.execute(APPLIED)]
            version = connection.info.server_version // 10000
        dump = Path(folder) / DUMP
        _run("pg_dump", address, "--format=custom", "--no-password", f"--file={dump}")
        manifest = Manifest(FORMAT, at.isoformat(), version, fingerprint(secret), migrations, batch, head, _digest(dump))
        whole = Path(folder) / "backup"
        whole.touch(mode=0o600)
        with tarfile.open(whole, "w") as tar:
            told = json.dumps(asdict(manifest), indent=1).encode()
            entry = tarfile.TarInfo(MANIFEST)
            entry.size, entry.mode = len(told), 0o600
            tar.addfile(entry, BytesIO(told))
            tar.add(dump, DUMP)
        whole.rename(target)
    return manifest


def read(source: Path) -> Manifest:
    """What the backup says of itself."""
    try:
        with tarfile.open(source) as tar:
            told = json.load(tar.extractfile(MANIFEST))
        if told.get("format") != FORMAT:
            raise SystemExit(_("%(file)s was made by another version of Liandong. Restore it with that version.", file=source))
        return Manifest(**told)
    except FileNotFoundError as error:
        raise SystemExit(_("There is no file %(file)s.", file=source)) from error
    except (tarfile.TarError, KeyError, TypeError, ValueError) as error:
        raise SystemExit(_("%(file)s is not a backup of Liandong, or it is damaged.", file=source)) from error


def check_place(manifest: Manifest, address: Mapping[str, str]) -> None:
    """Refuse to restore over anything, or into an older server than the backup's."""
    with psycopg.connect(**address, autocommit=True) as connection:
        if (version := connection.info.server_version // 10000) < manifest.postgresql:
            raise SystemExit(_("The backup is of PostgreSQL %(theirs)d, the server here is %(ours)d. Restore into one at least "
                               "as new.", theirs=manifest.postgresql, ours=version))
        if connection.execute(EMPTY).fetchone() != (True,):
            raise SystemExit(_("The database is not empty. Restore into a new data folder or a new database."))
        if connection.execute(ALONE).fetchone() != (True,):
            raise SystemExit(_("Somebody is connected to the database. Stop the servers first: `liandong stop`."))


def load(source: Path, manifest: Manifest, address: Mapping[str, str]) -> None:
    """Load the dump in one transaction, and put every later ledger row above all that is stored."""
    with tempfile.TemporaryDirectory(dir=source.parent, prefix=".restore-") as folder:
        with tarfile.open(source) as tar:
            tar.extract(DUMP, folder, filter="data")
        dump = Path(folder) / DUMP
        if _digest(dump) != manifest.sha256:
            raise SystemExit(_("%(file)s is not a backup of Liandong, or it is damaged.", file=source))
        _run("pg_restore", address, "--single-transaction", "--exit-on-error", "--no-owner", "--no-password", str(dump))
    with psycopg.connect(**address) as connection:
        connection.execute(OFFSET)


def holds(manifest: Manifest, address: Mapping[str, str]) -> bool:
    """Whether the restored ledger has the batch that was sealed last when the backup began, with the same head."""
    with psycopg.connect(**address) as connection:
        row = connection.execute("SELECT encode(head, 'hex') FROM audit_batch WHERE number = %s", [manifest.batch]).fetchone()
    return manifest.batch == 0 or row == (manifest.head,)


def _run(name: str, address: Mapping[str, str], *arguments: str) -> None:
    secret = {"PGPASSWORD": address["password"]} if address.get("password") else {}  # never among the arguments: ps shows them
    with psycopg.connect(**address) as connection:
        program = database.program(name, connection.info.server_version // 10000)
    reach = make_conninfo(**{key: value for key, value in address.items() if key != "password"})
    try:
        subprocess.run([program, f"--dbname={reach}", *arguments], check=True, capture_output=True, text=True,
                       env=database.plain_environment() | secret)
    except subprocess.CalledProcessError as error:
        said = (error.stderr.strip().splitlines() or ["?"])[0]
        raise SystemExit(_("%(program)s failed: %(reason)s", program=name, reason=said)) from error


def _digest(file: Path) -> str:
    with file.open("rb") as stream:
        return file_digest(stream, "sha256").hexdigest()
