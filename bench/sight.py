"""How fast the rule of sight is: lists, counts and the owner's questions over 300,000 records, for four kinds of viewer."""
import argparse
import json
import os
import random
import shutil
import statistics
import tempfile
import time
from datetime import UTC, datetime, timedelta
from pathlib import Path
from uuid import UUID

FOLDER = Path(tempfile.mkdtemp(prefix="ld-bench-"))
os.environ |= {"LIANDONG_DATA": str(FOLDER), "LIANDONG_SECRET_KEY": "bench", "LIANDONG_POOL": "0",
               "DJANGO_SETTINGS_MODULE": "liandong.web.settings"}

import django  # noqa: E402  # settings read the environment

django.setup()

from django.conf import settings  # noqa: E402
from django.db import connection  # noqa: E402

from liandong.access.models import Deed, Grant, Release  # noqa: E402
from liandong.agencies.models import Agency, Department  # noqa: E402
from liandong.kernel.actor import Actor, acting  # noqa: E402
from liandong.kernel.keys import uuid7  # noqa: E402
from liandong.kernel.lists import capped_count  # noqa: E402
from liandong.sharing import queries  # noqa: E402
from liandong.sharing.models import Record  # noqa: E402
from liandong.web import database  # noqa: E402

NOON = datetime(2026, 11, 23, 4, tzinfo=UTC)
RESULTS = Path(__file__).parent / "results"
AGENCIES, GRANTS = 100, 4700
CATEGORIES = ["leads", "cases", "suspects", "vehicles"]
chance = random.Random(1)
FILL = """INSERT INTO sharing_record (id, number, kind, role, owner_id, entered_by, category, level, region, case_class,
    concerns, handling, title, elements, legal_basis, stage, entered_at, updated_at, updated_by, version)
  SELECT gen_random_uuid(), 'XS-' || n, 'lead', '', CASE WHEN random() < 0.2 THEN %(big)s::uuid
           ELSE (%(others)s::uuid[])[1 + floor(random() * %(many)s)::int] END,
    gen_random_uuid(), (ARRAY['leads', 'cases', 'suspects', 'vehicles'])[1 + floor(random() * 4)::int],
    (ARRAY[0, 1, 1, 2])[1 + floor(random() * 4)::int], (ARRAY['990102', '990202', '990302'])[1 + floor(random() * 3)::int],
    '05000200', '{}', '{}', '线索' || n, jsonb_build_object('content', repeat('x', 300)), '', 'open', at, at,
    gen_random_uuid(), 1
  FROM (SELECT n, %(noon)s - random() * interval '365 days' AS at FROM generate_series(1, %(count)s) n) dated"""


def prepare(count):
    """An empty database of its own, migrated and filled by the owner; then the web role."""
    database.start(settings.SERVER)
    database.create(settings.SERVER, "liandong")
    connection.settings_dict["USER"] = "liandong_owner"
    database.migrate()
    agencies = [Agency(id=uuid7(), code=f"99{n:04d}000000", name=f"单位{n}", short_name=f"{n}") for n in range(AGENCIES)]
    Agency.objects.bulk_create(agencies)
    Department.objects.bulk_create(Department(agency=a, name="刑侦支队") for a in agencies)
    keys = [a.pk for a in agencies]
    big, little, lone, reader = keys[:4]  # big owns a fifth, reader gets a third, little 40 rows, lone nothing
    with connection.cursor() as cursor:
        cursor.execute("SELECT setseed(0.5)")
        cursor.execute(FILL, {"big": big, "others": keys[4:], "many": len(keys) - 4, "count": count, "noon": NOON})
    lay_grants(keys, little, lone, reader)
    with connection.cursor() as cursor:
        cursor.execute("VACUUM ANALYZE sharing_record")
        cursor.execute("ANALYZE")
    connection.close()
    connection.settings_dict["USER"] = "liandong_web"
    return {"owns a fifth": big, "is given a third": reader, "is given 40 rows": little, "is given nothing": lone}


def lay_grants(keys, little, lone, reader):
    """Grants between many, a third of everything for the reader, forty releases for the little one."""
    deed = Deed.objects.create(id=uuid7(), number="bench", title="bench", parties=keys, terms="{}", laid_at=NOON)
    pairs = [(o, reader, c) for o in keys[4:37] for c in CATEGORIES]
    others = [k for k in keys if k not in (little, lone, reader)]
    pairs += [(*chance.sample(others, 2), chance.choice(CATEGORIES)) for _ in range(GRANTS - len(pairs))]
    Grant.objects.bulk_create(
        Grant(deed=deed, owner_id=o, agency_id=a, category=c, named=c, clause="二(1)", level=2,
              starts_at=NOON - timedelta(days=90), ends_at=NOON + timedelta(days=900)) for o, a, c in pairs)
    chosen = chance.sample(list(Record.objects.exclude(owner__in=[little, lone, reader]).values_list("pk", "owner_id")), 40)
    Release.objects.bulk_create(Release(record_id=k, owner_id=o, agency_id=little, at=NOON, ends_at=NOON + timedelta(days=9))
                                for k, o in chosen)


def took(work, times=5):
    """The median of some runs, in milliseconds."""
    spans = []
    for _ in range(times):
        began = time.perf_counter()
        work()
        spans.append((time.perf_counter() - began) * 1000)
    return round(statistics.median(spans), 1)


def measure(key, partner):
    """Every question of the list page, for one viewer."""
    actor = Actor(UUID(int=1), key, NOON, clearance=2, roles=frozenset({"officer"}))
    with acting(actor):
        walk = Record.objects.order_by("-entered_at")
        first = queries.newest(actor).first()
        found = {
            "walking, newest 50": took(lambda: list(walk[:50]), 3),
            "newest 50": took(lambda: list(queries.newest(actor)[:50])),
            "shared with us, newest 50": took(lambda: list(queries.newest(actor, side="shared")[:50])),
            "capped count": took(lambda: capped_count(queries.newest(actor))),
            "all tabs": took(lambda: queries.tab_counts(actor, queries.Narrowing()), 3),
            "why, 50 rows": took(lambda: queries.reasons(actor, queries.newest(actor)[:50])),
            "would see, one partner": took(lambda: queries.would_see(partner), 3),
        }
        if first:
            found["by key"] = took(lambda: queries.of(first.pk))
    return found


def main():
    """Print a table and write the figures beside it."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--records", type=int, default=300_000)
    count = parser.parse_args().records
    try:
        viewers = prepare(count)
        partner = viewers["is given a third"]
        figures = {name: measure(key, partner) for name, key in viewers.items()}
    finally:
        connection.close()
        database.stop(settings.SERVER)
        shutil.rmtree(FOLDER, ignore_errors=True)
    width = max(len(q) for q in figures["owns a fifth"])
    print(f"{count} records, {GRANTS} grants, all policies on; milliseconds")
    print(" " * width, *(f"{name:>18}" for name in figures))
    for question in figures["owns a fifth"]:
        print(f"{question:<{width}}", *(f"{found.get(question, '—'):>18}" for found in figures.values()))
    RESULTS.mkdir(exist_ok=True)
    (RESULTS / "sight.json").write_text(json.dumps({"records": count, "grants": GRANTS, "ms": figures}, indent=2) + "\n")


if __name__ == "__main__":
    main()
