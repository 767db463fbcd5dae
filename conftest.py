"""Tests run as the web role in a clone of a migrated template; the cast every test shares."""
import contextlib
import hashlib
import os
import time
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path
from types import SimpleNamespace

import pytest
from django.conf import settings
from django.contrib.auth.hashers import Argon2PasswordHasher
from django.db import connection
from django.db.backends.signals import connection_created
from django.test import Client, TransactionTestCase
from hypothesis import HealthCheck, settings as hypothesis_settings

from liandong.agencies.models import Agency, Department, Officer
from liandong.kernel.actor import Actor
from liandong.web import database, middleware
from liandong.web.sessions import cookie_of

ROOT = Path(__file__).parent
GIVEN = os.environ.get("LIANDONG_TEST_SERVER")  # the socket's folder of a server that runs already, an older version's
SERVER = Path(GIVEN) if GIVEN else settings.DATA / "test"  # else a second server, without fsync
NOON = datetime(2026, 11, 23, 4, tzinfo=UTC)  # noon in Shanghai, a Monday
PASSWORD = "a long enough password"
hypothesis_settings.register_profile("house", deadline=None, suppress_health_check=[HealthCheck.too_slow])
hypothesis_settings.load_profile("house")  # a busy machine is no failure
settings.SECRET_KEY = settings.KEY_SECRET = "for tests only"
# Thousands of officers are made for a minute each: at its real cost Argon2 took most of the suite's time.
Argon2PasswordHasher.time_cost, Argon2PasswordHasher.memory_cost, Argon2PasswordHasher.parallelism = 1, 64, 1


@contextlib.contextmanager
def role(name: str) -> Iterator[None]:
    """Step out of the web role: fixtures are laid by the owner, batches sealed by the jobs."""
    with connection.cursor() as cursor:
        cursor.execute(f"SET SESSION AUTHORIZATION liandong_{name}")
        try:
            yield
        finally:
            cursor.execute("SET SESSION AUTHORIZATION liandong_web")


def owner() -> contextlib.AbstractContextManager[None]:
    """As the owner of the tables: no policy applies."""
    return role("owner")


def clone(template: str, name: str) -> None:
    """A fresh database from the template, in a twentieth of a second."""
    with database.superuser(SERVER) as superuser:
        superuser.execute(f'DROP DATABASE IF EXISTS "{name}" WITH (FORCE)')
        superuser.execute(f'CREATE DATABASE "{name}" TEMPLATE "{template}" STRATEGY file_copy')
        superuser.execute(f'REVOKE TEMPORARY ON DATABASE "{name}" FROM PUBLIC')  # rights on it are not copied with it


def build(template: str) -> None:
    """Migrate once for each state of the migrations and their SQL; later runs only clone."""
    with database.superuser(SERVER) as superuser:
        superuser.execute("SELECT pg_advisory_lock(1)")  # of several workers, the first one builds
        if superuser.execute("SELECT FROM pg_database WHERE datname = %s", [template]).rowcount == 0:
            building = f"{template}_building"
            superuser.execute(f'DROP DATABASE IF EXISTS "{building}" WITH (FORCE)')
            database.create(SERVER, building)
            connection.settings_dict |= {"HOST": str(SERVER), "NAME": building, "USER": "liandong_owner"}
            database.migrate()
            connection.close()
            superuser.execute(f'ALTER DATABASE "{building}" RENAME TO "{template}"')


def template_name() -> str:
    """Named by the digest of every migration and its SQL."""
    sources = sorted(f for kind in ("migrations/*.py", "sql/*.sql") for f in (ROOT / "liandong").glob(f"*/{kind}"))
    return "t" + hashlib.sha256(b"".join(f.read_bytes() for f in sources)).hexdigest()[:12]


@pytest.fixture(scope="session")
def django_db_setup(request, django_test_environment, django_db_blocker):
    """Clone the template for this worker and log in as the web role."""
    if not GIVEN:
        database.start(SERVER)
    worker = getattr(request.config, "workerinput", {}).get("workerid", "main")
    template, name = template_name(), f"test_{os.environ.get('LIANDONG_TEST_NAME', '')}_{worker}"
    with django_db_blocker.unblock():
        with database.superuser(SERVER) as superuser:
            superuser.execute("ALTER SYSTEM SET fsync = off")
            superuser.execute("ALTER SYSTEM SET max_connections = 200")
            superuser.execute("SELECT pg_reload_conf()")
        connection.settings_dict["OPTIONS"] = {}
        build(template)
        clone(template, name)
        connection.settings_dict |= {"HOST": str(SERVER), "NAME": name, "USER": "postgres"}
        connection_created.connect(become_web)

    def fresh_clone(self):  # a flush would need the owner, and would empty the common tables
        connection.close()
        clone(template, name)

    TransactionTestCase._fixture_teardown = fresh_clone
    yield
    with django_db_blocker.unblock():
        connection.close()


def become_web(connection, **kwargs):
    """Every connection of a test starts as the web role."""
    with connection.cursor() as cursor:
        cursor.execute("SET SESSION AUTHORIZATION liandong_web")


def new_agency(name: str, code: str, kind: str = "police", **fields: object) -> Agency:
    """An agency with one department."""
    agency = Agency.objects.create(name=name, code=code, short_name=name[:2], mark=f"{name[0]}公", kind=kind, **fields)
    Department.objects.create(agency=agency, name="刑侦支队")
    return agency


def new_actor(agency: Agency, number: str, name: str, *roles: str, clearance: int = 2) -> Actor:
    """An officer of the agency, as an actor at noon."""
    department = agency.departments.first()
    officer = Officer(agency=agency, department=department, police_number=number, name=name, clearance=clearance,
                      roles=list(roles))
    officer.set_password(PASSWORD)
    officer.save(force_insert=True)
    return Actor(officer.pk, agency.pk, NOON, department.pk, clearance, frozenset(roles))


@pytest.fixture(autouse=True)
def noon(monkeypatch) -> None:
    """The clock of requests stands at noon and goes on from there: what a test expects does not hang on the day it is run."""
    begun = time.monotonic()
    monkeypatch.setattr(middleware, "now", lambda: NOON + timedelta(seconds=time.monotonic() - begun))


ALL = ("officer", "clerk", "liaison", "signatory", "administrator", "inspector")


@pytest.fixture
def cast(db) -> SimpleNamespace:
    """North and south have business with each other, far has none, firm is a company; each with one officer of all trades."""
    with owner():
        north = new_agency("江北市公安局", "990100000000")
        south = new_agency("江南市公安局", "990200000000")
        far = new_agency("临江县公安局", "990301000000", tier="county")
        firm = new_agency("顺达运输有限公司", "990100Q00001", kind="company")
        return SimpleNamespace(
            north=new_actor(north, "100001", "陆知远", *ALL), south=new_actor(south, "200001", "沈砚秋", *ALL),
            far=new_actor(far, "300001", "程望", *ALL), firm=new_actor(firm, "900001", "何经理", *ALL, clearance=0),
            clerk=new_actor(north, "100002", "韩牧川", "clerk", "officer", clearance=1))


def signed_in(client: Client, actor: Actor) -> Client:
    """The test client with the actor's officer signed in; Django's own way leaves the cookie unsigned."""
    client.force_login(Officer.objects.get(pk=actor.officer))
    client.cookies[settings.SESSION_COOKIE_NAME] = cookie_of(client.cookies[settings.SESSION_COOKIE_NAME].value)
    return client


@pytest.fixture
def sign_in(client, cast):
    """Sign an actor's officer in with the test client; returns the client."""
    def enter(actor: Actor):
        return signed_in(client, actor)
    return enter
