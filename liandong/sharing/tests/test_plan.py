"""The rule of sight is inlined into every query of records, and the actor is checked once a query."""
import pytest
from django.db import connection

from liandong.kernel.actor import acting
from liandong.sharing import queries
from liandong.sharing.models import Record


def plan_of(query, values=()):
    with connection.cursor() as cursor:
        cursor.execute(f"EXPLAIN (VERBOSE) {query}", values)
        return "\n".join(line for (line,) in cursor.fetchall())


def test_the_rule_is_inlined_and_the_actor_checked_once_a_query(cast):
    with acting(cast.north):
        plan = plan_of("SELECT id FROM sharing_record ORDER BY entered_at DESC LIMIT 50")
    scans = [line for line in plan.splitlines() if "Function Scan" in line]
    assert all("pg_catalog.unnest" in line for line in scans) and "access_sees" not in plan  # a grant's own scope
    conditions = [line for line in plan.splitlines() if "Filter" in line or "Cond" in line]
    assert conditions and not any("actor_" in line for line in conditions)


def test_changing_asks_for_the_owner_once_a_query(cast):
    with acting(cast.north):
        plan = plan_of("UPDATE sharing_record SET title = ''")
        assert "access_sees" not in plan and "owner_id" in plan


def test_nobody_may_name_another_owner_in_an_update(cast):
    with connection.cursor() as cursor:
        cursor.execute("""SELECT column_name FROM information_schema.column_privileges
                          WHERE grantee = 'liandong_web' AND table_name = 'sharing_record' AND privilege_type = 'UPDATE'""")
        columns = {name for (name,) in cursor.fetchall()}
    assert "title" in columns and not columns & {"id", "owner_id", "number", "kind", "entered_at", "exercise_id"}
    assert {f.column for f in Record._meta.fields} > columns


@pytest.mark.parametrize("sort, side", [(sort, "all") for sort in queries.SORTS] + [("-entered_at", "ours")])
def test_the_list_walks_an_index_in_its_own_order(cast, sort, side):
    with acting(cast.north), connection.cursor() as cursor:
        cursor.execute("SET LOCAL enable_seqscan = off")
        rows = queries.newest(cast.north, side=side, sort=sort)
        rows = rows if side == "ours" else Record.objects.order_by(*rows.query.order_by)  # as where much is seen
        plan = rows[:50].explain().split("SubPlan")[0]
    assert "Sort" not in plan and "Index Scan" in plan
