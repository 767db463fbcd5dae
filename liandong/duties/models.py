"""Schedules, which make duties again and again, and duties with their clocks."""
from datetime import date

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.utils.translation import gettext

from liandong.kernel.choices import choices
from liandong.kernel.keys import uuid7

from . import rules
from .rules import Every, Kind, Outcome


def _agency() -> models.ForeignKey:
    return models.ForeignKey("agencies.Agency", models.PROTECT, related_name="+")


class Schedule(models.Model):
    """A recurring duty of one agency under one basis; occurrences due until `made_until` have been made."""

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    basis_kind = models.CharField(max_length=32)
    basis = models.UUIDField()
    number = models.CharField(max_length=60, blank=True)
    clause = models.CharField(max_length=60, blank=True)
    kind = models.CharField(max_length=32, choices=choices(Kind))
    every = models.CharField(max_length=12, choices=choices(Every))
    on = models.PositiveSmallIntegerField(null=True)
    agency = _agency()  # who owes
    parties = ArrayField(models.UUIDField())  # who see it
    starts_at = models.DateTimeField()
    ends_at = models.DateTimeField()
    made_until = models.DateField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["basis", "agency", "clause", "kind", "every", "on"],
                                               nulls_distinct=False, name="one_schedule_a_promise")]

    def __str__(self) -> str:
        return gettext(rules.KINDS[self.kind])


class Duty(models.Model):
    """One thing one agency owes the other parties by one moment."""

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    schedule = models.ForeignKey(Schedule, models.PROTECT, related_name="duties")
    basis_kind = models.CharField(max_length=32)
    basis = models.UUIDField()
    number = models.CharField(max_length=60, blank=True)
    clause = models.CharField(max_length=60, blank=True)
    kind = models.CharField(max_length=32, choices=choices(Kind))
    every = models.CharField(max_length=12, choices=choices(Every))
    agency = _agency()
    parties = ArrayField(models.UUIDField())
    starts_at = models.DateTimeField()
    due_at = models.DateTimeField()
    outcome = models.CharField(max_length=8, blank=True, choices=choices(Outcome))
    kept_at = models.DateTimeField(null=True)
    kept_by = models.UUIDField(null=True)
    evidence = models.TextField(blank=True)
    version = models.PositiveIntegerField(default=1)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["schedule", "due_at"], name="one_duty_a_due"),
            models.CheckConstraint(name="kept_by_the_moment_of_the_act", condition=(
                models.Q(outcome__in=["", "lapsed"], kept_at=None, kept_by=None)
                | models.Q(outcome="kept", kept_by__isnull=False, kept_at__lte=models.F("due_at"))
                | models.Q(outcome="late", kept_by__isnull=False, kept_at__gt=models.F("due_at")))),
        ]
        indexes = [models.Index(fields=["agency", "outcome", "due_at"], name="duty_clock"),
                   models.Index(fields=["due_at"], name="duty_due"), models.Index(fields=["basis"], name="duty_basis")]

    def __str__(self) -> str:
        return self.title

    @property
    def due_on(self) -> date:
        """The day at whose 24:00 it is due."""
        return rules.due_on(self.due_at)

    @property
    def name(self) -> str:
        """What it is, without its period: 月度情报交换."""
        kind = gettext(rules.KINDS[self.kind])
        return gettext("%(every)s %(kind)s") % {"every": gettext(rules.PERIODS[self.every]), "kind": kind[0].lower() + kind[1:]}

    @property
    def period(self) -> str:
        """For which period: 2026年11月."""
        text, values = rules.period(self.every, self.due_on)
        return gettext(text) % values

    @property
    def title(self) -> str:
        """What it is and for which period: 月度情报交换 · 2026年11月."""
        return f"{self.name} · {self.period}"

    @property
    def basis_words(self) -> str:
        """Number and clause, as one says them."""
        return f"{self.number} {self.clause}".strip()
