"""Liaison posts: named, changed, handed over, ended; and the alarm when nobody holds one that is needed."""
from collections.abc import Iterable
from datetime import datetime
from typing import Any, Protocol
from uuid import UUID

from django.db import connection

from liandong.audit import actions as audit
from liandong.kernel.actor import NOBODY, Actor
from liandong.kernel.errors import Refused
from liandong.kernel.keys import uuid7
from liandong.kernel.terms import gettext_noop as _
from liandong.kernel.versions import change_as_seen

from .. import queries, rules
from ..models import Agency, Liaison, Officer
from .telling import ALARMED, DAY_MINUTES, LIAISONS, tell

Found = list[tuple[UUID, UUID, UUID, str]]  # vacancy, agency, partner, deputy


class Agreed(Protocol):
    """What came into force."""

    parties: list[UUID]


def name_liaison(actor: Actor, officer: Officer, partner: Agency, *, deputy: Officer | None = None, phone: str = "",
                 hours: rules.Hours | None = None) -> Liaison:
    """Name an officer of the actor's agency as the one `partner` calls; a vacancy is filled by it."""
    given = hours or rules.Hours()
    rules.check_administrator(actor, agency=actor.agency)
    if partner.pk == actor.agency:
        raise Refused(_("Choose another agency: a liaison officer is named for a partner."), field="partner")
    _check_post(actor, officer, deputy, phone, given)
    post, new = Liaison.objects.get_or_create(
        agency_id=actor.agency, partner=partner, officer=officer, until=None,
        defaults={"since": actor.at, "deputy": deputy, "phone": phone, "days": list(given.days), "opens": given.opens,
                  "closes": given.closes})
    if not new:
        raise Refused(_("%(name)s is the liaison officer for %(partner)s already."), field="officer", name=officer.name,
                      partner=partner.name)
    audit.record(actor, "agencies.name_liaison", post.pk, kind="liaison", audience=[partner.pk],
                 facts={"name": officer.name, "partner": partner.name})
    watch(actor, [actor.agency])
    return post


def set_liaison(actor: Actor, post: Liaison, *, deputy: Officer | None, phone: str, hours: rules.Hours,
                version: int) -> Liaison:
    """Change deputy, phone and hours of a post of the actor's agency."""
    rules.check_administrator(actor, agency=post.agency_id)
    _check_post(actor, post.officer, deputy, phone, hours)
    post = change_as_seen(post, version, deputy=deputy, phone=phone, days=list(hours.days), opens=hours.opens,
                          closes=hours.closes)
    audit.record(actor, "agencies.set_liaison", post.pk, kind="liaison", audience=[post.partner_id],
                 facts={"name": post.officer.name, "partner": post.partner.name})
    return post


def hand_over(actor: Actor, post: Liaison, *, to: Officer, note: str) -> UUID:
    """Hand a post over: the old one ends, the new one begins, the partner and the successor are told. Returns the new key."""
    if rules.Role.ADMINISTRATOR not in actor.roles and actor.officer not in (post.officer_id, post.deputy_id):
        raise Refused(_("The liaison officer, the deputy or an administrator hands the post over."))
    if to.agency_id != actor.agency or not to.is_active or to.pk == post.officer_id:
        raise Refused(_("The successor is another officer of your own agency, with an open account."), field="to")
    if not note.strip():
        raise Refused(_("Write what is open and what the successor must know."), field="note")
    if Liaison.objects.filter(agency=actor.agency, partner=post.partner_id, officer=to, until=None).exists():
        raise Refused(_("%(name)s is the liaison officer for %(partner)s already."), field="to", name=to.name,
                      partner=post.partner.name)
    fresh = uuid7()
    if not _ask("SELECT agencies_hand_over(%s, %s, %s, %s)", [post.pk, to.pk, fresh, note.strip()])[0][0]:
        raise Refused(_("This liaison post has ended already."))
    facts = {"name": post.officer.name, "to": to.name, "partner": post.partner.name, "agency": post.agency.name}
    audit.record(actor, "agencies.hand_over", fresh, kind="liaison", audience=[post.partner_id], facts=facts,
                 change={"old": str(post.pk), "note": note.strip()})
    tell(actor, "agencies.handed_over", to=[post.partner_id], values=facts, subject_kind="agency", subject=actor.agency,
         roles=LIAISONS)
    tell(actor, "agencies.took_over", to=[actor.agency], values=facts, subject_kind="agency", subject=post.partner_id,
         roles=LIAISONS)
    watch(actor, [actor.agency])
    return fresh


def end_liaison(actor: Actor, post: Liaison) -> None:
    """End a liaison post at this moment; nobody left for a partner with an agreement in force is an alarm."""
    rules.check_administrator(actor, agency=post.agency_id)
    if not Liaison.objects.filter(pk=post.pk, agency=actor.agency, until=None).update(until=actor.at):
        raise Refused(_("This liaison post has ended already."))
    audit.record(actor, "agencies.end_liaison", post.pk, kind="liaison", audience=[post.partner_id],
                 facts={"name": post.officer.name, "partner": post.partner.name})
    watch(actor, [actor.agency])


def agreement_in_force(actor: Actor, agreement: Agreed) -> None:
    """An agreement came into force: each party needs a liaison officer for each other; who has none is told. An event."""
    watch(actor, agreement.parties)


def watch(actor: Actor, concerned: Iterable[UUID]) -> int:
    """Alarm each of these agencies, once, for every post nobody holds; returns how many were found.

    A post is filled in a day, not in minutes: the alarm is to be acknowledged, but lies over nobody's work.
    """
    found = _ask("SELECT * FROM agencies_note_vacancies(%s)", [list(concerned)])
    _alarm(found, lambda agency: actor)
    return len(found)


def watch_all(at: datetime) -> int:
    """The same for every agency at that moment. A job's work, and harmless twice."""
    found = _ask("SELECT * FROM agencies_find_vacancies(%s)", [at])
    _alarm(found, lambda agency: Actor(NOBODY, agency, at))
    return len(found)


def _alarm(found: Found, who: Any) -> None:
    names = queries.names({key for row in found for key in row[1:3]})
    for vacancy, agency, partner, deputy in found:
        actor = who(agency)
        facts = {"agency": names[agency], "partner": names[partner]}
        audit.record(actor, "agencies.note_vacancy", vacancy, kind="liaison", audience=[agency], facts=facts)
        tell(actor, "agencies.vacant_deputy" if deputy else "agencies.vacant", to=[agency],
             values=facts | ({"deputy": deputy} if deputy else {}), subject_kind="agency", subject=partner, roles=ALARMED,
             reply_minutes=DAY_MINUTES)


def _check_post(actor: Actor, officer: Officer, deputy: Officer | None, phone: str, hours: rules.Hours) -> None:
    if officer.agency_id != actor.agency:
        raise Refused(_("A liaison officer is one of your own agency."), field="officer")
    if deputy and (deputy.agency_id != actor.agency or deputy.pk == officer.pk):
        raise Refused(_("The deputy is another officer of your own agency."), field="deputy")
    if phone:
        rules.check_phone(phone)
    rules.check_hours(hours)


def _ask(sql: str, values: list[Any]) -> list[Any]:
    with connection.cursor() as cursor:
        cursor.execute(sql, values)
        return list(cursor.fetchall())
