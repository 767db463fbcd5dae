"""Breaches: what one party claims that another did not keep, and what came of it."""
from django.contrib.postgres.fields import ArrayField
from django.db import models

from liandong.kernel.choices import choices
from liandong.kernel.keys import uuid7

from ..rules.breaches import BreachStage
from .agreement import Agreement


class Breach(models.Model):
    """One party's claim that another did not keep the agreement; its duties to answer, cure and pay name it as their basis."""

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    agreement = models.ForeignKey(Agreement, models.PROTECT, related_name="breaches")
    claimant = models.ForeignKey("agencies.Agency", models.PROTECT, related_name="+")
    respondent = models.ForeignKey("agencies.Agency", models.PROTECT, related_name="+")
    officer = models.UUIDField()
    at = models.DateTimeField()
    clause = models.CharField(max_length=60, blank=True)
    text = models.CharField(max_length=2000)
    duties = ArrayField(models.UUIDField(), default=list)  # the missed ones, as evidence
    cure_amount = models.PositiveSmallIntegerField()
    cure_unit = models.CharField(max_length=12)
    stage = models.CharField(max_length=12, choices=choices(BreachStage), default=BreachStage.CLAIMED)
    answer = models.CharField(max_length=2000, blank=True)
    answered_at = models.DateTimeField(null=True)
    answered_by = models.UUIDField(null=True)
    rejected_at = models.DateTimeField(null=True)  # the claimant says that it is not cured
    rejected_why = models.CharField(max_length=500, blank=True)
    damages = models.DecimalField(max_digits=14, decimal_places=2, null=True)  # asked, in yuan
    pay_days = models.PositiveSmallIntegerField(null=True)
    damages_why = models.CharField(max_length=500, blank=True)
    closed_at = models.DateTimeField(null=True)
    closed_by = models.UUIDField(null=True)
    closed_why = models.CharField(max_length=500, blank=True)
    version = models.PositiveIntegerField(default=1)

    def __str__(self) -> str:
        return f"{self.agreement.number} {self.clause}".strip()
