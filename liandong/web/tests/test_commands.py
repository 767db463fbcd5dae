"""The one command: its servers start, stay up and stop; what goes wrong is one sentence."""
import json
import os
import shutil
import socket
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from types import SimpleNamespace

import psutil
import pytest
from django.conf import settings

from conftest import SERVER
from liandong.web import database, folder, processes

ROOT = Path(__file__).parents[3]


def liandong(data, *arguments, **environment):
    """Run the command as an operator does; returns its code and what it said."""
    clean = {name: value for name, value in os.environ.items() if not name.startswith(("LIANDONG_", "LC_", "LANG", "PYTEST"))}
    told = {f"LIANDONG_{name}": str(value) for name, value in environment.items()} | {"LIANDONG_DATA": str(data), "LANG": "C"}
    done = subprocess.run([sys.executable, "-m", "liandong.web", *map(str, arguments)], cwd=ROOT, env=clean | told, text=True,
                          capture_output=True, timeout=180)
    assert "Traceback" not in done.stderr, done.stderr
    return SimpleNamespace(code=done.returncode, said=done.stdout + done.stderr)


def refused(done):
    """The one sentence of a command that failed."""
    assert done.code == 1 and done.said.count("\n") == 1, done.said
    return done.said


def free_port():
    with socket.create_server(("127.0.0.1", 0)) as taken:
        return taken.getsockname()[1]


@pytest.fixture
def data():
    """A new data folder, short enough for a socket."""
    settings.DATA.mkdir(exist_ok=True)
    made = Path(tempfile.mkdtemp(prefix="t", dir=settings.DATA))
    yield made
    liandong(made, "stop")
    shutil.rmtree(made, ignore_errors=True)


@pytest.fixture(scope="module")
def node():
    """An installation with an embedded server, migrated."""
    settings.DATA.mkdir(exist_ok=True)
    made = Path(tempfile.mkdtemp(prefix="n", dir=settings.DATA))
    done = liandong(made, "migrate")
    assert done.code == 0, done.said
    yield made
    liandong(made, "stop")
    shutil.rmtree(made, ignore_errors=True)


@pytest.fixture
def serving(node):
    """Its servers in the background."""
    port = free_port()
    done = liandong(node, "serve", "--background", PORT=port)
    assert done.code == 0 and f"http://localhost:{port}/" in done.said, done.said
    yield port
    processes.stop_all(node / "run")


def test_migrate_makes_a_secret_for_one_pair_of_eyes_and_may_run_again(node):
    before = (node / "secret").read_text()
    assert (node / "secret").stat().st_mode & 0o077 == 0 and len(before) == 64
    assert liandong(node, "migrate").code == 0
    assert (node / "secret").read_text() == before


def test_web_and_worker_run_under_roles_of_their_own(node, serving):
    _parent, *children = processes.find(node / "run", "serve").processes
    assert [psutil.Process(pid).environ()["LIANDONG_ROLE"] for pid, _ in children] == ["web", "jobs"]


def test_a_server_that_runs_is_not_started_twice(node, serving):
    done = liandong(node, "serve", PORT=free_port())
    assert done.code == 0 and f"localhost:{serving}" in done.said


def test_a_child_that_died_is_started_again(node, serving):
    before = processes.find(node / "run", "serve").processes
    psutil.Process(before[1][0]).kill()
    until = time.monotonic() + 60
    while processes.find(node / "run", "serve").processes == before and time.monotonic() < until:
        time.sleep(0.2)
    after = processes.find(node / "run", "serve").processes
    assert after[0] == before[0] and after[1] != before[1]


def test_stop_stops_everything_and_the_data_stay(node, serving):
    running = processes.find(node / "run", "serve").processes
    done = liandong(node, "stop")
    assert done.code == 0 and "PostgreSQL" in done.said
    assert not any(psutil.pid_exists(pid) for pid, _ in running) and not (node / "database" / "postmaster.pid").exists()
    assert liandong(node, "stop").said == ""
    assert "0 sealed batches" in liandong(node, "verify").said


def test_a_port_that_is_taken_is_said(node):
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = taken.getsockname()[1]
        assert f"Port {port}" in refused(liandong(node, "serve", PORT=port))


@pytest.mark.parametrize(("name", "content", "said"), [
    ("thesis.docx", "x", "it holds thesis.docx"),
    (folder.MARK, "99", "another version of Liandong (layout 99"),
    ("database/PG_VERSION", "13", "belongs to PostgreSQL 13"),
])
def test_a_foreign_data_folder_is_left_alone(data, name, content, said):
    (data / name).parent.mkdir(exist_ok=True)
    (data / name).write_text(content)
    assert said in refused(liandong(data, "migrate"))


def test_a_path_too_long_for_a_socket_is_said(data):
    assert "too long a path" in refused(liandong(data / ("x" * 100), "migrate"))


def test_a_file_is_no_data_folder(data):
    (data / "file").touch()
    assert "is a file" in refused(liandong(data / "file", "migrate"))


def test_a_full_disk_is_said_before_anything_is_made(data, monkeypatch):
    monkeypatch.setattr(folder.shutil, "disk_usage", lambda _: SimpleNamespace(free=10 * 1024**2))
    with pytest.raises(SystemExit, match="disk of .* is full: 10 MB are free"):
        database.start(data / "database")
    assert not (data / "database").exists()


@pytest.mark.parametrize("command", ["serve", "worker", "verify", "backup x", "doctor"])
def test_without_an_installation_the_command_says_how_to_make_one(data, command):
    assert "Run `liandong migrate` first" in refused(liandong(data, *command.split()))


def test_a_setting_that_cannot_be_read_is_said(data):
    assert "'eighty'" in refused(liandong(data, "migrate", PORT="eighty"))


def test_a_database_of_a_newer_version_is_left_alone(node):
    row = "('audit', '9999_future')"
    liandong(node, "migrate")
    with database.superuser(node / "database", "liandong") as connection:
        connection.execute(f"INSERT INTO django_migrations (app, name, applied) VALUES {row[:-1]}, '2030-01-01')")
        try:
            assert "audit.9999_future" in refused(liandong(node, "migrate"))
            assert "audit.9999_future" in refused(liandong(node, "serve", PORT=free_port()))
        finally:
            connection.execute("DELETE FROM django_migrations WHERE name = '9999_future'")


def test_an_installation_in_earnest_is_no_demonstration(node):
    assert "is no demonstration" in refused(liandong(node, "demo", "--reset"))
    with database.superuser(node / "database", "liandong") as connection:
        connection.execute("INSERT INTO agencies_agency (id, name, code, short_name, mark, kind, tier, duty_phone, version) "
                           "VALUES (gen_random_uuid(), '云州市公安局', '990100000000', '云州', '云公', 'police', "
                           "'city', '', 1)")
    assert "installation in earnest" in refused(liandong(node, "demo"))
    assert not (node / "demo").exists()


def test_a_changed_line_of_the_ledger_is_named(node):
    liandong(node, "migrate")
    with database.superuser(node / "database", "liandong") as connection:
        connection.execute("INSERT INTO audit_batch VALUES (1, '0', '999999', 1, '', '', '2026-11-23')")
        try:
            assert "batch 1" in refused(liandong(node, "verify"))
        finally:
            connection.execute("DELETE FROM audit_batch")


def test_an_export_is_checked_without_a_database(data):
    (data / "export.jsonl").write_text("not an export\n")
    assert refused(liandong(data / "none", "verify", data / "export.jsonl")).startswith("Row 1 does not hold")
    assert "There is no file" in refused(liandong(data / "none", "verify", data / "nothing"))
    assert not (data / "none").exists()


@pytest.fixture
def real(db):
    """Three addresses of a server that is not embedded: an empty database on the tests' server."""
    name = f"real_{os.environ.get('PYTEST_XDIST_WORKER', 'main')}{os.environ.get('LIANDONG_TEST_NAME', '')}"
    database.drop(SERVER, name)
    database.create(SERVER, name)
    reach = f"host={SERVER} dbname={name} user=liandong_"
    yield {"OWNER_URL": f"{reach}owner", "DATABASE_URL": f"{reach}web", "JOBS_URL": f"{reach}jobs"}
    database.drop(SERVER, name)


def test_a_real_server_is_migrated_backed_up_and_restored_without_the_old_secret(real, data):
    assert liandong(data, "migrate", **real).code == 0
    saved = liandong(data, "backup", data / "saved", **real)
    assert saved.code == 0 and "secret is not in it" in saved.said
    other = data / "other"
    assert "another secret" in refused(liandong(other, "restore", data / "saved", **real))
    assert "not empty" in refused(liandong(other, "restore", "--new-secret", data / "saved", **real))
    name = real["OWNER_URL"].split("dbname=")[1].split()[0]
    database.drop(SERVER, name)
    database.create(SERVER, name)
    restored = liandong(other, "restore", "--new-secret", data / "saved", **real)
    assert restored.code == 0 and "The ledger holds" in restored.said, restored.said


def test_where_roles_are_missing_the_administrator_gets_the_sql(real, data):
    real["OWNER_URL"] = real["OWNER_URL"].replace("dbname=real", "dbname=nowhere")
    done = liandong(data, "migrate", **real)
    assert done.code == 1 and "CREATE ROLE" in done.said and "Let the database administrator run the SQL" in done.said
    assert "CREATE DATABASE" in liandong(data, "migrate", "--sql").said


def test_who_migrates_a_real_server_is_its_owner(real, data):
    real["OWNER_URL"] = real["DATABASE_URL"]
    assert "must log in as liandong_owner" in refused(liandong(data, "migrate", **real))
    assert "Set LIANDONG_OWNER_URL" in refused(liandong(data, "migrate", **real | {"OWNER_URL": ""}))


def test_what_is_remembered_of_another_process_is_not_believed(tmp_path):
    (tmp_path / "serve.json").write_text(json.dumps({"address": "x", "processes": [[os.getpid(), 1.0]]}))
    assert processes.find(tmp_path, "serve") is None
    assert processes.stop_all(tmp_path) == [] and not (tmp_path / "serve.json").exists()


def test_the_reader_answers_without_an_installation(data):
    done = liandong(data / "none", "read", "--list", ROOT / "README.md")
    assert done.code in (0, 2) and done.said and not (data / "none").exists()


def test_a_wrong_secret_is_seen(node):
    done = liandong(node, "doctor", SECRET_KEY="another secret, which is long enough to be one")
    assert done.code == 1 and "another secret than this installation" in done.said
