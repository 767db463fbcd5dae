"""What happens to a record: its editions, recalls and the questions that follow from them, and what readers report."""
from django.db import models

from liandong.kernel.choices import choices
from liandong.kernel.keys import uuid7

from ..rules.recalls import Answer, Asked
from ..rules.reports import Ground, Outcome
from .records import Record


class Edition(models.Model):
    """One change of a record: who made which version of it, when, by which verb and why; and what it said before."""

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    record = models.ForeignKey(Record, models.PROTECT, related_name="+")
    version = models.PositiveIntegerField()  # the version that the change made
    at = models.DateTimeField()
    officer = models.UUIDField()
    verb = models.CharField(max_length=16, blank=True)  # edit, level, keep, step …
    why = models.CharField(max_length=200, blank=True)
    is_correction = models.BooleanField(default=False)
    level = models.PositiveSmallIntegerField()  # of what it said before: who sees that
    category = models.CharField(max_length=32)
    closed = models.BooleanField(default=False)  # it was closed to others then: they do not read what it said
    before = models.JSONField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["record", "version"], name="one_edition_a_version")]
        indexes = [models.Index(fields=["-at"], condition=models.Q(is_correction=True), name="edition_corrections")]


class Recall(models.Model):
    """The owner called a record back, from everybody or from one agency; and shared it anew."""

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    record = models.ForeignKey(Record, models.PROTECT, related_name="+")
    owner = models.ForeignKey("agencies.Agency", models.PROTECT, related_name="+")
    agency = models.ForeignKey("agencies.Agency", models.PROTECT, null=True, related_name="+")  # null: from everybody
    officer = models.UUIDField()
    at = models.DateTimeField()
    reason = models.CharField(max_length=400)
    anew_at = models.DateTimeField(null=True)
    anew_by = models.UUIDField(null=True)
    anew_why = models.CharField(max_length=400, blank=True)

    class Meta:
        indexes = [models.Index(fields=["record", "-at"], name="recall_of_record")]


class Ask(models.Model):
    """One agency that a record reached is asked what it did with it, or to take note of a correction; it answers once."""

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    kind = models.CharField(max_length=12, choices=choices(Asked))
    cause = models.UUIDField()  # the recall, or the edition that corrected it
    record = models.ForeignKey(Record, models.PROTECT, related_name="+")
    owner = models.ForeignKey("agencies.Agency", models.PROTECT, related_name="+")
    agency = models.ForeignKey("agencies.Agency", models.PROTECT, related_name="+")  # that is asked
    number = models.CharField(max_length=24)  # all it still learns of a recalled record
    why = models.CharField(max_length=200, blank=True)  # of a correction
    at = models.DateTimeField()
    answer = models.CharField(max_length=8, blank=True, choices=choices(Answer))
    words = models.CharField(max_length=400, blank=True)
    answered_at = models.DateTimeField(null=True)
    answered_by = models.UUIDField(null=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["cause", "agency"], name="one_ask_an_agency")]
        indexes = [models.Index(fields=["record", "-at"], name="ask_of_record"),
                   models.Index(fields=["agency", "-at"], name="ask_of_agency")]


class Report(models.Model):
    """A reader says that another agency's record is wrong, outdated or a duplicate; its owner answers."""

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    record = models.ForeignKey(Record, models.PROTECT, related_name="+")
    number = models.CharField(max_length=24)
    owner = models.ForeignKey("agencies.Agency", models.PROTECT, related_name="+")
    agency = models.ForeignKey("agencies.Agency", models.PROTECT, related_name="+")  # that reports
    officer = models.UUIDField()
    at = models.DateTimeField()
    ground = models.CharField(max_length=12, choices=choices(Ground))
    words = models.CharField(max_length=1000)
    answer = models.CharField(max_length=8, blank=True, choices=choices(Outcome))
    answer_words = models.CharField(max_length=1000, blank=True)
    answered_at = models.DateTimeField(null=True)
    answered_by = models.UUIDField(null=True)

    class Meta:
        indexes = [models.Index(fields=["record", "-at"], name="report_of_record"),
                   models.Index(fields=["owner", "-at"], name="report_of_owner")]
