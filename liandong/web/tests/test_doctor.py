"""The doctor says what is wrong and how to mend it, and stays silent about nothing."""
from datetime import UTC, datetime, timedelta
from types import SimpleNamespace

import pytest
from django.conf import settings
from django.db import connection

from conftest import SERVER, owner
from liandong.audit import actions as audit
from liandong.kernel.actor import acting
from liandong.web import database, doctor

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture(autouse=True)
def here(db, monkeypatch):
    """The doctor looks at the test's own database, each role logging in by itself."""
    name = connection.settings_dict["NAME"]
    monkeypatch.setattr(database, "conninfo", lambda role: {"host": str(SERVER), "user": f"liandong_{role}", "dbname": name})


def ask(check):
    [found, *others] = check("subject")
    assert not others
    return "mend" if found.is_bad else "note" if found.is_note else "ok", found.words


def tell(sql, *values):
    with owner(), connection.cursor() as cursor:
        cursor.execute(sql, values or None)


def test_a_sound_installation_is_ok():
    for check in (doctor.server, doctor.roles, doctor.migrations, doctor.actors, doctor.clock, doctor.horizon):
        state, words = ask(check)
        assert state == "ok", words


def test_an_actor_signed_with_another_secret_is_seen(monkeypatch):
    monkeypatch.setattr(settings, "SECRET_KEY", "another one")
    assert ask(doctor.actors)[0] == "mend"


def test_missing_and_unknown_migrations_are_told_apart():
    tell("UPDATE django_migrations SET name = '9999_future' WHERE app = 'audit' AND name = '0001_initial'")
    assert ask(doctor.migrations) == ("mend", "1 are missing: run `liandong migrate`")
    tell("INSERT INTO django_migrations (app, name, applied) VALUES ('audit', '0001_initial', '2026-01-01')")
    assert "audit.9999_future" in ask(doctor.migrations)[1]


def test_without_a_worker_jobs_are_to_be_mended():
    assert "no worker runs" in ask(doctor.jobs)[1]
    tell("INSERT INTO procrastinate_workers (last_heartbeat) VALUES (%s)", datetime.now(UTC))
    assert ask(doctor.jobs)[0] == "ok"
    tell("INSERT INTO procrastinate_jobs (queue_name, task_name, status) VALUES ('default', 'web.seal', 'failed')")
    assert "1 failed, of web.seal" in ask(doctor.jobs)[1]


def test_lines_that_stay_unsealed_are_seen(cast):
    with acting(cast.north):
        audit.record(cast.north, "agreements.send", None)
    assert "1 lines of the ledger are not sealed" in ask(doctor.horizon)[1]


def test_a_clock_behind_the_ledger_is_seen():
    tell("INSERT INTO audit_batch VALUES (1, '0', '9', 1, '', '', %s)", datetime.now(UTC) + timedelta(days=1))
    assert "behind the last seal" in ask(doctor.clock)[1]


def test_too_strong_a_role_is_seen():
    with database.superuser(SERVER) as superuser:
        superuser.execute("ALTER ROLE liandong_jobs CREATEROLE")
        try:
            assert "ALTER ROLE liandong_jobs" in ask(doctor.roles)[1]
        finally:
            superuser.execute("ALTER ROLE liandong_jobs NOCREATEROLE")


def test_a_disk_nearly_full_is_seen(monkeypatch):
    monkeypatch.setattr(doctor.shutil, "disk_usage", lambda _: SimpleNamespace(free=5 * 1024**2))
    assert "make room" in ask(doctor.disk)[1]


def test_a_secret_others_may_read_is_seen(monkeypatch, tmp_path):
    monkeypatch.setattr(settings, "DATA", tmp_path)
    monkeypatch.setattr(settings, "SECRET_KEY", "s" * 64)
    monkeypatch.setattr(settings, "KEY_SECRET", "s" * 64)
    (tmp_path / "secret").write_text("s" * 64)
    (tmp_path / "secret").chmod(0o644)
    assert "chmod 600" in ask(doctor.secret)[1]
    (tmp_path / "secret").chmod(0o600)
    assert ask(doctor.secret)[0] == "ok"


def test_root_is_told_what_the_embedded_server_does(monkeypatch):
    monkeypatch.setattr(settings, "EMBEDDED", True)
    monkeypatch.setattr(doctor.os, "geteuid", lambda: 0)
    assert "pgserver" in ask(doctor.system_user)[1]
    monkeypatch.setattr(doctor.os, "geteuid", lambda: 1000)
    assert ask(doctor.system_user)[0] == "ok"


def test_mail_is_off_or_answers(monkeypatch):
    monkeypatch.setattr(settings, "EMAIL_HOST", "")
    assert ask(doctor.mail)[0] == "note"
    monkeypatch.setattr(settings, "EMAIL_HOST", "127.0.0.1")
    monkeypatch.setattr(settings, "EMAIL_PORT", 1)
    assert "does not answer" in ask(doctor.mail)[1]


def test_a_check_that_cannot_be_made_is_a_finding(monkeypatch):
    def broken(subject):
        raise OSError("the cable is cut")
        yield

    monkeypatch.setattr(doctor, "CHECKS", {"cable": broken})
    assert list(doctor.findings()) == [doctor.mend("cable", "the cable is cut")]
