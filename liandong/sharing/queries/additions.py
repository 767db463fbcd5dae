"""The data standard in force: the shipped one with what administrators added, asked of the database once and only if used."""
from collections.abc import Callable
from contextlib import AbstractContextManager
from datetime import date, datetime
from functools import cache
from uuid import UUID

from django.db.models import QuerySet

from liandong.agencies import queries as agencies
from liandong.kernel import moments
from liandong.kernel.actor import Actor

from .. import models
from ..rules import adding, additions, standard
from ..rules.additions import Addition
from ..rules.standard import Standard

COLUMNS = ("what", "place", "name", "version", "since", "zh", "en", "until", "body")


def standard_in_force(at: datetime) -> AbstractContextManager[None]:
    """Inside, `rules.standard` says what counts on the day of `at`: for a request, a job, a command."""
    return standard.taken_from(_lazily(moments.local(at).date()))


def standard_on(day: date) -> Standard:
    """The standard as it counts on that day."""
    return additions.extended(standard.base(), known(), day)


def known() -> tuple[Addition, ...]:
    """Every version of every addition, as the rules take them, oldest first."""
    rows = models.Addition.objects.order_by("at", "pk").values_list(*COLUMNS)
    return tuple(Addition(*columns, **body) for *columns, body in rows)


def versions(what: str, place: str, name: str) -> QuerySet[models.Addition]:
    """Every version of one addition, newest first."""
    return history().filter(what=what, place=place, name=name).order_by("-version")


def history() -> QuerySet[models.Addition]:
    """What was ever added, newest first."""
    return models.Addition.objects.select_related("agency").order_by("-at", "pk")


def addition(pk: UUID) -> models.Addition | None:
    """One version of one addition."""
    return history().filter(pk=pk).first()


def keeps_standard(actor: Actor) -> bool:
    """Whether the actor keeps the standard of the platform."""
    own = agencies.agency(actor.agency)
    return adding.may_add(own.kind, is_top=own.parent_id is None, roles=actor.roles, is_exercise=actor.exercise is not None)


def _lazily(day: date) -> Callable[[], Standard]:
    return cache(lambda: standard_on(day))
