"""Duty rosters by month with their shifts and editions, and which partner has acknowledged one."""
from django.db import models

from liandong.kernel.choices import choices
from liandong.kernel.keys import uuid7

from ..rules import Post
from .agency import Agency, Department, Officer


class Roster(models.Model):
    """The duty roster (值班表) of an agency, or of one department, for one month; edition 0 is a draft."""

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    agency = models.ForeignKey(Agency, models.PROTECT, related_name="rosters")
    department = models.ForeignKey(Department, models.PROTECT, null=True, related_name="+")
    month = models.DateField()  # its first day
    edition = models.PositiveIntegerField(default=0)
    published_at = models.DateTimeField(null=True)  # the present edition
    version = models.PositiveIntegerField(default=1)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["agency", "department", "month"], nulls_distinct=False,
                                               name="one_roster_a_month")]

    def __str__(self) -> str:
        return f"{self.department or self.agency.short_name} {self.month:%Y-%m}"


class Shift(models.Model):
    """One officer on duty from one moment to another.

    Never edited: `added_in` and `dropped_in` say in which edition it came and went, `going` that the next one drops it.
    """

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    roster = models.ForeignKey(Roster, models.PROTECT, related_name="shifts")
    agency = models.ForeignKey(Agency, models.PROTECT, related_name="+")
    officer = models.ForeignKey(Officer, models.PROTECT, related_name="+")
    post = models.CharField(max_length=16, choices=choices(Post))
    starts_at = models.DateTimeField()
    ends_at = models.DateTimeField()
    phone = models.CharField(max_length=30, blank=True)
    added_in = models.PositiveIntegerField(null=True)
    dropped_in = models.PositiveIntegerField(null=True)
    going = models.BooleanField(default=False)

    class Meta:
        constraints = [models.CheckConstraint(condition=models.Q(ends_at__gt=models.F("starts_at")), name="shift_has_length")]
        indexes = [models.Index(fields=["agency", "starts_at"], name="shift_of_agency"),
                   models.Index(fields=["officer", "starts_at"], name="shift_of_officer")]


class RosterEdition(models.Model):
    """What an edition changed against the one before, in names without telephone numbers: what partners read."""

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    roster = models.ForeignKey(Roster, models.PROTECT, related_name="editions")
    agency = models.ForeignKey(Agency, models.PROTECT, related_name="+")
    number = models.PositiveIntegerField()
    at = models.DateTimeField()
    officer = models.UUIDField()
    shifts = models.PositiveIntegerField()  # how many it holds
    changes = models.JSONField(default=list)  # none for the first: partners do not get the month

    class Meta:
        constraints = [models.UniqueConstraint(fields=["roster", "number"], name="one_edition_a_number")]


class RosterAcknowledgement(models.Model):
    """A partner has read what an edition changed."""

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    edition = models.ForeignKey(RosterEdition, models.PROTECT, related_name="acknowledgements")
    owner = models.ForeignKey(Agency, models.PROTECT, related_name="+")
    agency = models.ForeignKey(Agency, models.PROTECT, related_name="+")
    officer = models.UUIDField()
    at = models.DateTimeField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["agency", "edition"], name="one_acknowledgement_a_partner")]
