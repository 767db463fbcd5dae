"""Command centres of agencies."""
from django.contrib.postgres.fields import ArrayField
from django.db import models

from .agency import Agency


class CommandCentre(models.Model):
    """The command centre of an agency: its level, phone, duties and powers (rules.centres)."""

    agency = models.OneToOneField(Agency, models.PROTECT, primary_key=True, related_name="centre")
    name = models.CharField(max_length=80)
    level = models.PositiveSmallIntegerField()
    phone = models.CharField(max_length=30)
    duties = ArrayField(models.CharField(max_length=24), default=list)
    powers = ArrayField(models.CharField(max_length=24), default=list)
    version = models.PositiveIntegerField(default=1)

    class Meta:
        constraints = [models.CheckConstraint(condition=models.Q(level__gte=1, level__lte=3), name="three_levels")]

    def __str__(self) -> str:
        return self.name
