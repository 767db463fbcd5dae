"""What an agency was told, and which of its officers have read it."""
from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.utils.translation import gettext

from liandong.kernel.keys import uuid7


class Notice(models.Model):
    """One thing told to one agency, for its officers who hold one of `roles` (all when empty)."""

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    agency = models.ForeignKey("agencies.Agency", models.PROTECT, related_name="+")
    sender = models.ForeignKey("agencies.Agency", models.PROTECT, related_name="+")
    officer = models.UUIDField()
    at = models.DateTimeField()
    kind = models.CharField(max_length=64)
    message = models.TextField()  # an English text with named placeholders, translated when shown
    values = models.JSONField(default=dict)
    subject_kind = models.CharField(max_length=32, blank=True)
    subject = models.UUIDField(null=True)
    roles = ArrayField(models.CharField(max_length=32), default=list)
    urgent = models.BooleanField(default=False)

    class Meta:
        indexes = [models.Index(fields=["agency", "-at"], name="notice_of_agency")]

    def __str__(self) -> str:
        return self.text

    @property
    def text(self) -> str:
        """What it says, in the reader's language."""
        text = gettext(self.message) if self.message else ""
        try:
            return text % self.values if self.values else text
        except (KeyError, TypeError, ValueError):  # told by other means than `tell`: one bad notice must not close the page
            return text


class Read(models.Model):
    """An officer has read a notice."""

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    notice = models.ForeignKey(Notice, models.CASCADE, related_name="readings")
    officer = models.UUIDField()
    at = models.DateTimeField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["officer", "notice"], name="one_reading_an_officer")]
