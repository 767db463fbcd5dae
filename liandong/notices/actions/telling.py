"""Tell agencies something, and read what one was told."""
from collections.abc import Iterable, Mapping
from datetime import timedelta
from typing import Any
from uuid import UUID

from liandong.agencies import queries as agencies
from liandong.kernel import live, says
from liandong.kernel.actor import Actor

from .. import queries, rules
from ..models import Notice, Read, ReadMark

A_DAY = timedelta(days=1)


def tell(actor: Actor, kind: str, *, agencies: Iterable[UUID], message: str = "", values: Mapping[str, str] | None = None,
         subject_kind: str, subject: UUID, roles: Iterable[str] = (), urgent: bool = False,
         department: UUID | None = None, reply_minutes: int | None = None) -> None:
    """One notice to each agency, for its officers who hold one of `roles` (all when empty), in one department if named.

    `kind` is the key of its sentence (kernel.says); a kind without one brings a translatable English text as `message`.
    `values` fill its placeholders. Urgent ones, and those with `reply_minutes`, are to be acknowledged.
    """
    said = {"kind": kind, "key": "" if message else kind, "message": message or _sentence(kind), "subject_kind": subject_kind,
            "values": dict(values or {}), "subject": subject, "roles": sorted(roles), "department_id": department}
    asked = _reply(actor, urgent, reply_minutes)
    _write(Notice(agency_id=agency, sender_id=actor.agency, officer=actor.officer, at=actor.at, urgent=urgent,
                  raised=instead(agency, roles, department), **said, **asked) for agency in sorted(set(agencies)))


def tell_all(actor: Actor, kind: str, *, agency: UUID, about: Mapping[UUID, Mapping[str, str]], subject_kind: str,
             roles: Iterable[str] = (), urgent: bool = False) -> None:
    """One notice to one agency about each of several subjects, with its values; two statements, however many they are."""
    raised, message, posts, asked = instead(agency, roles, None), _sentence(kind), sorted(roles), _reply(actor, urgent, None)
    _write(Notice(agency_id=agency, sender_id=actor.agency, officer=actor.officer, at=actor.at, kind=kind, key=kind,
                  message=message, values=dict(values), subject_kind=subject_kind, subject=subject, roles=posts, raised=raised,
                  urgent=urgent, **asked) for subject, values in about.items())


def instead(agency: UUID, roles: Iterable[str], department: UUID | None) -> list[str]:
    """Whom it reaches besides, because nobody holds the post: the role in the whole agency, else its administrators."""
    posts = set(roles)
    if not posts and department is None:
        return []
    held = agencies.holders(agency, posts) if posts else agencies.officers(agency).filter(is_active=True)
    if (held if department is None else held.filter(department=department)).exists():
        return []
    return sorted(posts) if posts and department is not None and held.exists() else [rules.FALLBACK]


def read(actor: Actor, notice: Notice) -> None:
    """Mark one notice as read by this officer; again is harmless."""
    Read.objects.bulk_create([Read(notice=notice, officer=actor.officer, at=actor.at)], ignore_conflicts=True)
    _settle(actor)


def read_all(actor: Actor) -> int:
    """Mark everything as read by this officer; returns how many were not."""
    unread = [Read(notice=n, officer=actor.officer, at=actor.at) for n in queries.waiting(actor)]
    Read.objects.bulk_create(unread, ignore_conflicts=True, batch_size=1000)
    _settle(actor)
    return len(unread)


def _settle(actor: Actor) -> None:
    """Move the officer's mark on, once a day: behind it the bell counts only what was left unread.

    Where a hundred were left there may be more: then it is set anew each time, since reading these brings up the others.
    """
    until, mark = rules.settled_until(actor.at), queries.read_mark(actor)
    is_whole = mark is not None and len(mark.left) < queries.CAP
    if mark and is_whole and until - mark.until < A_DAY:
        return
    left = queries.left_unread(actor, until, mark if is_whole else None)
    ReadMark.objects.update_or_create(officer=actor.officer, defaults={
        "until": until, "posts": queries.posts(actor), "left": left})


def _write(notices: Iterable[Notice]) -> None:
    told = Notice.objects.bulk_create(notices)
    live.changed(*(f"agency:{notice.agency_id}" for notice in told))


def _reply(actor: Actor, urgent: bool, asked: int | None) -> dict[str, Any]:
    """Within how many minutes it is to be acknowledged, and when it is raised without that."""
    minutes = rules.reply_time(urgent=urgent, asked=asked)
    return {"reply_minutes": minutes, "next_step_at": actor.at + timedelta(minutes=minutes) if minutes else None}


def _sentence(kind: str) -> str:
    if sentence := says.sentence(kind):
        return sentence
    raise LookupError(f"the notice {kind} has no sentence: say it in web/wiring.py, or give a message")
