"""What is true of every table."""
from dataclasses import replace

from django.db import connection

from conftest import NOON, owner
from liandong.access.models import Release
from liandong.agencies.models import Officer
from liandong.kernel.actor import acting
from liandong.kernel.keys import uuid7

OPEN_TO_THE_WEB = """
  SELECT relname, relrowsecurity, coalesce(obj_description(oid), ''),
    (SELECT count(DISTINCT polcmd) FROM pg_policy WHERE polrelid = pg_class.oid AND polpermissive AND polname <> 'jobs') = 4
      AND EXISTS (SELECT FROM pg_policy WHERE polrelid = pg_class.oid AND NOT polpermissive)
  FROM pg_class WHERE relkind IN ('r', 'p', 'v', 'm') AND relnamespace = 'public'::regnamespace
    AND has_any_column_privilege('liandong_web', oid, 'SELECT, INSERT, UPDATE, REFERENCES')
"""
NARROWED_TO_THE_EXERCISE = """
  SELECT polrelid::regclass::text, pg_get_expr(polqual, polrelid) FROM pg_policy WHERE polname = 'exercise'
"""
FUNCTIONS_WITHOUT_A_PATH = """
  SELECT proname FROM pg_proc WHERE pronamespace = 'public'::regnamespace AND prosecdef
    AND NOT EXISTS (SELECT FROM unnest(proconfig) c WHERE c LIKE 'search_path=%%')
"""


def rows(sql):
    with connection.cursor() as cursor:
        cursor.execute(sql)
        return cursor.fetchall()


def test_every_table_open_to_the_web_is_protected_or_declared_common(db):
    tables = rows(OPEN_TO_THE_WEB)
    assert len(tables) > 20
    assert [name for name, guarded, why, whole in tables if not (guarded and whole or why.startswith("common:"))] == []


def test_every_function_that_runs_as_the_owner_fixes_its_search_path(db):
    assert rows(FUNCTIONS_WITHOUT_A_PATH.replace("%%", "%")) == []


def test_an_exercise_and_real_life_do_not_see_each_other(cast):
    drill = replace(cast.north, exercise=uuid7())
    with acting(drill):
        Release.objects.create(record_id=uuid7(), owner_id=drill.agency, agency_id=cast.south.agency, at=NOON, ends_at=NOON)
        assert Release.objects.count() == 1
    for actor in (cast.north, cast.south):
        with acting(actor):
            assert not Release.objects.exists()


def test_the_planner_does_not_take_every_protected_table_for_empty(db):
    found = rows(NARROWED_TO_THE_EXERCISE)
    assert len(found) > 20
    assert [table for table, condition in found if "CASE" not in condition] == []


def test_an_officer_changes_their_own_password_and_nobody_elses(cast):
    with acting(cast.clerk):
        assert Officer.objects.filter(pk=cast.clerk.officer).update(password="x") == 1
        assert Officer.objects.exclude(pk=cast.clerk.officer).update(password="x") == 0
    with acting(cast.far):  # an administrator, of another agency
        assert Officer.objects.filter(pk=cast.clerk.officer).update(password="x") == 0
    with owner():
        assert Officer.objects.filter(password="x").count() == 1
