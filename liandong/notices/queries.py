"""Everything that reads notices, preferences and the outbox."""
from collections.abc import Collection, Iterable
from datetime import datetime
from uuid import UUID

from django.db.models import Count, Exists, OuterRef, Q, QuerySet
from django.db.models.functions import TruncWeek

from liandong.agencies import queries as agencies
from liandong.agencies.rules import Role
from liandong.kernel import moments, says
from liandong.kernel.actor import Actor

from . import rules
from .models import Mail, Notice, Preference, Read, ReadMark
from .rules import MailState

CAP = 100  # the bell counts no further
NEWEST = 1000  # as far back as the list looks for who sends notices


def notices(actor: Actor) -> QuerySet[Notice]:
    """What the actor's agency was told and the actor may read, newest first; each row says whether it `is_read`.

    Senders are fetched apart: joined, each of the agency's rows would be joined before the newest are chosen.
    """
    return Notice.objects.prefetch_related("sender").annotate(is_read=Exists(_readings(actor))).order_by("-at", "-pk")


def waiting(actor: Actor) -> QuerySet[Notice]:
    """What this officer has not read yet, newest first."""
    return notices(actor).filter(agency=actor.agency).exclude(pk__in=_read(actor))


def narrowed(actor: Actor, *, tab: str = "all", group: str = "", sender: UUID | None = None,
             since: datetime | None = None) -> QuerySet[Notice]:
    """The notices under a tab (all, unread, urgent, partners), of a group of kinds, of one sender, from a moment on."""
    found = waiting(actor) if tab == "unread" else notices(actor)
    if tab == "urgent":
        found = found.filter(urgent=True)
    if tab == "partners":
        found = found.exclude(sender=actor.agency)
    if since:
        found = found.filter(at__gte=since)
    if group:
        found = found.filter(kind__startswith=f"{group}.")
    return found.filter(sender=sender) if sender else found


def unanswered(actor: Actor) -> QuerySet[Notice]:
    """What still has to be acknowledged, urgent ones first, then the oldest."""
    open_ones = notices(actor).filter(reply_minutes__isnull=False, acknowledged_at=None)
    return open_ones.prefetch_related(None).select_related("sender").order_by("-urgent", "at", "pk")


def urgent(actor: Actor) -> list[Notice]:
    """The urgent notices nobody has acknowledged, newest first; one query, for the bar over every page."""
    return list(unanswered(actor).filter(urgent=True).order_by("-at")[:CAP])


def unread_count(actor: Actor) -> int:
    """How many this officer has not read, counted no further than a hundred; behind their mark nothing is looked through."""
    mark = read_mark(actor)
    if mark is None:
        return _told(actor).exclude(pk__in=_read(actor)).values("pk")[:CAP].count()
    since = _read(actor).filter(at__gt=mark.until)  # what was unread at the mark can only have been read after it
    fresh = _told(actor).filter(at__gt=mark.until).exclude(pk__in=since).values("pk")[:CAP].count()
    left = _told(actor).filter(pk__in=mark.left).exclude(pk__in=since).count() if mark.left and fresh < CAP else 0
    return min(CAP, fresh + left)


def read_mark(actor: Actor) -> ReadMark | None:
    """The officer's mark, if they still hold the posts they held when it was set."""
    return ReadMark.objects.filter(officer=actor.officer, posts=posts(actor)).first()


def posts(actor: Actor) -> list[str]:
    """Every post the officer holds, in order."""
    return sorted(rules.posts(roles=actor.roles, department=actor.department, officer=actor.officer))


def left_unread(actor: Actor, until: datetime, mark: ReadMark | None) -> list[UUID]:
    """What was told up to `until` and is not read, no more than a hundred; from the mark on, where it holds."""
    told = _told(actor).filter(at__lte=until).exclude(pk__in=_read(actor))
    if mark:
        told = told.filter(Q(at__gt=mark.until) | Q(pk__in=mark.left))
    return list(told.values_list("pk", flat=True)[:CAP])


def said(count: int) -> str:
    """The count as it is shown: `99+` when it was cut off, nothing for none."""
    return f"{CAP - 1}+" if count >= CAP else str(count or "")


def by_week(actor: Actor, since: datetime) -> dict[datetime, int]:
    """How many notices came from other agencies in each week since, by its Monday."""
    rows = _told(actor).filter(at__gte=since).exclude(sender=actor.agency)
    weeks = rows.annotate(week=TruncWeek("at", tzinfo=moments.BEIJING)).values("week").annotate(count=Count("pk"))
    return {row["week"]: row["count"] for row in weeks}


def senders(actor: Actor) -> list[tuple[UUID, str]]:
    """Who sent one of the newest notices, by name."""
    newest = _told(actor).order_by("-at", "-pk").values_list("sender", flat=True)[:NEWEST]
    return sorted(agencies.names(set(newest)).items(), key=lambda pair: pair[1])


def groups() -> list[tuple[str, str]]:
    """The groups of kinds with their translatable names, as the filter and the preferences show them."""
    return list(says.groups().items())


def names(officers: Iterable[UUID | None]) -> dict[UUID, str]:
    """The names of officers by key."""
    return agencies.officer_names({key for key in officers if key})


def preference(actor: Actor) -> Preference:
    """What the officer wants as a mail; nothing but urgent ones as long as nothing was chosen."""
    return Preference.objects.filter(officer=actor.officer).first() or Preference(officer=actor.officer)


def address(actor: Actor) -> str:
    """The officer's own e-mail address."""
    found = agencies.officer(actor.officer)
    return found.email if found else ""


def may_see_outbox(roles: Collection[str]) -> bool:
    """Whether these roles look after the agency's mails."""
    return Role.ADMINISTRATOR in roles


def mails(actor: Actor, state: str = "") -> QuerySet[Mail]:
    """The agency's mails, newest first, in one state or all."""
    found = Mail.objects.filter(agency=actor.agency).select_related("notice").order_by("-queued_at", "-pk")
    return found.filter(state=state) if state in {s.value for s in MailState} else found


def _told(actor: Actor) -> QuerySet[Notice]:
    """What was told to the actor's agency. The policy asks the same; said here by its key, the planner knows how many these are
    and reads the newest by their index."""
    return Notice.objects.filter(agency=actor.agency)


def _read(actor: Actor) -> QuerySet[Read, UUID]:
    """What this officer has read: asked for once and kept in memory, where who has read everything would have every notice of
    the agency looked up."""
    return Read.objects.filter(officer=actor.officer).values_list("notice", flat=True)


def _readings(actor: Actor) -> QuerySet[Read]:
    return Read.objects.filter(officer=actor.officer, notice=OuterRef("pk"))
