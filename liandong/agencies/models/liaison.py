"""Whom a partner calls: liaison officers with deputy and hours, hand-overs, vacant posts, counterpart desks."""
from django.contrib.postgres.fields import ArrayField
from django.db import models

from liandong.kernel.choices import choices
from liandong.kernel.keys import uuid7

from ..rules import Function
from .agency import Agency, Department, Officer


def every_day() -> list[int]:
    """Monday to Sunday."""
    return [1, 2, 3, 4, 5, 6, 7]


class Liaison(models.Model):
    """The officer of one agency whom one partner calls; without `opens` around the clock."""

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    agency = models.ForeignKey(Agency, models.PROTECT, related_name="liaisons")
    partner = models.ForeignKey(Agency, models.PROTECT, related_name="+")
    officer = models.ForeignKey(Officer, models.PROTECT, related_name="+")
    deputy = models.ForeignKey(Officer, models.PROTECT, null=True, related_name="+")
    phone = models.CharField(max_length=30, blank=True)
    days = ArrayField(models.PositiveSmallIntegerField(), default=every_day)
    opens = models.TimeField(null=True)
    closes = models.TimeField(null=True)
    since = models.DateTimeField()
    until = models.DateTimeField(null=True)
    version = models.PositiveIntegerField(default=1)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["agency", "partner", "officer"], condition=models.Q(until=None),
                                    name="one_liaison_post_an_officer"),
            models.CheckConstraint(condition=~models.Q(deputy=models.F("officer")), name="deputy_is_another"),
        ]


class Handover(models.Model):
    """A liaison post went from one officer to another (交接): what the successor must know, for the own agency alone."""

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    agency = models.ForeignKey(Agency, models.PROTECT, related_name="+")
    old = models.OneToOneField(Liaison, models.PROTECT, related_name="handed_over")
    new = models.OneToOneField(Liaison, models.PROTECT, related_name="taken_over")
    note = models.TextField()
    at = models.DateTimeField()
    by = models.UUIDField()


class Vacancy(models.Model):
    """A liaison post nobody holds though an agreement is in force; written by a guarded function, once until it is filled."""

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    agency = models.ForeignKey(Agency, models.PROTECT, related_name="+")
    partner = models.ForeignKey(Agency, models.PROTECT, related_name="+")
    since = models.DateTimeField()
    filled_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["agency", "partner"], condition=models.Q(filled_at=None),
                                               name="one_open_vacancy")]


class Desk(models.Model):
    """A counterpart desk (对口部门): whom partners call about one function; for all of them or for one."""

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    agency = models.ForeignKey(Agency, models.PROTECT, related_name="desks")
    function = models.CharField(max_length=16, choices=choices(Function))
    name = models.CharField(max_length=40)
    department = models.ForeignKey(Department, models.PROTECT, null=True, related_name="+")
    officer = models.ForeignKey(Officer, models.PROTECT, null=True, related_name="+")
    phone = models.CharField(max_length=30)
    days = ArrayField(models.PositiveSmallIntegerField(), default=every_day)
    opens = models.TimeField(null=True)
    closes = models.TimeField(null=True)
    partner = models.ForeignKey(Agency, models.PROTECT, null=True, related_name="+")
    version = models.PositiveIntegerField(default=1)

    class Meta:
        indexes = [models.Index(fields=["agency", "function"], name="desk_of_agency")]

    def __str__(self) -> str:
        return self.name
