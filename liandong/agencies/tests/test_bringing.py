"""Lists of agencies, departments and officers are looked at first, then brought in at once, by who may."""
import io
from dataclasses import replace

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import ProgrammingError, connection, transaction
from openpyxl import Workbook

from conftest import owner
from liandong.agencies import actions
from liandong.agencies.models import Agency, Department, Officer
from liandong.agencies.queries.bringing import world
from liandong.agencies.rules import Role
from liandong.agencies.rules.bringing import COLUMNS, List, lines
from liandong.agreements.models import ReviewStep
from liandong.engines.papers.errors import Unreadable
from liandong.engines.papers.sheet import rows_of
from liandong.kernel.actor import acting
from liandong.kernel.errors import Refused
from liandong.kernel.keys import uuid7

HEAD = {wanted: [column.heading for column in columns] for wanted, columns in COLUMNS.items()}
pytestmark = pytest.mark.django_db


def sheet(wanted, *rows):
    """The file of these rows, as a spreadsheet saves it."""
    text = "\n".join(",".join(cells) for cells in [HEAD[wanted], *rows])
    return SimpleUploadedFile("list.csv", text.encode("utf-8-sig"), "text/csv")


def post(client, address, **fields):
    """What a browser sends, with its key."""
    return client.post(address, fields | {"idempotency_key": str(uuid7())}, follow=True)


@pytest.fixture
def code(cast):
    """The code of the agency that brings in."""
    return Agency.objects.get(pk=cast.north.agency).code


def found(actor, wanted, *rows):
    """The lines of these rows, as the actor's administrator would see them."""
    with acting(actor):
        return lines(wanted, [HEAD[wanted], *rows], world(actor))


def test_agencies_are_founded_under_ones_own_and_the_row_above_may_be_the_parent(cast, code):
    got = found(cast.north, List.AGENCIES,
                ["990177000000", "北山分局", "北山分局", "", "公安机关", "县", code, ""],
                ["990177010000", "柳林派出所", "柳林所", "", "", "派出所", "990177000000", ""])
    with acting(cast.north):
        assert actions.bring(cast.north, List.AGENCIES, got) == 2
    founded = Agency.objects.get(code="990177010000")
    assert founded.parent.parent_id == cast.north.agency
    with owner():
        assert list(ReviewStep.objects.filter(agency=founded).values_list("role", flat=True)) == ["reviewer", "leader"]


@pytest.mark.parametrize("row, says", [
    (["99", "x", "x", "", "", "县", "{code}", ""], "12 characters"),
    (["990177000000", "x", "x", "", "", "县", "990000000001", ""], "none of them"),
    (["990177000000", "x", "x", "", "", "村", "{code}", ""], "not known"),
    (["990177000000", "", "x", "", "", "县", "{code}", ""], "empty")])
def test_a_faulty_row_says_what_is_wrong_and_is_left_out(cast, code, row, says):
    [line] = found(cast.north, List.AGENCIES, [cell.format(code=code) for cell in row])
    assert says in line.fault and not line.is_new


def test_what_is_there_already_stays_as_it_is(cast, code):
    [line] = found(cast.north, List.AGENCIES, [code, "另一个名称", "x", "", "", "县", code, ""])
    assert line.is_known and not line.is_new


def brought(actor, wanted, *rows, **more):
    """How many of these rows were brought in."""
    new = found(actor, wanted, *rows)
    with acting(actor):
        return actions.bring(actor, wanted, new, **more)


def test_departments_and_officers_of_a_new_agency_are_filled_until_it_has_its_own_administrator(cast, code):
    brought(cast.north, List.AGENCIES, ["990177000000", "北山分局", "北山", "", "", "县", code, ""])
    brought(cast.north, List.DEPARTMENTS, ["990177000000", "指挥室"])
    row = ["N70001", "周行远", "990177000000", "指挥室", "主任", "管理员、内勤", "内部", "", ""]
    assert brought(cast.north, List.OFFICERS, row, sealed={"N70001": "!"}) == 1
    officer = Officer.objects.get(police_number="N70001")
    assert set(officer.roles) == {Role.ADMINISTRATOR, Role.CLERK} and officer.must_change_password
    assert officer.department == Department.objects.get(agency=officer.agency, name="指挥室")
    [later] = found(cast.north, List.DEPARTMENTS, ["990177000000", "另一部门"])
    assert "administrators of its own" in later.fault


def test_nobody_fills_an_agency_that_is_not_theirs_whatever_they_send(cast):
    with acting(cast.north), pytest.raises(ProgrammingError), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("SELECT agencies_bring_departments(jsonb_build_array(jsonb_build_object("
                       "'id', gen_random_uuid(), 'agency', %s::uuid, 'name', 'x')))", [cast.south.agency])


def test_who_is_no_administrator_brings_nothing_in(cast):
    with acting(cast.clerk), pytest.raises(Refused):
        actions.bring(cast.clerk, List.DEPARTMENTS, [])


def test_a_clearance_above_ones_own_is_a_fault(cast, code):
    [line] = found(replace(cast.north, clearance=1), List.OFFICERS,
                   ["N70002", "甲", code, "", "", "民警", "工作秘密", "", ""])
    assert "above your own" in line.fault


def test_a_file_is_looked_at_first_then_brought_in_and_the_passwords_shown_once(cast, code, sign_in):
    client = sign_in(cast.north)
    file = sheet(List.OFFICERS, ["N70003", "周行远", code, "", "民警", "民警", "内部", "", ""],
                 ["坏", "乙", code, "", "", "民警", "", "", ""])
    answer = post(client, "/agencies/bring/", wanted="officers", file=file)
    assert "周行远" in answer.content.decode() and not Officer.objects.filter(police_number="N70003").exists()
    assert "坏" in client.get("/agencies/bring/faults/").content.decode()
    slips = post(client, "/agencies/bring/preview/").content.decode()
    assert "N70003" in slips and Officer.objects.get(police_number="N70003").has_usable_password()
    assert "N70003" not in client.get("/agencies/bring/passwords/", follow=True).content.decode().split("<table")[0]


def test_a_file_without_its_headings_says_which_is_missing(cast, sign_in):
    file = SimpleUploadedFile("x.csv", "警号,姓名\n1,2".encode(), "text/csv")
    answer = post(sign_in(cast.north), "/agencies/bring/", wanted="officers", file=file)
    assert answer.status_code == 422 and "机构代码" in answer.content.decode()


def test_sheets_are_read_from_csv_in_two_encodings_and_from_workbooks():
    book, kept = Workbook(), io.BytesIO()
    book.active.append(["警号", 10002])
    book.save(kept)
    assert rows_of(kept.getvalue()) == [["警号", "10002"]]
    assert rows_of("警号\t姓名\n".encode("gb18030")) == rows_of("警号;姓名".encode("utf-8-sig")) == [["警号", "姓名"]]


@pytest.mark.parametrize("data", [b"", b"PK\x03\x04rubbish", b"\x00\x01\x02", b"\xff\xff\xff"])
def test_what_is_no_sheet_is_refused(data):
    with pytest.raises(Unreadable):
        rows_of(data)
