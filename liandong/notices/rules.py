"""Whom a notice reaches, when it is raised to whom, when a mail may go and when it is tried again; how a list is folded."""
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from typing import Generic, Protocol, TypeVar
from uuid import UUID

from liandong.agencies.rules import Role
from liandong.kernel import moments
from liandong.kernel.terms import Term, gettext_noop as _

REPLY_MINUTES = 5  # in which an urgent notice is acknowledged, where the sender said nothing else
SETTLED = timedelta(days=7)  # so old, a notice has come to everybody it will ever come to
FALLBACK = Role.ADMINISTRATOR.value  # who is told when nobody holds the post
LONGEST_FOLD = 1  # so many of a kind and day stand in the list by themselves
BACKOFF = tuple(timedelta(minutes=m) for m in (1, 5, 15, 60, 180, 360, 720, 1440))  # after the first try, the second, …
LEASE = timedelta(minutes=10)  # a mail that was taken in hand is tried again only after this


class MailState(Term):
    """How far a mail has come."""

    QUEUED = "queued", _("Waiting to be sent")
    SENT = "sent", _("Sent")
    FAILED = "failed", _("Given up")
    BOUNCED = "bounced", _("Refused")


@dataclass(frozen=True, slots=True)
class Rung:
    """One step of escalation: to which post, after how many times the reply time."""

    role: str
    times: int


LADDER = (Rung(Role.HEAD.value, 1), Rung(Role.LEADER.value, 2))  # within the agency; its superior is never told


def reply_time(*, urgent: bool, asked: int | None) -> int | None:
    """Minutes in which a notice is to be acknowledged; None where it need not be."""
    return asked or (REPLY_MINUTES if urgent else None)


def settled_until(at: datetime) -> datetime:
    """Up to when, at this moment, no notice is raised any more and none is still being written."""
    return at - SETTLED


def rungs_due(told_at: datetime, reply_minutes: int, next_step_at: datetime, now: datetime) -> tuple[Rung, ...]:
    """The steps that fell due from `next_step_at` up to now, all of them after a downtime."""
    return tuple(r for r in LADDER if next_step_at <= step_at(told_at, reply_minutes, r) <= now)


def next_step(told_at: datetime, reply_minutes: int, after: datetime) -> datetime | None:
    """When the next step falls due; None after the last."""
    return min((at for r in LADDER if (at := step_at(told_at, reply_minutes, r)) > after), default=None)


def step_at(told_at: datetime, reply_minutes: int, rung: Rung) -> datetime:
    """The moment of one step."""
    return told_at + timedelta(minutes=reply_minutes * rung.times)


def post(role: str, department: UUID | None = None) -> str:
    """A post in writing: a role, or a role in one department."""
    return f"{role}:{department}" if department else role


def of_officer(officer: UUID) -> str:
    """How one officer is written among posts: what concerns that officer's own account."""
    return f":{officer}"


def posts(*, roles: Iterable[str], department: UUID | None, officer: UUID) -> set[str]:
    """Every post an officer holds; the twin of notices_posts() in the database."""
    held = set(roles)
    return held | ({post(role, department) for role in held} if department else set()) | {of_officer(officer)}


class Addressed(Protocol):
    """What is asked of a notice to say whom it reaches."""

    roles: list[str]
    raised: list[str]
    department_id: UUID | None


def reaches(notice: Addressed, *, roles: Collection[str], department: UUID | None, officer: UUID) -> bool:
    """Whether the notice is for an officer of its agency with these posts; the twin of the policy."""
    meant = (not notice.roles or bool(set(notice.roles) & set(roles))) and notice.department_id in (None, department)
    return meant or bool(set(notice.raised) & posts(roles=roles, department=department, officer=officer))


def wants_mail(chosen: Collection[str], *, group: str, urgent: bool) -> bool:
    """Whether a notice of that group goes out as a mail as well; urgent ones always, a mail about mails never."""
    return group != "notices" and (urgent or group in chosen)


def after_quiet(at: datetime, since: time | None, until: time | None) -> datetime:
    """`at`, or the end of the quiet hours it falls into (Beijing time; 22:00 to 07:00 goes over midnight)."""
    if since is None or until is None or since == until:
        return at
    here = moments.local(at)
    clock = here.time().replace(tzinfo=None)
    over_midnight = since > until
    is_quiet = (clock >= since or clock < until) if over_midnight else since <= clock < until
    if not is_quiet:
        return at
    day = here.date() + timedelta(days=1 if over_midnight and clock >= since else 0)
    return datetime.combine(day, until, moments.BEIJING)


def retry_at(at: datetime, tries: int) -> datetime | None:
    """When a mail that could not be handed over is tried again, later each time; None when it is given up."""
    return at + BACKOFF[tries - 1] if tries <= len(BACKOFF) else None


class Told(Protocol):
    """What is asked of a notice to be folded."""

    at: datetime
    kind: str
    urgent: bool


N = TypeVar("N", bound=Told)


@dataclass
class Fold(Generic[N]):
    """The newest notice of a kind and day, and the others of that kind and day."""

    first: N
    more: list[N]


@dataclass
class Day(Generic[N]):
    """What came on one day: urgent ones first, each by itself; then the newest of each kind with its like."""

    day: date
    folds: list[Fold[N]]


def by_day(notices: Sequence[N]) -> list[Day[N]]:
    """The notices, newest first, under their days in Beijing time."""
    days: dict[date, list[N]] = {}
    for notice in notices:
        days.setdefault(moments.local(notice.at).date(), []).append(notice)
    return [Day(day, _folds(found)) for day, found in days.items()]


def _folds(found: Iterable[N]) -> list[Fold[N]]:
    urgent, kinds = [], dict[str, Fold[N]]()
    for notice in found:
        if notice.urgent:
            urgent.append(Fold(notice, []))
        elif notice.kind in kinds:
            kinds[notice.kind].more.append(notice)
        else:
            kinds[notice.kind] = Fold(notice, [])
    return urgent + [single for fold in kinds.values() for single in _unfolded(fold)]


def _unfolded(fold: Fold[N]) -> list[Fold[N]]:
    """Two alike are shown as they are; a line that says there is one more would take the same room."""
    return [fold] if len(fold.more) > LONGEST_FOLD else [Fold(n, []) for n in (fold.first, *fold.more)]


NOTICES = {
    "notices.bounced": _("Mail to %(officer)s is refused (%(reason)s). Correct the address in the notice settings."),
    "notices.mail_failed": _("Mail to %(officer)s was given up after %(tries)s tries (%(reason)s)."),
}

VERBS = {
    "notices.acknowledge": _("acknowledged the notice of %(sender)s of %(at)s"),
    "notices.raise_head": _("the notice of %(sender)s of %(at)s was not acknowledged and went to the head of department"),
    "notices.raise_leader": _("the notice of %(sender)s of %(at)s was not acknowledged and went to the agency's leader"),
    "notices.prefer": _("changed how notices reach them by mail"),
    "notices.try_again": _("had a mail tried again"),
}
