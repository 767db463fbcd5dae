"""A holder's request to pass a record on, and the owner's written answer."""
from django.db import models

from liandong.kernel.choices import choices
from liandong.kernel.keys import uuid7

from ..rules.onward import Stage
from .records import Record


class Onward(models.Model):
    """May this record go to that third party, for this purpose, until then? Both sides see it, the third does not."""

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    record = models.ForeignKey(Record, models.PROTECT, related_name="+")
    number = models.CharField(max_length=24)  # of the record: it stays readable when the record is called back
    owner = models.ForeignKey("agencies.Agency", models.PROTECT, related_name="+")
    holder = models.ForeignKey("agencies.Agency", models.PROTECT, related_name="+")
    third = models.ForeignKey("agencies.Agency", models.PROTECT, null=True, related_name="+")  # on the platform
    third_name = models.CharField(max_length=100)
    purpose = models.CharField(max_length=200)
    clause = models.CharField(max_length=120, blank=True)  # what asks for consent
    until = models.DateTimeField()
    stage = models.CharField(max_length=16, choices=choices(Stage), default=Stage.ASKED)
    officer = models.UUIDField()
    at = models.DateTimeField()
    words = models.CharField(max_length=400, blank=True)  # the owner's, in writing
    answered_by = models.UUIDField(null=True)
    answered_at = models.DateTimeField(null=True)
    ended_by = models.UUIDField(null=True)
    ended_at = models.DateTimeField(null=True)
    why = models.CharField(max_length=400, blank=True)  # why consent was withdrawn, or the request taken back

    class Meta:
        indexes = [models.Index(fields=["owner", "-at"], name="onward_of_owner"),
                   models.Index(fields=["holder", "-at"], name="onward_of_holder"),
                   models.Index(fields=["record"], name="onward_of_record")]

    def __str__(self) -> str:
        return f"{self.number} → {self.third_name}"
