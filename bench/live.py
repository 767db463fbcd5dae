"""Open pages by the thousand: from notice to screen, and what the streams cost, beside a listening connection a page."""
import argparse
import asyncio
import json
import os
import resource
import shutil
import socket
import statistics
import subprocess
import sys
import tempfile
import time
from datetime import UTC, datetime
from pathlib import Path
from uuid import UUID

FOLDER = Path(tempfile.mkdtemp(prefix="ld-bench-"))
os.environ |= {"LIANDONG_DATA": str(FOLDER), "LIANDONG_SECRET_KEY": "bench", "LIANDONG_POOL": "0",
               "DJANGO_SETTINGS_MODULE": "liandong.web.settings"}

import django  # noqa: E402  # settings read the environment

django.setup()

import psycopg  # noqa: E402
from django.conf import settings  # noqa: E402
from django.contrib import auth  # noqa: E402
from django.db import connection  # noqa: E402

from liandong.agencies.models import Agency, Officer  # noqa: E402
from liandong.kernel.actor import Actor, acting  # noqa: E402
from liandong.kernel.keys import uuid7  # noqa: E402
from liandong.kernel.live import CHANNEL  # noqa: E402
from liandong.notices import actions as notices  # noqa: E402
from liandong.web import asgi, database  # noqa: E402
from liandong.web.sessions import SessionStore, cookie_of  # noqa: E402

RESULTS = Path(__file__).parent / "results"
AGENCIES, POOL, PEERS, PAUSE = 200, 8, 80, 0.1
COUNT = """SELECT count(*) FROM pg_stat_activity
           WHERE datname = 'liandong' AND usename = 'liandong_web' AND pid <> pg_backend_pid()"""


def prepare():
    """An empty database with agencies, and one signed-in officer in each; returns (agency, officer, cookie) of each."""
    database.start(settings.SERVER)
    database.create(settings.SERVER, "liandong")
    connection.settings_dict["USER"] = "liandong_owner"
    database.migrate()
    agencies = [Agency(id=uuid7(), code=f"99{n:04d}000000", name=f"单位{n}", short_name=f"{n}") for n in range(AGENCIES)]
    Agency.objects.bulk_create(agencies)
    officers = [Officer(id=uuid7(), police_number=f"{n:06d}", name=f"民警{n}", agency=agency, password="x", roles=["officer"])
                for n, agency in enumerate(agencies)]
    Officer.objects.bulk_create(officers)
    connection.close()
    connection.settings_dict["USER"] = "liandong_web"
    return [(officer.agency_id, officer.pk, session(officer)) for officer in officers]


def session(officer):
    """The cookie of a browser in which the officer is signed in."""
    store = SessionStore()
    store[auth.SESSION_KEY], store[auth.HASH_SESSION_KEY] = str(officer.pk), officer.get_session_auth_hash()
    store[auth.BACKEND_SESSION_KEY] = settings.AUTHENTICATION_BACKENDS[0]
    store.save()
    return f"{settings.SESSION_COOKIE_NAME}={cookie_of(store.session_key)}"


def tell(agency, officer):
    """One notice from another agency, committed; returns the moment of the commit."""
    actor = Actor(officer, agency[0], datetime.now(UTC), roles=frozenset({"officer"}))
    with acting(actor):
        notices.tell(actor, "bench", agencies=[agency[1]], message="bench", subject_kind="record", subject=UUID(int=1))
    return time.monotonic()


class Page:
    """One open page: when it heard, and when what it asked for again was there."""

    def __init__(self, port, agency, cookie):
        self.port, self.agency, self.cookie = port, agency, cookie
        self.heard, self.shown = [], []

    async def open(self):
        self.reader, self.writer = await asyncio.open_connection("localhost", self.port)
        self.writer.write(self._get(f"/live/?t=agency:{self.agency}"))
        line = await self.reader.readuntil(b"event: open")
        assert b"200 OK" in line, line
        self.task = asyncio.create_task(self._follow())

    async def close(self):
        self.task.cancel()
        self.writer.close()

    async def fetch(self):
        """What the page asks for again: clocks and notices of the top bar."""
        reader, writer = await asyncio.open_connection("localhost", self.port)
        writer.write(self._get("/pulse/", "Connection: close\r\nX-Liandong-Passive: 1\r\n"))
        answer = await reader.read()
        writer.close()
        assert b"200 OK" in answer[:20], answer[:200]

    def _get(self, path, more=""):
        return f"GET {path} HTTP/1.1\r\nHost: localhost\r\nCookie: {self.cookie}\r\n{more}\r\n".encode()

    async def _follow(self):
        while line := await self.reader.readline():
            if line.startswith(b"event: changed"):
                self.heard.append(time.monotonic())
                await self.fetch()
                self.shown.append(time.monotonic())


async def streams(port, officers, count, rounds):
    """Many pages on one process; each notice goes to the pages of one agency."""
    pages = [Page(port, *officers[n % len(officers)][::2]) for n in range(count)]
    began = time.monotonic()
    for start in range(0, count, 50):
        await asyncio.gather(*(page.open() for page in pages[start : start + 50]))
    opened = time.monotonic() - began
    await asyncio.sleep(1)
    held = await asyncio.to_thread(connections)
    heard, shown = [], []
    for n in range(rounds):
        told, sender = officers[n % len(officers)], officers[(n + 1) % len(officers)]
        at = await asyncio.to_thread(tell, (sender[0], told[0]), sender[1])
        await asyncio.sleep(PAUSE)
        mine = [page for page in pages if page.agency == told[0]]
        async with asyncio.timeout(30):
            while any(not page.shown for page in mine):
                await asyncio.sleep(0.01)
        heard += [(page.heard.pop() - at) * 1000 for page in mine]
        shown += [(page.shown.pop() - at) * 1000 for page in mine]
    for page in pages:
        await page.close()
    return {"pages": count, "opened in s": round(opened, 1), "connections held": held, **spread("heard", heard),
            **spread("on the screen", shown)}


async def peer(officers, rounds):
    """The plain way: every page keeps a listening connection of its own."""
    heard = []

    async def page():
        async with await psycopg.AsyncConnection.connect(**asgi.listening(), autocommit=True) as listening:
            await listening.execute(f"LISTEN {CHANNEL}")
            ready.append(1)
            async for _ in listening.notifies():
                heard.append(time.monotonic())

    ready, spans = [], []
    tasks = [asyncio.create_task(page()) for _ in range(PEERS)]
    while len(ready) < PEERS:
        await asyncio.sleep(0.01)
    held = await asyncio.to_thread(connections)
    for n in range(rounds):
        heard.clear()
        at = await asyncio.to_thread(tell, (officers[n + 1][0], officers[n][0]), officers[n + 1][1])
        async with asyncio.timeout(30):
            while len(heard) < PEERS:
                await asyncio.sleep(0.01)
        spans += [(moment - at) * 1000 for moment in heard]
    for task in tasks:
        task.cancel()
    return {"pages": PEERS, "connections held": held, **spread("heard", spans)}


def connections():
    """How many connections of the web role are open besides this one."""
    with connection.cursor() as cursor:
        cursor.execute(COUNT)
        [held] = cursor.fetchone()
    connection.close()
    return held


def spread(name, spans):
    """Median, 95th percentile and worst, in milliseconds."""
    cuts = statistics.quantiles(spans, n=20)
    figures = {"p50": cuts[9], "p95": cuts[18], "worst": max(spans)}
    return {f"{name} {which} ms": round(figure, 1) for which, figure in figures.items()}


def serve():
    """One web process with a pool of eight connections; returns it and its port."""
    with socket.create_server(("localhost", 0)) as free:
        port = free.getsockname()[1]
    server = subprocess.Popen([sys.executable, "-m", "uvicorn", "liandong.web.asgi:application", "--port", str(port),
                               "--log-level", "error"], env={**os.environ, "LIANDONG_POOL": str(POOL)})
    for _ in range(600):
        try:
            socket.create_connection(("localhost", port), 1).close()
            return server, port
        except OSError:
            time.sleep(0.1)
    raise SystemExit("the server did not start")


def main():
    """Print a table and write the figures beside it."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--pages", type=int, default=1000)
    parser.add_argument("--rounds", type=int, default=100)
    asked = parser.parse_args()
    resource.setrlimit(resource.RLIMIT_NOFILE, (min(65536, resource.getrlimit(resource.RLIMIT_NOFILE)[1]),) * 2)
    server = None
    try:
        officers = prepare()
        server, port = serve()
        figures = {"one hub": asyncio.run(streams(port, officers, asked.pages, asked.rounds))}
        server.terminate()
        server.wait()
        figures["a connection a page"] = asyncio.run(peer(officers, asked.rounds))
    finally:
        if server:
            server.kill()
        connection.close()
        database.stop(settings.SERVER)
        shutil.rmtree(FOLDER, ignore_errors=True)
    names = list(figures["one hub"])
    print(f"{'':<26}", *(f"{name:>20}" for name in figures))
    for name in names:
        print(f"{name:<26}", *(f"{found.get(name, '—'):>20}" for found in figures.values()))
    RESULTS.mkdir(exist_ok=True)
    (RESULTS / "live.json").write_text(json.dumps(figures, indent=2) + "\n")


if __name__ == "__main__":
    main()
