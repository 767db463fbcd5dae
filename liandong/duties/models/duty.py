"""Schedules, which make duties again and again, and duties with their clocks."""
from datetime import date
from typing import Any

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.utils.translation import gettext

from liandong.kernel.choices import choices
from liandong.kernel.keys import uuid7

from .. import rules
from ..rules import Every, Imposed, Kind, Outcome

KINDS = choices(Kind) + choices(Imposed)
RUNNING = models.Q(outcome="", paused_at=None)
WATCHED = models.Q(outcome="") & ~models.Q(watchers=[])  # open, and escalated to somebody


def _agency(**more: bool) -> "models.ForeignKey[Any, Any]":
    return models.ForeignKey("agencies.Agency", models.PROTECT, related_name="+", **more)


class Schedule(models.Model):
    """A recurring duty of one agency under one basis; the occurrences of periods that begin until `made_until` are made."""

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    basis_kind = models.CharField(max_length=32)  # agreement, or own: what an agency asks of itself
    basis = models.UUIDField()
    number = models.CharField(max_length=60, blank=True)
    clause = models.CharField(max_length=60, blank=True)
    kind = models.CharField(max_length=32, choices=KINDS)
    topic = models.CharField(max_length=200, blank=True)
    every = models.CharField(max_length=12, choices=choices(Every))
    on = models.PositiveSmallIntegerField(null=True)
    day_rule = models.CharField(max_length=20, default="day")  # which day of the period: rules.recurring
    roll = models.CharField(max_length=8, default="stay")  # what a due day that is a day off does: rules.clock
    agency = _agency()  # who owes
    parties = ArrayField(models.UUIDField())  # who see it
    starts_at = models.DateTimeField()
    ends_at = models.DateTimeField()
    made_until = models.DateField()

    class Meta:
        constraints = [models.UniqueConstraint(
            fields=["basis", "number", "agency", "clause", "kind", "every", "on", "day_rule", "roll"],
            nulls_distinct=False, name="one_schedule_a_promise")]

    def __str__(self) -> str:
        return gettext(rules.KINDS[self.kind])


class Duty(models.Model):
    """One thing one agency owes the other parties by one moment: for a period, since an event, or by an order."""

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    schedule = models.ForeignKey(Schedule, models.PROTECT, null=True, related_name="duties")
    basis_kind = models.CharField(max_length=32)  # agreement, own, or order: then the basis is the duty that is supervised
    basis = models.UUIDField()
    number = models.CharField(max_length=60, blank=True)
    clause = models.CharField(max_length=60, blank=True)
    kind = models.CharField(max_length=32, choices=KINDS)
    every = models.CharField(max_length=12, blank=True, choices=choices(Every))
    period_on = models.DateField(null=True)  # first day of the period it is for, whatever pauses and days off do to the due day
    started_by = models.CharField(max_length=16, blank=True)  # the event, such as case or roster
    subject_kind = models.CharField(max_length=32, blank=True)  # about what, softly
    subject = models.UUIDField(null=True)
    topic = models.CharField(max_length=400, blank=True)  # about what, in words; an order's text
    agency = _agency(db_index=False)  # duty_of_agency serves
    parties = ArrayField(models.UUIDField())
    watchers = ArrayField(models.UUIDField(), default=list)  # superiors it was escalated to; they see it from then on
    starts_at = models.DateTimeField()
    amount = models.PositiveSmallIntegerField(null=True)  # the time allowed, where it is not a period's
    unit = models.CharField(max_length=12, blank=True)
    roll = models.CharField(max_length=8, default="stay")
    due_at = models.DateTimeField()  # by rules.due over the pauses: stored, never edited
    provisional = models.BooleanField(default=False)  # reckoned with days off that are not published yet
    firm_due_at = models.DateTimeField()  # the earliest it can be, whatever is published
    liberty = models.BooleanField(default=False)  # a bound on a person's liberty: the firm moment stands beside it
    paused_at = models.DateTimeField(null=True)  # since when a question waits for its answer
    suspended_at = models.DateTimeField(null=True)  # since when its agreement rests; paused_at is set then as well
    next_step_at = models.DateTimeField(null=True)  # when the job looks at it again
    missed_at = models.DateTimeField(null=True)  # open then, it counts as missed
    outcome = models.CharField(max_length=8, blank=True, choices=choices(Outcome))
    kept_at = models.DateTimeField(null=True)
    kept_by = models.UUIDField(null=True)
    evidence = models.TextField(blank=True)
    version = models.PositiveIntegerField(default=1)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["schedule", "period_on"], name="one_duty_a_period"),
            models.UniqueConstraint(fields=["basis", "agency", "clause", "kind", "started_by", "subject", "starts_at"],
                                    condition=~models.Q(started_by=""), name="one_duty_an_event"),
            models.CheckConstraint(name="kept_by_the_moment_of_the_act", condition=(
                models.Q(outcome__in=["", "lapsed", "waived"], kept_at=None, kept_by=None)
                | models.Q(outcome="kept", kept_by__isnull=False)
                & (models.Q(kept_at__lte=models.F("due_at")) | models.Q(paused_at__isnull=False))
                | models.Q(outcome="late", kept_by__isnull=False, kept_at__gt=models.F("due_at"), paused_at=None))),
        ]
        indexes = [models.Index(fields=["agency", "outcome", "due_at", "id"], name="duty_clock"),
                   models.Index(fields=["agency", "due_at"], name="duty_of_agency"),
                   models.Index(fields=["due_at"], name="duty_due"), models.Index(fields=["basis"], name="duty_basis"),
                   models.Index(fields=["due_at", "id"], condition=models.Q(outcome=""), name="duty_open"),
                   models.Index(fields=["-due_at", "id"], condition=models.Q(outcome__in=["kept", "late"]), name="duty_kept"),
                   models.Index(fields=["subject"], condition=models.Q(subject__isnull=False), name="duty_subject"),
                   models.Index(fields=["due_at", "id"], condition=WATCHED, name="duty_watched"),
                   models.Index(fields=["next_step_at"], condition=RUNNING, name="duty_next_step")]

    def __str__(self) -> str:
        return self.title

    @property
    def due_on(self) -> date:
        """The day at whose 24:00 it is due, or in which it is."""
        return rules.due_on(self.due_at)

    @property
    def name(self) -> str:
        """What it is, without its period: 月度情报交换."""
        kind = gettext(rules.KINDS[self.kind])
        if not self.every:
            return kind
        return gettext("%(every)s %(kind)s") % {"every": gettext(rules.PERIODS[self.every]), "kind": kind[0].lower() + kind[1:]}

    @property
    def period(self) -> str:
        """For which period: 2026年11月; nothing where it is not for one."""
        if not self.every:
            return ""
        text, values = rules.period(self.every, self.period_on or self.due_on)
        return gettext(text) % values

    @property
    def title(self) -> str:
        """What it is and for which period or about what: 月度情报交换 · 2026年11月."""
        return " · ".join(filter(None, (self.name, self.period, self.topic)))

    @property
    def basis_words(self) -> str:
        """Number and clause, as one says them."""
        return f"{self.number} {self.clause}".strip()
