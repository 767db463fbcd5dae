"""Add to the data standard, change an addition, retire one: always a new version, for everybody from its day on."""
import json
from collections.abc import Iterable
from dataclasses import asdict, replace
from datetime import date
from uuid import UUID

from django.db import IntegrityError, connection, transaction

from liandong.agencies import queries as agencies
from liandong.audit import actions as audit
from liandong.kernel import moments
from liandong.kernel.actor import Actor
from liandong.kernel.errors import Refused
from liandong.kernel.keys import uuid7
from liandong.kernel.terms import gettext_noop as _
from liandong.notices import actions as notices

from .. import queries
from ..rules import adding, additions, standard, values
from ..rules.additions import ONLY, Addition, What

ADD = "SELECT sharing_add(%s, %s, %s, %s, %s, %s, %s, %s::jsonb, %s, %s, %s)"
HEAD = ("what", "place", "name", "version", "zh", "en", "since", "until")
MEANWHILE = _("Somebody else changed this meanwhile. Look at what it is now, then change it again.")


def add(actor: Actor, one: Addition, *, why: str) -> UUID:
    """Add an element, a table, a code or a pattern of titles; or, where there is one, give it a newer version."""
    return _write(actor, [one], why)


def add_table(actor: Actor, table: Addition, codes: Iterable[tuple[str, str, str]], *, why: str) -> UUID:
    """Add a code table together with its codes, each with its Chinese and English words."""
    rows = [Addition(What.CODE, table.place, code, 0, table.since, zh, en) for code, zh, en in codes]
    if not rows:
        raise Refused(_("A table needs codes: one a line, such as 01, 加油站, Petrol station."), field="rows")
    return _write(actor, [table, *rows], why)


def retire(actor: Actor, what: str, place: str, name: str, *, until: date, why: str) -> UUID:
    """Offer it no longer from that day on; what was entered with it stays readable, and an unchanged value stays right."""
    newest = _newest(queries.known(), (what, place, name))
    if newest is None and what == What.CODE and name in standard.current().labels.get(place, {}):
        shipped = standard.current().labels[place][name]
        newest = Addition(what, place, name, 0, until, shipped.zh, shipped.en)
    if newest is None or what == What.TABLE:
        raise Refused(_("Only what an administrator added, or a code, is retired."))
    today = moments.local(actor.at).date()
    since = max(today, newest.since) if newest.version else today
    return _write(actor, [replace(newest, since=since, until=max(until, since))], why)


def _write(actor: Actor, wanted: list[Addition], why: str) -> UUID:
    """Check one after another, each against the standard with those before it; write, say and tell."""
    _check_actor(actor, why)
    today, known, key = moments.local(actor.at).date(), queries.known(), uuid7()
    for place, one in enumerate(wanted):
        before = _newest(known, one.key)
        version = replace(one, version=before.version + 1 if before else 1)
        adding.check(version, now=additions.extended(standard.base(), known, max(version.since, today)), before=before,
                     today=today)
        _insert(version, key if place == 0 else uuid7(), why.strip()[:200])
        known = (*known, version)
    _tell(actor, key, known[-len(wanted)], why)
    return key


def _check_actor(actor: Actor, why: str) -> None:
    own = agencies.agency(actor.agency)
    adding.check_keeper(own.kind, is_top=own.parent_id is None, roles=actor.roles, is_exercise=actor.exercise is not None)
    if not why.strip():
        raise Refused(_("Write why; everybody who works by the standard reads it."), field="why")
    if wrong := values.unfit(why):
        raise wrong.refused("why")


def _insert(one: Addition, key: UUID, why: str) -> None:
    body = {name: value for name, value in asdict(one).items() if name not in HEAD}
    try:
        with transaction.atomic(), connection.cursor() as cursor:
            cursor.execute(ADD, [key, one.what, one.place, one.name, one.version, one.zh.strip(), one.en.strip(),
                                 json.dumps(body), one.since, one.until, why])
    except IntegrityError:
        raise Refused(MEANWHILE) from None


def _tell(actor: Actor, key: UUID, one: Addition, why: str) -> None:
    """A line in the ledger, and a notice to every agency's administrators."""
    verb = "retire" if one.until else "add" if one.version == 1 else "change"
    kind = standard.base().kinds.get(one.place)
    where = kind.label.zh if kind else one.place
    said = one.zh if one.name == ONLY or one.what == What.ELEMENT else f"{one.name} {one.zh}"
    facts = {"place": where, "name": said, "day": (one.until or one.since).isoformat()}
    audit.record(actor, f"sharing.standard_{verb}", key, kind="standard", purpose=why.strip()[:200], facts=facts,
                 change={name: str(value) for name, value in asdict(one).items()})
    notices.tell(actor, f"sharing.standard_{verb}", agencies=[each.pk for each in agencies.agencies()], values=facts,
                 subject_kind="standard", subject=key, roles=("administrator",))


def _newest(known: Iterable[Addition], key: additions.Key) -> Addition | None:
    return max((one for one in known if one.key == key), key=lambda one: one.version, default=None)
