"""Server time of the pages an officer opens all day: 50,000 duties, 1,000,000 lines of the ledger, 200 agencies."""
import argparse
import json
import os
import shutil
import statistics
import tempfile
import time
from contextlib import suppress
from datetime import UTC, datetime
from pathlib import Path

FOLDER = Path(tempfile.mkdtemp(prefix="ld-bench-"))
os.environ |= {"LIANDONG_DATA": str(FOLDER), "LIANDONG_SECRET_KEY": "bench", "LIANDONG_POOL": "2",
               "DJANGO_SETTINGS_MODULE": "liandong.web.settings"}

import django  # noqa: E402  # settings read the environment

django.setup()

import psutil  # noqa: E402
from django.conf import settings  # noqa: E402
from django.db import connection  # noqa: E402
from django.test import Client  # noqa: E402
from django.test.utils import CaptureQueriesContext  # noqa: E402

from liandong.agencies.models import Agency, Department, Officer  # noqa: E402
from liandong.kernel.keys import uuid7  # noqa: E402
from liandong.web import database, middleware  # noqa: E402
from liandong.web.sessions import cookie_of  # noqa: E402
from liandong.web.settled import settle  # noqa: E402

NOON = datetime(2026, 11, 23, 4, tzinfo=UTC)
RESULTS = Path(__file__).parent / "results"
FILLS = Path(__file__).parent / "workbench.sql"
AGENCIES, TARGET = 200, 200
ROLES = ["officer", "clerk", "liaison", "signatory", "administrator", "inspector", "head", "leader"]
PAGES = ["/", "/duties/?tab=ours", "/duties/?tab=overdue", "/duties/?tab=owed", "/duties/?tab=watched", "/duties/?tab=kept",
         "/duties/?tab=all", "/duties/partners/", "/calendar/", "/calendar/?view=week", "/calendar/?view=list", "/ledger/",
         "/notices/", "/notices/?tab=unread", "/agencies/", "/records/", "/agreements/?tab=all"]
# Who looks: the provincial bureau is a party to a fifth of everything, a city bureau to what is its share, a station to
# a handful of old things only, which lists must find among a million.
HUB, CITY, STATION = 0, 1, 2


def prepare(sizes):
    """An empty database of its own, migrated and filled by the owner; then the web role."""
    database.start(settings.SERVER)
    database.create(settings.SERVER, "liandong")
    connection.settings_dict["USER"] = "liandong_owner"
    database.migrate()
    agencies = [Agency(id=uuid7(), code=f"99{n:04d}000000", name=f"第{n}公安局", short_name=f"{n}局") for n in range(AGENCIES)]
    Agency.objects.bulk_create(agencies)
    Department.objects.bulk_create(Department(agency=agency, name="指挥中心") for agency in agencies)
    Officer.objects.bulk_create(Officer(agency=agency, police_number=f"{n:06d}", name=f"民警{n}", clearance=2, roles=ROLES,
                                        password="!") for n, agency in enumerate(agencies))
    values = sizes | {"keys": [agency.pk for agency in agencies], "noon": NOON}
    with connection.cursor() as cursor:
        cursor.execute("SELECT setseed(0.5)")
        for statement in FILLS.read_text("utf-8").split(";\n"):
            if statement.strip():
                cursor.execute(statement, values)
        cursor.execute("VACUUM ANALYZE")
    connection.close()
    connection.close_pool()
    connection.settings_dict["USER"] = "liandong_web"


def browser(number):
    """A test client with that agency's officer signed in."""
    client = Client(raise_request_exception=True)
    client.force_login(Officer.objects.get(police_number=f"{number:06d}"))
    client.cookies[settings.SESSION_COOKIE_NAME] = cookie_of(client.cookies[settings.SESSION_COOKIE_NAME].value)
    return client


def processor():
    """Seconds of processor this process and the database's have used: what a page costs however busy the machine is."""
    spent = time.process_time()
    for server in psutil.Process(int((settings.SERVER / "postmaster.pid").read_text("utf-8").split()[0])).children():
        with suppress(psutil.NoSuchProcess):  # a worker of a parallel plan may be gone by now
            if "liandong_web" in " ".join(server.cmdline()):
                spent += sum(server.cpu_times()[:2])
    return spent


def measure(client, path, times):
    """Median and 95th percentile of the whole answer in milliseconds, and its statements."""
    if client.get(path).status_code == 404:
        return None
    with CaptureQueriesContext(connection) as found:
        assert client.get(path).status_code == 200, path
    asked = list(found.captured_queries)  # the next request forgets them
    spans, busy = [], []
    for _ in range(times):
        began, worked = time.perf_counter(), processor()
        client.get(path)
        spans.append((time.perf_counter() - began) * 1000)
        busy.append((processor() - worked) * 1000)
    slowest = max(asked, key=lambda query: float(query["time"]))
    return {"p50": round(statistics.median(spans)), "p95": round(statistics.quantiles(spans, n=20)[18]),
            "processor": round(statistics.median(busy)), "queries": len(asked),
            "slowest": f"{float(slowest['time']) * 1000:.0f} ms {slowest['sql'][:4000]}"}


def main():
    """Print a table and write the figures beside it."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--duties", type=int, default=50_000)
    parser.add_argument("--lines", type=int, default=1_000_000)
    parser.add_argument("--times", type=int, default=40)
    parser.add_argument("--explain", action="store_true", help="print the slowest statement of every page beyond the target")
    asked = parser.parse_args()
    settings.ALLOWED_HOSTS = ["*"]
    middleware.now = lambda: NOON
    load = os.getloadavg()[0]
    try:
        prepare({"duties": asked.duties, "lines": asked.lines})
        settle()
        found = {who: {path: measure(client, path, asked.times) for path in PAGES}
                 for who, client in (("hub", browser(HUB)), ("city", browser(CITY)), ("station", browser(STATION)))}
    finally:
        connection.close()
        database.stop(settings.SERVER)
        shutil.rmtree(FOLDER, ignore_errors=True)
    report(found, asked, load)


def cell(page):
    """One page for one viewer."""
    return f"{page['p50']:>8} / {page['p95']:>4}, {page['processor']:>3} ({page['queries']:>2})" if page else f"{'—':>24}"


def report(found, asked, load):
    """The table, the file, and whether the target holds."""
    print(f"{asked.duties} duties, {asked.lines} lines, {AGENCIES} agencies; server time in ms: p50 / p95, processor (queries)")
    print(f"load before: {load:.1f} on {os.cpu_count()} processors; on a busy machine the processor's time is what tells")
    print(f"{'':24}", *(f"{who:>24}" for who in found))
    for path in PAGES:
        print(f"{path:24}", *(cell(pages[path]) for pages in found.values()))
    known = [(who, path, page) for who, pages in found.items() for path, page in pages.items() if page]
    is_quiet = load < os.cpu_count()
    slow = [(who, path, page) for who, path, page in known if page["p50" if is_quiet else "processor"] >= TARGET]
    if asked.explain:
        for who, path, page in slow:
            print(f"\n{who} {path}: {page['slowest']}")
    result = {"duties": asked.duties, "lines": asked.lines, "agencies": AGENCIES, "load before": load,
              "ms": {who: {path: {k: v for k, v in page.items() if k != "slowest"} for path, page in pages.items() if page}
                     for who, pages in found.items()}, "holds": not slow}
    RESULTS.mkdir(exist_ok=True)
    (RESULTS / "workbench.json").write_text(json.dumps(result, indent=1) + "\n")
    print(f"\nevery page < {TARGET} ms ({'p50' if is_quiet else 'processor'}): {not slow}")
    raise SystemExit(bool(slow))


if __name__ == "__main__":
    main()
