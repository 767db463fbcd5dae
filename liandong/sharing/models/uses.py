"""What others did with a record: what was shown unmasked, to whom and for which case; its use; when it came to them."""
from django.db import models

from liandong.kernel.keys import uuid7

from .records import Record


class Reveal(models.Model):
    """A masked element shown to one officer, for one of that agency's live cases, until a moment."""

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    record = models.ForeignKey(Record, models.PROTECT, related_name="+")
    element = models.CharField(max_length=32)
    officer = models.UUIDField()
    agency = models.ForeignKey("agencies.Agency", models.PROTECT, related_name="+")
    case = models.UUIDField()
    at = models.DateTimeField()
    until = models.DateTimeField()

    class Meta:
        indexes = [models.Index(fields=["officer", "record", "-until"], name="reveal_of_officer")]


class Use(models.Model):
    """An officer used another agency's record by what an agreement gives: opened its page, had a detail shown, exported it.

    Once an officer, record, way and day; of which deed and category is written down then, so later changes move no figure.
    """

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    record = models.ForeignKey(Record, models.PROTECT, related_name="+")
    owner = models.ForeignKey("agencies.Agency", models.PROTECT, related_name="+")
    agency = models.ForeignKey("agencies.Agency", models.PROTECT, related_name="+")  # that used it
    officer = models.UUIDField()
    deed = models.UUIDField()
    named = models.CharField(max_length=32)  # the category in the agreement's language
    way = models.CharField(max_length=8)  # rules.uses.Way
    day = models.DateField()  # in Beijing
    at = models.DateTimeField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["officer", "record", "way", "day", "deed", "named"],
                                               name="one_use_a_day")]
        indexes = [models.Index(fields=["deed", "way", "-at"], name="use_of_deed"),
                   models.Index(fields=["record"], name="use_of_record"), models.Index(fields=["-at"], name="use_newest")]


class Arrival(models.Model):
    """When a record of ours came to stand open to a partner by a standing grant; measured from its entry."""

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    record = models.ForeignKey(Record, models.PROTECT, related_name="+")
    owner = models.ForeignKey("agencies.Agency", models.PROTECT, related_name="+")
    agency = models.ForeignKey("agencies.Agency", models.PROTECT, related_name="+")
    deed = models.UUIDField()
    at = models.DateTimeField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["record", "agency", "deed"], name="one_arrival_a_partner")]
        indexes = [models.Index(fields=["deed", "-at"], name="arrival_of_deed")]
