"""Two thousand cases come in from a sheet; thirty are faulty, are mended in the file that came back, and come in as well."""
import io
from datetime import timedelta
from pathlib import Path
from types import SimpleNamespace

import pytest
from openpyxl import Workbook, load_workbook

from conftest import NOON, new_actor, new_agency, owner
from liandong.kernel.actor import acting
from liandong.sharing import tasks
from liandong.sharing.models import Import, Record

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
HEAD = ["来源编号", "标题", "地区", "案件类别", "案发时间", "案发地点", "简要案情", "民族"]
ALL, BAD = 2000, 30


@pytest.fixture
def bureau(transactional_db, clock):
    """One bureau with a clerk."""
    with owner():
        agency = new_agency("云州市公安局", "990100000000")
        return SimpleNamespace(clerk=new_actor(agency, "010002", "陆知远", "clerk", "officer"))


def sheet() -> bytes:
    """Cases as another system hands them over; every sixty-sixth has no place or a time that nobody understands."""
    book, out = Workbook(write_only=True), io.BytesIO()
    page = book.create_sheet()
    page.append(HEAD)
    for number in range(ALL):
        at, is_bad = NOON - timedelta(hours=number), number % 66 == 5 and number // 66 < BAD
        page.append([f"JZ{number:06}", f"云溪区盗窃电动车案{number}", "云溪区", "05000200",
                     "不详" if is_bad and number % 2 else f"{at:%Y-%m-%d %H:%M}",
                     "" if is_bad and not number % 2 else f"柳林路{number}号", "夜间被盗", "汉族"])
    book.save(out)
    return out.getvalue()


def mended(path: str) -> bytes:
    """The file that came back, with what was wrong put right, as somebody does it in a spreadsheet."""
    book, out = load_workbook(path), io.BytesIO()
    page = book.active
    assert page.max_row == BAD + 1 and "民族" not in [cell.value for cell in page[1]]
    for row in page.iter_rows(min_row=2):
        row[4].value, row[5].value = "2026-11-01 02:00", row[5].value or "柳林路口"
    book.save(out)
    return out.getvalue()


def upload(desk, name: str, content: bytes) -> None:
    """Choose the file and its kind, take the columns as suggested, and look at the first rows."""
    page = desk.page
    desk.go("/records/imports/")
    page.select_option("#id_kind", "case")
    page.set_input_files("#id_file", {"name": name, "mimeType": "application/octet-stream", "buffer": content})
    page.click("main .btn-primary")
    page.wait_for_selector("text=对应数据标准")
    page.fill("#id_source", "警综平台")
    page.click("main .btn-primary")
    page.wait_for_selector("text=前几行")


def bring_in(desk, actor) -> None:
    """Let the job begin, and do what the worker does while the page is open: the page tells how it went by itself."""
    desk.page.click("main .btn-primary:has-text('导入')")
    desk.page.wait_for_selector(".st-hand")
    with acting(actor):
        key = Import.objects.filter(stage="running").values_list("pk", flat=True).get()
    tasks.bring_in(key, actor.officer, None)
    desk.page.wait_for_selector(".st-done")


def figures(desk) -> list[str]:
    """Entered, changed, known and faulty; titles that do not follow the naming rule are warned of and come in."""
    entered, changed, known, _warned, faulty = desk.page.locator(".figures dd").all_inner_texts()
    return [entered, changed, known, faulty]


def test_cases_come_in_from_a_sheet_and_faulty_rows_are_mended(bureau, desk_of, folder, monkeypatch, clock):
    monkeypatch.setattr(tasks.timezone, "now", clock)
    desk = desk_of(bureau.clerk)
    upload(desk, "案件.xlsx", sheet())
    assert "民族" in desk.page.inner_text(".note-need") and "汉族" not in desk.page.inner_text("main")
    bring_in(desk, bureau.clerk)
    assert figures(desk) == [str(ALL - BAD), "0", "0", str(BAD)]
    with desk.page.expect_download() as waiting:
        desk.page.click("text=下载有误行")
    kept = Path(folder) / "mend.xlsx"
    waiting.value.save_as(kept)
    upload(desk, "案件-待修改.xlsx", mended(str(kept)))
    bring_in(desk, bureau.clerk)
    assert figures(desk) == [str(BAD), "0", "0", "0"]
    with acting(bureau.clerk):
        assert Record.objects.filter(kind="case").count() == ALL
    desk.page.click("text=查看记录")
    desk.page.wait_for_selector(f".count:has-text('{1000}+')")
