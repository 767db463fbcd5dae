"""A backup brought into an empty node verifies and works; everything else is refused."""
import json
import time
from contextlib import contextmanager
from dataclasses import replace

import pytest
from django.db import connection

from conftest import NOON, SERVER, owner, role
from liandong.audit import actions as audit, queries
from liandong.audit.models import Entry
from liandong.kernel.actor import acting
from liandong.web import backup, database

SECRET = "kept apart from the backups, always"
pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def source(cast):
    """The test's own database: three lines sealed, two not yet."""
    with owner(), connection.cursor() as cursor:
        cursor.execute("UPDATE audit_offset SET value = 1000000000")  # as a cluster that has seen many transactions
    say(cast.north, 3)
    seal(3)
    say(cast.south, 2)
    with owner(), connection.cursor() as cursor:
        cursor.execute("UPDATE audit_offset SET value = 0")  # and as a new one, where ids start low again
    return {"host": str(SERVER), "user": "liandong_owner", "dbname": connection.settings_dict["NAME"]}


@pytest.fixture
def empty(source):
    """An empty database with the roles, as `migrate` would make it."""
    name = f"{source['dbname']}_restored"
    database.drop(SERVER, name)
    database.create(SERVER, name)
    yield source | {"dbname": name}
    database.drop(SERVER, name)


@pytest.fixture
def file(source, tmp_path):
    """A backup of the source."""
    backup.write(tmp_path / "liandong.backup", source, secret=SECRET, at=NOON)
    return tmp_path / "liandong.backup"


@contextmanager
def inside(name):
    """Work in another database for a while."""
    connection.close()
    before, connection.settings_dict["NAME"] = connection.settings_dict["NAME"], name
    try:
        yield
    finally:
        connection.close()
        connection.settings_dict["NAME"] = before


def say(actor, times):
    for _ in range(times):
        with acting(actor):
            audit.record(actor, "agreements.send", None, facts={"number": "云公协字〔2026〕3号"})


def seal(rows):
    """Seal so many rows; a transaction of another test on the same server may hold the horizon back for a moment."""
    until = time.monotonic() + 300  # the year of duties is one transaction of minutes
    with role("jobs"):
        while rows > 0 and time.monotonic() < until:
            rows -= audit.seal(NOON)
            time.sleep(0.05)
    assert rows == 0


def xacts():
    with role("jobs"), connection.cursor() as cursor:
        cursor.execute("SELECT xact::text::bigint FROM audit_entry ORDER BY seq")
        return [xact for [xact] in cursor.fetchall()]


def test_a_restored_ledger_verifies_and_goes_on(cast, file, empty):
    manifest = backup.read(file)
    backup.load(file, manifest, empty)
    assert backup.holds(manifest, empty)
    with inside(empty["dbname"]):
        before = xacts()
        say(cast.north, 1)
        assert len(before) == 5 and xacts()[-1] > max(before) > 1_000_000_000
        seal(3)  # the two that were waiting, and the new one
        with role("jobs"):
            assert queries.first_break() is None and sum(batch.rows for batch in queries.chain()) == 6


def test_a_restored_database_shows_each_agency_its_own(cast, file, empty):
    backup.load(file, backup.read(file), empty)
    with inside(empty["dbname"]):
        with acting(cast.north):
            assert Entry.objects.count() == 3
        with acting(cast.far):
            assert Entry.objects.count() == 0


def test_nothing_is_restored_over_anything(file, source, empty):
    manifest = backup.read(file)
    backup.check_place(manifest, empty)
    with pytest.raises(SystemExit, match="not empty"):
        backup.check_place(manifest, source)
    with pytest.raises(SystemExit, match="of PostgreSQL 99"):
        backup.check_place(replace(manifest, postgresql=99), empty)


def test_a_damaged_backup_is_refused_before_anything_is_loaded(file, empty):
    content = bytearray(file.read_bytes())
    content[-20_000] ^= 1
    file.write_bytes(content)
    with pytest.raises(SystemExit, match="damaged"):
        backup.load(file, backup.read(file), empty)
    backup.check_place(backup.read(file), empty)


def test_something_else_is_no_backup(tmp_path):
    other = tmp_path / "other"
    other.write_text(json.dumps({"format": 1}))
    with pytest.raises(SystemExit, match="not a backup"):
        backup.read(other)
    with pytest.raises(SystemExit, match="There is no file"):
        backup.read(tmp_path / "nowhere")


def test_a_restored_ledger_must_hold_what_was_sealed(cast, file, empty):
    manifest = backup.read(file)
    backup.load(file, manifest, empty)
    with inside(empty["dbname"]), owner(), connection.cursor() as cursor:
        cursor.execute("DELETE FROM audit_batch")
    assert not backup.holds(manifest, empty)


def test_a_backup_is_for_its_maker_and_is_not_overwritten(file, source):
    assert file.stat().st_mode & 0o077 == 0
    assert SECRET.encode() not in file.read_bytes()
    with pytest.raises(SystemExit, match="not overwritten"):
        backup.write(file, source, secret=SECRET, at=NOON)


def test_a_password_is_never_among_the_arguments(monkeypatch, tmp_path, source):
    seen = []
    monkeypatch.setattr(backup.subprocess, "run", lambda command, **kwargs: seen.append((command, kwargs["env"])))
    backup._run("pg_dump", source | {"password": "open sesame"})
    [(command, environment)] = seen
    assert "sesame" not in " ".join(map(str, command)) and environment["PGPASSWORD"] == "open sesame"
