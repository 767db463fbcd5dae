"""Doors in and out in the demonstration: a file of cases with faults, accounts of systems, additions to the standard."""
import csv
import io
from datetime import datetime, timedelta

from liandong.kernel import moments
from liandong.sharing import actions as sharing
from liandong.sharing.rules import imports, standard
from liandong.sharing.rules.additions import Addition

from .steps import by
from .story import Story

HEADINGS = ("来源编号", "标题", "地区", "案件类别", "案发时间", "案发地点", "简要案情", "民族")
PLACES = ("柳林路8号车棚", "滨江广场东侧", "建材市场3号门", "客运站出站口", "南湖公园西门", "云溪三中门前")
FUELS = (("01", "汽油", "Petrol"), ("02", "柴油", "Diesel"), ("03", "液化气", "Liquefied gas"))


def happen(story: Story) -> None:
    """The province adds to the standard; a bureau brings in a file and lets its case system in."""
    story.add(story.now - timedelta(days=20, hours=2), added)
    story.add(story.now - timedelta(days=9, hours=4), let_in)
    story.add(story.now - timedelta(days=1, hours=6), brought)


def added(story: Story, at: datetime) -> None:
    """A code table of fuels, and an element of leads that uses it."""
    day = moments.local(at).date()
    with by(story, "lan", "administrator", at) as actor:
        sharing.additions.add_table(actor, Addition("table", "x_fuels", "-", 1, day, "燃油种类", "Fuels"), FUELS,
                                    why="涉油线索增多，统一填写油品种类")
        sharing.additions.add(actor, Addition("element", "lead", "x_fuel", 1, day, "涉及油品", "Fuel", group="content",
                                              type="code", codes="x_fuels"), why="涉油线索增多，统一填写油品种类")


def let_in(story: Story, at: datetime) -> None:
    """Two accounts; one was revoked when its system was replaced. Nobody keeps the tokens."""
    with by(story, "yunzhou", "administrator", at) as actor:
        old, _token = sharing.accounts.make(actor, name="接处警系统（旧）", source="接处警", scopes=["push"], clearance=1,
                                            per_minute=60)
        sharing.accounts.make(actor, name="警务综合平台", source="警综", scopes=["push", "read", "feed"], clearance=1,
                              per_minute=120)
        sharing.accounts.revoke(actor, old)


def brought(story: Story, at: datetime) -> None:
    """Eighteen cases of a file; three have faults that wait to be mended, and its column of a forbidden kind was dropped."""
    with by(story, "yunzhou", "clerk", at) as actor:
        given = sharing.imports.take(actor, "case", name="11月盗窃电动车案件.csv", content=_file(at))
        sharing.imports.say_columns(actor, given, imports.suggest(standard.kinds()["case"], given.headings),
                                    defaults={"level": 1}, source="警综", updates=False, save_as="警综案件导出")
        sharing.imports.start(actor, given, is_dry=False)
        while sharing.imports.proceed(actor, given.pk):
            pass


def _file(at: datetime) -> bytes:
    out = io.StringIO()
    lines = csv.writer(out)
    lines.writerow(HEADINGS)
    for number in range(18):
        when = moments.local(at - timedelta(days=2 + number % 9, hours=number))
        place = PLACES[number % len(PLACES)]
        lines.writerow([
            f"YZ{when:%Y%m}{number:04}", f"{when:%-m月%-d日}{place}盗窃电动车案", "云溪区" if number != 5 else "云溪去",
            "05000200" if number != 11 else "盗电动车", f"{when:%Y-%m-%d %H:%M}" if number != 14 else "上周三夜里", place,
            "车主夜间停放，次日发现电动自行车被盗。", ""])
    return out.getvalue().encode("utf-8-sig")
