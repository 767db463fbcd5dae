"""How fast the ledger is: lines written a second beside plain rows, a million lines checked beside a plain sha256."""
import argparse
import hashlib
import json
import multiprocessing
import os
import shutil
import statistics
import tempfile
import time
from datetime import UTC, datetime, timedelta
from pathlib import Path
from types import SimpleNamespace
from uuid import UUID

FOLDER = Path(tempfile.mkdtemp(prefix="ld-bench-"))
os.environ |= {"LIANDONG_DATA": str(FOLDER), "LIANDONG_SECRET_KEY": "bench", "LIANDONG_POOL": "0",
               "DJANGO_SETTINGS_MODULE": "liandong.web.settings"}

import django  # noqa: E402  # settings read the environment

django.setup()

from django.conf import settings  # noqa: E402
from django.db import connection, transaction  # noqa: E402

from liandong.audit import actions, export, queries, rules  # noqa: E402
from liandong.audit.verify import verify_file  # noqa: E402
from liandong.kernel.actor import Actor, acting  # noqa: E402
from liandong.web import database  # noqa: E402

NOON = datetime(2026, 11, 23, 4, tzinfo=UTC)
ACTOR = Actor(UUID(int=1), UUID(int=2), NOON)
PARTNER = UUID(int=3)
FORK = multiprocessing.get_context("fork")
RESULTS = Path(__file__).parent / "results"
TARGET_APPEND, TARGET_VERIFY = 2000, 60
PLAIN = """CREATE TABLE plain (seq bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY, at timestamptz, officer uuid, agency uuid,
    verb text, facts jsonb, audience uuid[]); GRANT SELECT, INSERT ON plain TO liandong_web"""
INSERT = "INSERT INTO plain (at, officer, agency, verb, facts, audience) VALUES (%s, %s, %s, %s, %s, %s)"


def prepare():
    """An empty database of its own, migrated, with a plain table beside the ledger; then the web role."""
    database.start(settings.SERVER)
    database.create(settings.SERVER, "liandong")
    connection.settings_dict["USER"] = "liandong_owner"
    database.migrate()
    with connection.cursor() as cursor:
        cursor.execute(PLAIN)
    connection.close()
    connection.settings_dict["USER"] = "liandong_web"


def ledger_lines(size):
    """`size` lines in one transaction, as an action writes them."""
    with acting(ACTOR):
        for _ in range(size):
            actions.record(ACTOR, "bench.write", UUID(int=4), kind="record", audience=[PARTNER], facts={"name": "线索 0417"})


def ledger_statement(size):
    """`size` lines in one statement, as an action on many subjects writes them."""
    with acting(ACTOR):
        actions.record_all(ACTOR, "bench.write", [UUID(int=4)] * size, kind="record", audience=[PARTNER])


def plain_rows(size):
    """The same rows into a table that nothing protects."""
    with transaction.atomic(), connection.cursor() as cursor:
        for _ in range(size):
            cursor.execute(INSERT, [NOON, ACTOR.officer, ACTOR.agency, "bench.write", '{"name": "线索 0417"}', [PARTNER]])


def plain_statement(size):
    """The same rows in one statement."""
    row = (NOON, ACTOR.officer, ACTOR.agency, "bench.write", '{"name": "线索 0417"}', [PARTNER])
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(INSERT + ", (%s, %s, %s, %s, %s, %s)" * (size - 1), row * size)


def write(act, times, size):
    """One process's share."""
    for _ in range(times):
        act(size)
    connection.close()


def rate(act, *, count, size, processes):
    """Rows a second, all processes together; the middle of three runs."""
    found = []
    for _ in range(3):
        share = (act, count // size // processes, size)
        workers = [FORK.Process(target=write, args=share) for _ in range(processes)]
        start = time.perf_counter()
        for worker in workers:
            worker.start()
        for worker in workers:
            worker.join()
        found.append(count / (time.perf_counter() - start))
    return round(statistics.median(found))


def appends():
    """The ledger beside the plain table: one row a transaction, a hundred a transaction, a hundred a statement."""
    shapes = [("1 a transaction", ledger_lines, plain_rows, 1, 4000),
              ("100 a transaction", ledger_lines, plain_rows, 100, 20000),
              ("100 a statement", ledger_statement, plain_statement, 100, 40000)]
    for name, ledger, plain, size, count in shapes:
        for processes in (1, 4):
            shape = {"count": count, "size": size, "processes": processes}
            yield {"rows": name, "connections": processes, "ledger rows/s": rate(ledger, **shape),
                   "plain rows/s": rate(plain, **shape)}


def synthetic(count, batch_size):
    """A sealed ledger of `count` lines: its chain, and its lines one by one with their batch and proof."""
    chain = [queries.START]

    def lines():
        for start in range(0, count, batch_size):
            batch = [line(seq) for seq in range(start, min(start + batch_size, count))]
            tree = rules.levels([entry.digest for entry in batch])
            for place, entry in enumerate(batch):
                yield entry, chain[start // batch_size + 1], rules.proof(tree, place)

    for start in range(0, count, batch_size):
        last, number = chain[-1], len(chain)
        root = rules.root([line(seq).digest for seq in range(start, min(start + batch_size, count))])
        upper = str(number * batch_size)
        head = rules.head(last.head, number, last.to_xact, upper, root)
        chain.append(queries.Batch(number, last.to_xact, upper, root, head, min(batch_size, count - start), NOON))
    return chain, lines()


def line(seq):
    entry = SimpleNamespace(
        seq=seq, at=NOON + timedelta(seconds=seq), officer=ACTOR.officer, agency=ACTOR.agency, verb="sharing.release",
        kind="record", subject=UUID(int=seq), purpose="办理案件", facts={"name": f"线索 {seq:07}", "partner": "江陵市公安局"},
        change=hashlib.sha256(b"%d" % seq).digest(), audience=[ACTOR.agency, PARTNER], salt=seq.to_bytes(16, "big"))
    entry.digest = rules.digest(entry)
    return entry


def verifies(count):
    """Both forms of an export checked, beside the sha256 of the same file."""
    for form in ("whole", "audience"):
        chain, lines = synthetic(count, 1000)
        bare = ((entry, batch, None if form == "whole" else proof) for entry, batch, proof in lines)
        file = FOLDER / f"{form}.jsonl"
        with file.open("wb") as out:
            out.writelines(export.bound(export.rows(form, NOON, chain, bare, ACTOR.agency, "江北市公安局")))
        start = time.perf_counter()
        result = verify_file(file)
        took = time.perf_counter() - start
        assert result.ok and result.lines == count
        start = time.perf_counter()
        with file.open("rb") as whole:
            hashlib.file_digest(whole, "sha256")
        yield {"form": form, "lines": count, "MB": round(file.stat().st_size / 1e6), "verify s": round(took, 1),
               "sha256 s": round(time.perf_counter() - start, 1)}
        file.unlink()


def table(title, rows):
    """The rows as they are measured, as a table."""
    print(f"\n{title}")
    found = []
    for row in rows:
        if not found:
            print("  ".join(f"{name:>18}" for name in row))
        print("  ".join(f"{value:>18}" for value in row.values()), flush=True)
        found.append(row)
    return found


def main():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--lines", type=int, default=1_000_000)
    asked = parser.parse_args()
    prepare()
    try:
        result = {"load before": os.getloadavg()[0],
                  "append": table("Lines written (embedded server, fsync on, web role)", appends()),
                  "verify": table("Lines checked offline (one process)", verifies(asked.lines))}
    finally:
        connection.close()
        database.stop(settings.SERVER)
        shutil.rmtree(FOLDER, ignore_errors=True)
    best = max(row["ledger rows/s"] for row in result["append"])
    slowest = max(row["verify s"] for row in result["verify"]) * 1_000_000 / asked.lines
    result["holds"] = {"append": best >= TARGET_APPEND, "verify": slowest < TARGET_VERIFY}
    RESULTS.mkdir(exist_ok=True)
    (RESULTS / "ledger.json").write_text(json.dumps(result, indent=1))
    print(f"\nappend >= {TARGET_APPEND} rows/s: {result['holds']['append']} ({best}); "
          f"verify 1,000,000 < {TARGET_VERIFY} s: {result['holds']['verify']} ({slowest:.1f} s)")
    raise SystemExit(not all(result["holds"].values()))


if __name__ == "__main__":
    main()
