"""What befalls a duty: questions that stop its clock, steps that were told, creditors who let it go."""
from django.contrib.postgres.fields import ArrayField
from django.db import models

from liandong.kernel.keys import uuid7

from .duty import Duty


class Pause(models.Model):
    """A documented question of who owes to whom it is owed: the clock stands still until it is answered."""

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    duty = models.ForeignKey(Duty, models.PROTECT, related_name="pauses")
    agency = models.ForeignKey("agencies.Agency", models.PROTECT, related_name="+")  # who asked
    asked_at = models.DateTimeField()
    asked_by = models.UUIDField()
    question = models.TextField()
    answered_at = models.DateTimeField(null=True)
    answered_by = models.UUIDField(null=True)
    answering = models.ForeignKey("agencies.Agency", models.PROTECT, null=True, related_name="+")  # who answered
    answer = models.TextField(blank=True)
    by_agreement = models.BooleanField(default=False, db_default=False)  # no question: the agreement rested

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["duty"], condition=models.Q(answered_at=None), name="one_open_question_a_duty"),
            models.CheckConstraint(name="answered_after_it_was_asked", condition=(
                models.Q(answered_at=None, answered_by=None, answering=None)
                | models.Q(answered_at__gte=models.F("asked_at"), answered_by__isnull=False, answering__isnull=False))),
        ]


class Fired(models.Model):
    """A reminder or escalation that was told: once a duty, step and due moment; what downtime overtook stands beside it."""

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    duty = models.ForeignKey(Duty, models.PROTECT, related_name="fired")
    step = models.CharField(max_length=12)
    due_at = models.DateTimeField()
    at = models.DateTimeField()
    overtaken = ArrayField(models.CharField(max_length=12), default=list)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["duty", "step", "due_at"], name="one_firing_a_step")]


class Waiver(models.Model):
    """An agency that is owed a duty lets it go, with a reason; when every one has, the duty is waived."""

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    duty = models.ForeignKey(Duty, models.PROTECT, related_name="waivers")
    agency = models.ForeignKey("agencies.Agency", models.PROTECT, related_name="+")
    officer = models.UUIDField()
    at = models.DateTimeField()
    reason = models.TextField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["duty", "agency"], name="one_waiver_a_creditor")]
