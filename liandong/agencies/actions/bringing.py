"""Bring a list in: agencies below one's own, departments, officers with their first passwords."""
import json
from collections.abc import Iterable, Mapping
from uuid import UUID

from django.db import IntegrityError, connection, transaction

from liandong.audit import actions as audit
from liandong.kernel import events
from liandong.kernel.actor import Actor
from liandong.kernel.errors import Refused
from liandong.kernel.keys import uuid7
from liandong.kernel.terms import gettext_noop as _

from .. import rules
from ..models import Agency, Department
from ..rules.bringing import Line, List

MEANWHILE = _("Somebody entered one of these meanwhile. Look at the preview again; nothing was brought in.")


def bring(actor: Actor, wanted: List, lines: Iterable[Line], *, sealed: Mapping[str, str] | None = None) -> int:
    """Bring in what is new among the lines, all or nothing; `sealed` holds hashed first passwords by police number.

    Returns how many rows were written.
    """
    rules.check_administrator(actor, agency=actor.agency)
    rows = [dict(line.values) for line in lines if line.is_new]
    listed = {List.AGENCIES: _agencies, List.DEPARTMENTS: _departments, List.OFFICERS: _officers}[wanted](rows, sealed or {})
    try:
        with transaction.atomic(), connection.cursor() as cursor:
            cursor.execute(f"SELECT agencies_bring_{wanted.value}(%s::jsonb)", [json.dumps(listed)])
            [count] = cursor.fetchone()
    except IntegrityError as error:
        raise Refused(MEANWHILE, field="file") from error
    audit.record(actor, f"agencies.bring_{wanted.value}", actor.agency, kind="agency", facts={"count": str(count)},
                 change=[{name: value for name, value in row.items() if name != "password"} for row in listed])
    if wanted == List.AGENCIES:
        events.tell("agencies.founded", actor, [UUID(str(row["id"])) for row in listed])
    return int(count)


def _agencies(rows: list[dict[str, object]], _sealed: Mapping[str, str]) -> list[dict[str, object]]:
    return [{"id": str(uuid7()), **row} for row in rows]


def _departments(rows: list[dict[str, object]], _sealed: Mapping[str, str]) -> list[dict[str, object]]:
    keys = _keys(row["agency"] for row in rows)
    return [{"id": str(uuid7()), "agency": keys[str(row["agency"])], "name": row["name"]} for row in rows]


def _officers(rows: list[dict[str, object]], sealed: Mapping[str, str]) -> list[dict[str, object]]:
    keys = _keys(row["agency"] for row in rows)
    found = Department.objects.filter(agency__code__in=keys).values_list("agency", "name", "pk")
    departments = {(str(agency), name): str(key) for agency, name, key in found}
    return [{**row, "id": str(uuid7()), "agency": keys[str(row["agency"])], "password": sealed[str(row["police_number"])],
             "department": departments.get((keys[str(row["agency"])], str(row.get("department", ""))))} for row in rows]


def _keys(codes: Iterable[object]) -> dict[str, str]:
    wanted = {str(code) for code in codes}
    return {code: str(key) for code, key in Agency.objects.filter(code__in=wanted).values_list("code", "pk")}
