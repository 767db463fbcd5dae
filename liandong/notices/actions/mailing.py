"""Mails about notices: who gets one, handing them over, what came of it; and what each officer wants of them."""
from collections.abc import Collection, Iterable
from datetime import datetime, time
from uuid import UUID

from django.conf import settings
from django.db import transaction
from django.db.models import F
from django.urls import reverse

from liandong.agencies import actions as officers, queries as agencies
from liandong.agencies.rules import Role
from liandong.audit import actions as audit
from liandong.kernel import live, says
from liandong.kernel.actor import NOBODY, Actor
from liandong.kernel.errors import Refused
from liandong.kernel.terms import gettext_noop as _
from liandong.kernel.versions import change_as_seen

from .. import queries, rules, smtp
from ..models import Mail, Notice, Preference, Read
from ..rules import MailState

BATCH = 200


def prefer(actor: Actor, *, address: str, mail: Iterable[str], quiet_from: time | None, quiet_until: time | None,
           version: int) -> None:
    """Set the officer's own address, which groups go out as mail, and the quiet hours (urgent ones keep none)."""
    if (quiet_from is None) != (quiet_until is None):
        raise Refused(_("Quiet hours have a beginning and an end; write both, or neither."), field="quiet_until")
    own = queries.preference(actor)
    wanted = {"mail": sorted(set(mail) & set(says.groups())), "quiet_from": quiet_from, "quiet_until": quiet_until}
    if own._state.adding:
        Preference.objects.create(officer=actor.officer, **wanted, version=version + 1)
    else:
        change_as_seen(own, version, **wanted)
    officers.set_address(actor, address.strip())
    audit.record(actor, "notices.prefer", actor.officer, kind="officer")


def try_again(actor: Actor, mail: Mail) -> None:
    """Put a mail that was given up or refused back into the outbox."""
    if Role.ADMINISTRATOR not in actor.roles or mail.agency_id != actor.agency:
        raise Refused(_("Only an administrator of the agency itself does this; ask a colleague who holds the role."))
    waiting = Mail.objects.filter(pk=mail.pk, state__in=[MailState.FAILED, MailState.BOUNCED])
    if not waiting.update(state=MailState.QUEUED, tries=0, next_try_at=actor.at):
        raise Refused(_("This mail is on its way already; look at it again in a minute."))
    audit.record(actor, "notices.try_again", mail.pk, kind="mail")


def queue_mail(at: datetime) -> int:
    """Lay the mails of new and newly raised notices into the outbox; returns how many. A job's work, harmless twice."""
    if not settings.EMAIL_HOST:
        Notice.objects.filter(mailed_at=None).update(mailed_at=at)
        return 0
    with transaction.atomic():
        fresh = list(Notice.objects.select_for_update(skip_locked=True).filter(mailed_at=None).order_by("at")[:BATCH])
        made = Mail.objects.bulk_create(_mails(fresh, at), ignore_conflicts=True)  # one an officer, raised or not
        Notice.objects.filter(pk__in=[notice.pk for notice in fresh]).update(mailed_at=at)
    return len(made)


def send_mail(at: datetime) -> int:
    """Hand over what is due; returns how many were sent. A job's work; no transaction is open while the server speaks.

    Of an address that is refused the other mails are not tried: they come back with the first, and it is said once.
    """
    mails, refused, sent = {mail.pk: mail for mail in _take(at)}, set(), 0
    letters = (smtp.Letter(m.pk, m.address, m.notice.number, _link(m.notice_id), at) for m in mails.values()
               if m.address not in refused)  # asked when its turn comes
    for letter, verdict in smtp.hand_over(letters):
        _mark(mails[letter.key], verdict, at)
        sent += verdict.result == smtp.SENT
        refused |= {letter.address} if verdict.result == smtp.REFUSED else set()
    return sent


def _mails(fresh: Collection[Notice], at: datetime) -> Iterable[Mail]:
    """A mail for each officer a notice reaches who wants one, has an address that works, and has not read it yet."""
    people = {agency: list(agencies.officers(agency).filter(is_active=True).exclude(email=""))
              for agency in {notice.agency_id for notice in fresh}}
    keys = {officer.pk for found in people.values() for officer in found}
    wishes = {wish.officer: wish for wish in Preference.objects.filter(officer__in=keys)}
    has_read = set(Read.objects.filter(notice__in=fresh, officer__in=keys).values_list("notice", "officer"))
    refused = set(Mail.objects.filter(officer__in=keys, state=MailState.BOUNCED).values_list("officer", "address"))
    for notice in fresh:
        for officer in people[notice.agency_id]:
            wish = wishes.get(officer.pk) or Preference()
            is_his = rules.reaches(notice, roles=officer.roles, department=officer.department_id, officer=officer.pk)
            wanted = rules.wants_mail(wish.mail, group=says.group(notice.kind), urgent=notice.urgent)
            known = (notice.pk, officer.pk) in has_read or notice.officer == officer.pk
            if is_his and wanted and not known and (officer.pk, officer.email) not in refused:
                first = at if notice.urgent else rules.after_quiet(at, wish.quiet_from, wish.quiet_until)
                yield Mail(notice=notice, agency_id=notice.agency_id, officer=officer.pk, address=officer.email,
                           queued_at=at, next_try_at=first)


def _take(at: datetime) -> list[Mail]:
    """Take mails in hand: another worker leaves them alone until the lease is over."""
    with transaction.atomic():
        due = Mail.objects.select_for_update(skip_locked=True).filter(state=MailState.QUEUED, next_try_at__lte=at)
        keys = list(due.order_by("next_try_at").values_list("pk", flat=True)[:BATCH])
        Mail.objects.filter(pk__in=keys).update(tries=F("tries") + 1, next_try_at=at + rules.LEASE)
    return list(Mail.objects.filter(pk__in=keys).select_related("notice").order_by("queued_at", "pk"))


def _mark(mail: Mail, verdict: smtp.Verdict, at: datetime) -> None:
    again = rules.retry_at(at, mail.tries) if verdict.result == smtp.LATER else None
    state = {smtp.SENT: MailState.SENT, smtp.REFUSED: MailState.BOUNCED}.get(
        verdict.result, MailState.QUEUED if again else MailState.FAILED)
    with transaction.atomic():
        Mail.objects.filter(pk=mail.pk).update(state=state, next_try_at=again, last_error=verdict.words,
                                               sent_at=at if state == MailState.SENT else None)
        if state == MailState.BOUNCED:
            others = Mail.objects.filter(officer=mail.officer, address=mail.address, state=MailState.QUEUED)
            others.update(state=state, next_try_at=None, last_error=verdict.words)
        if state in (MailState.BOUNCED, MailState.FAILED):
            _note(mail, "notices.bounced" if state == MailState.BOUNCED else "notices.mail_failed", verdict.words, at)


def _note(mail: Mail, kind: str, reason: str, at: datetime) -> None:
    """Tell the officer and the agency's administrators inside the platform; nobody else learns of it."""
    name = agencies.officer_names([mail.officer]).get(mail.officer, "")
    Notice.objects.create(agency_id=mail.agency_id, sender_id=mail.agency_id, officer=NOBODY, at=at, kind=kind, key=kind,
                          message=rules.NOTICES[kind], roles=[rules.FALLBACK], raised=[rules.of_officer(mail.officer)],
                          values={"officer": name, "reason": reason, "tries": str(mail.tries)}, mailed_at=at)
    live.changed(f"agency:{mail.agency_id}")


def _link(notice: UUID) -> str:
    return settings.URL + reverse("notices:detail", args=[notice])
