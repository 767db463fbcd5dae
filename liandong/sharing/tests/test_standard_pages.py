"""An administrator adds to the standard from its pages; everybody's forms follow; nobody else adds, and nobody rewrites."""
from datetime import timedelta

import pytest
from django.db import DatabaseError, connection, transaction
from django.urls import reverse

from conftest import NOON
from liandong.kernel.actor import acting
from liandong.kernel.errors import Refused
from liandong.kernel.keys import uuid7
from liandong.sharing import actions, queries
from liandong.sharing.models import Addition as Row
from liandong.sharing.rules import standard
from liandong.sharing.rules.additions import Addition

from .cast import LEAD, entered

TODAY = NOON.date()
NOTE = Addition("element", "lead", "x_note", 0, TODAY, "交接备注", "Remark", group="content")
ADD = "SELECT sharing_add(%s, 'element', 'lead', 'x_a', %s, 'a', 'a', '{}', %s, NULL, 'why')"


@pytest.fixture(autouse=True)
def noon(monkeypatch):
    """The pages' clock."""
    monkeypatch.setattr("liandong.web.middleware.now", lambda: NOON)


def post(client, name, args, **fields):
    return client.post(reverse(f"sharing:{name}", args=args), {"idempotency_key": str(uuid7()), **fields})


def test_a_table_and_an_element_added_from_the_page_are_asked_for_by_everybodys_form(cast, sign_in):
    client = sign_in(cast.north)
    post(client, "standard_add", ["table", "-"], zh="燃油种类", en="Fuels", rows="01,柴油,Diesel\n02,汽油,Petrol",
         since=TODAY, why="加油站线索需要")
    answer = post(client, "standard_add", ["element", "lead"], zh="燃油", en="Fuel", group="content", type="code",
                  codes="x_fuels", search="none", match="none", since=TODAY, why="加油站线索需要")
    assert answer.status_code == 302, answer.text
    other = sign_in(cast.south)
    assert "柴油" in other.get(reverse("sharing:enter", args=["lead"])).text
    typed = {"title": LEAD.title, "region": LEAD.region, "case_class": LEAD.case_class, "level": "1",
             **LEAD.elements, "x_fuel": "01"}
    assert post(other, "enter", ["lead"], **typed).status_code == 302
    page = other.get(reverse("sharing:detail", args=[_newest(cast.south).pk]))
    assert "燃油" in page.text and "柴油" in page.text
    assert "x_fuel" in other.get(reverse("sharing:standard_file", args=["json"])).text
    assert "燃油种类" in other.get(reverse("notices:list")).text


def _newest(actor):
    with acting(actor):
        return queries.newest(actor, side="ours")[0]


def test_a_forbidden_label_is_refused_beside_its_field_with_the_article(cast, sign_in):
    answer = post(sign_in(cast.north), "standard_add", ["element", "lead"], zh="民族", en="Group of birth", group="content",
                  type="text", search="none", match="none", since=TODAY, why="统计需要")
    assert answer.status_code == 422 and "个人信息保护法" in answer.text
    with acting(cast.north):
        assert not Row.objects.exists()


def test_a_retired_element_leaves_the_form_and_stays_on_old_records(cast, sign_in):
    with acting(cast.north), queries.standard_in_force(NOON):
        actions.add(cast.north, NOTE, why="交接班需要")
    with acting(cast.north), queries.standard_in_force(NOON):
        record = entered(cast.north, LEAD, elements={**LEAD.elements, "x_note": "已交接"})
    client = sign_in(cast.north)
    assert post(client, "standard_retire", ["element", "lead", "x_note"], until=TODAY, why="不再使用").status_code == 302
    client.get(reverse("sharing:standard"))  # shows what was said
    assert "交接备注" not in client.get(reverse("sharing:edit", args=[record.pk])).text
    assert "已交接" in client.get(reverse("sharing:detail", args=[record.pk])).text
    typed = {"title": LEAD.title, "region": LEAD.region, "case_class": LEAD.case_class, "version": 1,
             **LEAD.elements, "content": "另写"}
    assert post(client, "edit", [record.pk], **typed).status_code == 302
    with acting(cast.north):
        assert queries.of(record.pk).elements["x_note"] == "已交接"
        assert [row.version for row in queries.versions("element", "lead", "x_note")] == [2, 1]


def test_who_does_not_keep_the_standard_adds_nothing(cast):
    for actor in (cast.clerk, cast.firm):
        with acting(actor), pytest.raises(Refused):
            actions.add(actor, NOTE, why="需要")


@pytest.mark.parametrize("sql", ["UPDATE sharing_addition SET zh = 'x'", "DELETE FROM sharing_addition",
                                 "INSERT INTO sharing_addition DEFAULT VALUES"])
def test_no_sql_of_the_web_role_rewrites_the_standard(cast, sql):
    with (acting(cast.north), pytest.raises(DatabaseError, match="permission denied"), transaction.atomic(),
          connection.cursor() as cursor):
        cursor.execute(sql)


def test_the_guarded_function_asks_who_from_when_and_after_which_version(cast):
    for actor, version, day in ((cast.clerk, 1, TODAY), (cast.firm, 1, TODAY), (cast.north, 2, TODAY),
                                (cast.north, 1, TODAY - timedelta(1))):
        with acting(actor), pytest.raises(DatabaseError), transaction.atomic(), connection.cursor() as cursor:
            cursor.execute(ADD, [uuid7(), version, day])


def test_the_database_is_asked_once_and_only_where_the_standard_is_used(cast, django_assert_num_queries):
    with acting(cast.north):
        with django_assert_num_queries(0), queries.standard_in_force(NOON):
            pass
        with django_assert_num_queries(1), queries.standard_in_force(NOON):
            assert standard.kinds() and standard.codes("sex") and standard.label("role", "suspect", "zh")
