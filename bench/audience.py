"""How fast the audience of agreements is: lists, counts and one agreement among thousands, for four kinds of viewer."""
import json
import os
import random
import shutil
import statistics
import tempfile
import time
from datetime import UTC, datetime, timedelta
from pathlib import Path

FOLDER = Path(tempfile.mkdtemp(prefix="ld-bench-"))
os.environ |= {"LIANDONG_DATA": str(FOLDER), "LIANDONG_SECRET_KEY": "bench", "LIANDONG_POOL": "0",
               "DJANGO_SETTINGS_MODULE": "liandong.web.settings"}

import django  # noqa: E402  # settings read the environment

django.setup()

from django.conf import settings  # noqa: E402
from django.db import connection  # noqa: E402

from liandong.agencies.models import Agency  # noqa: E402
from liandong.agreements import queries  # noqa: E402
from liandong.agreements.models import Agreement  # noqa: E402
from liandong.kernel.actor import Actor, acting  # noqa: E402
from liandong.kernel.keys import uuid7  # noqa: E402
from liandong.kernel.lists import capped_count  # noqa: E402
from liandong.web import database  # noqa: E402

NOON = datetime(2026, 11, 23, 4, tzinfo=UTC)
AGENCIES, AGREEMENTS, CITIES, ROUNDS = 200, 3000, 20, 15
chance = random.Random(1)


def prepare():
    """One province, twenty cities, the rest counties below them; agreements of two to five of them, most signed."""
    database.start(settings.SERVER)
    database.create(settings.SERVER, "liandong")
    connection.settings_dict["USER"] = "liandong_owner"
    database.migrate()
    made: list[Agency] = []
    for n in range(AGENCIES):
        parent = None if n == 0 else made[0] if n <= CITIES else made[1 + n % CITIES]
        made.append(Agency(id=uuid7(), code=f"99{n:04d}000000", name=f"单位{n}", short_name=f"{n}", parent=parent))
    Agency.objects.bulk_create(made)
    terms = {"title": "协议", "sharing": [{"key": f"k{n}", "category": "leads", "clause": "第一条" * 40} for n in range(60)]}
    Agreement.objects.bulk_create((_agreement(made, n, terms) for n in range(AGREEMENTS)), batch_size=500)
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE")
    connection.close()
    connection.settings_dict["USER"] = "liandong_web"
    return made


def _agreement(made, n, terms):
    parties, signed = chance.sample(made[1:-1], chance.choice((2, 2, 2, 3, 5))), chance.random() < 0.8
    at = NOON - timedelta(hours=n)
    return Agreement(title=f"协议{n}", number=f"{n}号", drafter=parties[0], parties=[p.pk for p in parties], text="正文" * 3000,
                     terms=terms, signed_text="正文" * 3000, stage="signed" if signed else "sent", made_at=at, made_by=uuid7(),
                     sent_at=at, signed_at=at if signed else None, starts_at=at, ends_at=NOON + timedelta(days=n))


def timed(act) -> float:
    """The median of several rounds, in milliseconds."""
    found = []
    for _round in range(ROUNDS):
        before = time.perf_counter()
        act()
        found.append(time.perf_counter() - before)
    return round(statistics.median(found) * 1000, 1)


def measured(actor: Actor) -> dict[str, float]:
    """What one viewer sees, and how long each question takes."""
    with acting(actor):
        key = Agreement.objects.order_by("-made_at").values_list("pk", flat=True).first() or uuid7()
        return {"sees": queries.visible().count(), "own": queries.own(actor).count(),
                "newest 50": timed(lambda: list(queries.visible()[:50])),
                "own 50": timed(lambda: list(queries.own(actor)[:50])),
                "below 50": timed(lambda: list(queries.below(actor)[:50])),
                "count": timed(lambda: capped_count(queries.visible())), "one by key": timed(lambda: queries.of(key))}


def main() -> None:
    """Print one line a viewer."""
    made = prepare()
    try:
        for name, agency in (("province", made[0]), ("city", made[1]), ("county", made[60]), ("no party", made[-1])):
            print(json.dumps({"viewer": name} | measured(Actor(uuid7(), agency.pk, NOON, None, 2, frozenset()))))
    finally:
        connection.close()
        database.stop(settings.SERVER)
        shutil.rmtree(FOLDER, ignore_errors=True)


if __name__ == "__main__":
    main()
