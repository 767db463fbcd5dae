"""How fast a hundred thousand cases are brought in from a file, and how much memory that takes, as the job does it."""
import argparse
import json
import multiprocessing
import os
import resource
import shutil
import tempfile
import time
from datetime import UTC, datetime, timedelta
from io import BytesIO
from pathlib import Path

FOLDER = Path(tempfile.mkdtemp(prefix="ld-bench-"))
os.environ |= {"LIANDONG_DATA": str(FOLDER), "LIANDONG_SECRET_KEY": "bench", "LIANDONG_POOL": "0",
               "DJANGO_SETTINGS_MODULE": "liandong.web.settings"}

import django  # noqa: E402  # settings read the environment

django.setup()

from django.conf import settings  # noqa: E402
from django.db import connection  # noqa: E402
from openpyxl import Workbook  # noqa: E402

from liandong.agencies.models import Agency, Department, Officer  # noqa: E402
from liandong.kernel.actor import Actor, acting  # noqa: E402
from liandong.sharing import actions, tasks  # noqa: E402
from liandong.sharing.models import Import, Record  # noqa: E402
from liandong.web import database  # noqa: E402

AT = datetime(2026, 11, 23, 4, tzinfo=UTC)
FORK = multiprocessing.get_context("fork")
RESULTS = Path(__file__).parent / "results"
TARGET_SECONDS, TARGET_MB, EVERY_BAD = 180, 1024, 1000
HEADINGS = ["来源编号", "标题", "地区", "案件类别", "级别", "案件编号", "立案日期",
            "案发时间", "案发地点", "简要案情", "作案手法",
            "涉案金额（元）", "民族"]
COLUMNS = ("source_key", "title", "region", "case_class", "level", "case_no", "filed_on", "occurred_from", "place", "summary",
           "method", "loss_yuan")


def prepare():
    """An empty database of its own with one agency and one officer; then the web role."""
    database.start(settings.SERVER)
    database.create(settings.SERVER, "liandong")
    connection.settings_dict["USER"] = "liandong_owner"
    database.migrate()
    agency = Agency.objects.create(name="云州市公安局", code="990100000000", short_name="云州", mark="云公", kind="police")
    department = Department.objects.create(agency=agency, name="刑侦支队")
    officer = Officer(agency=agency, department=department, police_number="010002", name="陆知远", clearance=2,
                      roles=["officer", "clerk", "liaison"], password="!")
    officer.save(force_insert=True)
    connection.close()
    connection.settings_dict["USER"] = "liandong_web"
    settings.LOGINS["web"]["USER"] = "liandong_web"
    return Actor(officer.pk, agency.pk, AT, department.pk, 2, frozenset(officer.roles))


def rows(count):
    """Cases as another system would hand them over; one in a thousand is faulty."""
    for number in range(count):
        at = AT - timedelta(minutes=7 * number % 400_000)
        yield [f"YZ{number:08}", f"{at:%m月%d日}云溪区盗窃电动车案{number}", "990102", "05000200", "内部",
               f"A990100000000{at:%Y%m}{number % 10000:04}", f"{at:%Y-%m-%d}", f"{at:%Y-%m-%d %H:%M}",
               "" if number % EVERY_BAD == 7 else f"云溪区柳林路{number % 300}号",
               f"事主停放在楼下的电动车被盗，车身灰色，编号{number}，损失已估价。", "撬锁", str(1000 + number % 4000), "汉族"]


def file_of(media, count):
    """The file as bytes."""
    if media == "json":
        return json.dumps([dict(zip(HEADINGS, row, strict=True)) for row in rows(count)], ensure_ascii=False).encode()
    if media == "csv":
        return "\n".join(",".join(row) for row in [HEADINGS, *rows(count)]).encode("gb18030")
    book, out = Workbook(write_only=True), BytesIO()
    sheet = book.create_sheet()
    for row in [HEADINGS, *rows(count)]:
        sheet.append(row)
    book.save(out)
    return out.getvalue()


def bring(actor, pk, pipe):
    """The job's work, in a process of its own."""
    before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    start = time.perf_counter()
    tasks.bring_in(pk, actor.officer, None)
    pipe.send((time.perf_counter() - start, resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024, before / 1024))
    connection.close()


def measure(actor, media, count, file):
    """One file, taken and brought in."""
    with acting(actor):
        start = time.perf_counter()
        given = actions.imports.take(actor, "case", name=f"cases.{media}", content=file)
        taken = time.perf_counter() - start
        columns = dict(enumerate(COLUMNS))
        actions.imports.say_columns(actor, given, columns, defaults={"level": 1}, source=media,
                                    updates=False)
        actions.imports.start(actor, given, is_dry=False)
    connection.close()
    mine, theirs = FORK.Pipe()
    child = FORK.Process(target=bring, args=(actor, given.pk, theirs))
    child.start()
    took, peak, _before = mine.recv()
    child.join()
    with acting(actor):
        ended = Import.objects.defer("content").get(pk=given.pk)
        there = Record.objects.filter(owner=actor.agency).count()
    assert (ended.stage, ended.done) == ("done", count), (ended.stage, ended.reason)
    assert ended.faulty == len(range(7, count, EVERY_BAD)) and ended.entered == count - ended.faulty, "something was lost"
    return {"file": media, "MB": round(len(file) / 1e6, 1), "rows": count, "faulty": ended.faulty, "taken s": round(taken, 1),
            "brought in s": round(took, 1), "rows/s": round(count / took), "peak MB": round(peak), "records there": there}


def main():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--rows", type=int, default=100_000)
    parser.add_argument("--media", nargs="+", default=["xlsx", "csv", "json"])
    asked = parser.parse_args()
    files = {media: FORK.Pool(1).apply(file_of, (media, asked.rows)) for media in asked.media}
    actor = prepare()
    try:
        found, load = [], round(os.getloadavg()[0], 2)
        for media in asked.media:
            found.append(measure(actor, media, asked.rows, files[media]))
            if len(found) == 1:
                print("  ".join(f"{name:>14}" for name in found[0]))
            print("  ".join(f"{value:>14}" for value in found[-1].values()), flush=True)
    finally:
        connection.close()
        database.stop(settings.SERVER)
        shutil.rmtree(FOLDER, ignore_errors=True)
    share = asked.rows / 100_000
    holds = {"seconds": all(row["brought in s"] <= TARGET_SECONDS * share for row in found),
             "memory": all(row["peak MB"] < TARGET_MB for row in found)}
    if asked.rows == 100_000:
        RESULTS.mkdir(exist_ok=True)
        (RESULTS / "imports.json").write_text(json.dumps(
            {"load before": load, "imports": found, "holds": holds}, indent=1, ensure_ascii=False) + "\n")
    print(f"\n100,000 rows < {TARGET_SECONDS} s: {holds['seconds']}; < {TARGET_MB} MB: {holds['memory']} (load {load})")
    raise SystemExit(not all(holds.values()))


if __name__ == "__main__":
    main()
