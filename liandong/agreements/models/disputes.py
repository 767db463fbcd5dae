"""Disputes: their steps, and the file that the parties and a mediator see."""
from django.contrib.postgres.fields import ArrayField
from django.db import models

from liandong.kernel.choices import choices
from liandong.kernel.keys import uuid7

from ..rules.disputes import DisputeStage, Part
from .agreement import Agreement


class Dispute(models.Model):
    """A dispute between parties; it repeats of the agreement what a mediator needs, who sees nothing else of it."""

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    agreement = models.ForeignKey(Agreement, models.PROTECT, related_name="disputes")
    number = models.CharField(max_length=60)  # the agreement's
    title = models.CharField(max_length=200)
    opener = models.ForeignKey("agencies.Agency", models.PROTECT, related_name="+")
    officer = models.UUIDField()
    at = models.DateTimeField()
    agencies = ArrayField(models.UUIDField())  # between whom
    breach = models.UUIDField(null=True)
    clauses = models.JSONField(default=list)  # those at issue: {"clause": …, "text": …}
    ways = ArrayField(models.CharField(max_length=20))  # the order the agreement names
    alternatives = ArrayField(models.CharField(max_length=20), default=list)
    stage = models.CharField(max_length=20, choices=choices(DisputeStage))
    mediator = models.ForeignKey("agencies.Agency", models.PROTECT, null=True, related_name="+")
    closed_at = models.DateTimeField(null=True)
    supplement = models.UUIDField(null=True)  # drafted from the result; with its signatures the result binds
    version = models.PositiveIntegerField(default=1)

    def __str__(self) -> str:
        return self.title


class Filing(models.Model):
    """One paper in the file of a dispute; the facts of the duties named as evidence are copied from their rows."""

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    dispute = models.ForeignKey(Dispute, models.PROTECT, related_name="filings")
    agency = models.ForeignKey("agencies.Agency", models.PROTECT, related_name="+")
    officer = models.UUIDField()
    at = models.DateTimeField()
    stage = models.CharField(max_length=20, choices=choices(DisputeStage))
    part = models.CharField(max_length=12, choices=choices(Part))
    text = models.TextField(blank=True)
    about = models.UUIDField(null=True)  # the result that is accepted or refused
    duties = ArrayField(models.UUIDField(), default=list)
    facts = models.JSONField(default=list)  # written by the database from those duties
