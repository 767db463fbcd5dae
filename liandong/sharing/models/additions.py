"""What an administrator added to the data standard, version by version; a row is never rewritten."""
from django.db import models

from liandong.kernel.keys import uuid7


class Addition(models.Model):
    """One version of an element, code table, code or pattern of titles; it counts from `since`, `until` retires it."""

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    what = models.CharField(max_length=8)  # rules.additions.What
    place = models.CharField(max_length=24)  # the kind or code table it belongs to
    name = models.CharField(max_length=32)  # its name in data, or its code
    version = models.PositiveSmallIntegerField()
    zh = models.CharField(max_length=200)
    en = models.CharField(max_length=200)
    body = models.JSONField(default=dict)  # of an element: type, table, format, mask and what else rules.additions.Addition has
    since = models.DateField()
    until = models.DateField(null=True)
    agency = models.ForeignKey("agencies.Agency", models.PROTECT, related_name="+")
    officer = models.UUIDField()
    at = models.DateTimeField()
    why = models.CharField(max_length=200)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["what", "place", "name", "version"], name="one_addition_a_version"),
                       models.CheckConstraint(condition=models.Q(until__isnull=True) | models.Q(until__gte=models.F("since")),
                                              name="addition_ends_after_it_counts")]
        indexes = [models.Index(fields=["-at", "id"], name="addition_newest")]

    def __str__(self) -> str:
        return f"{self.place} {self.name}"
