"""What the ground keeps: counters without gaps, receipts of what was posted, drafts of what was typed."""
from django.db import models

from .keys import uuid7


class Counter(models.Model):
    """The last number given in a scope; a scope begins with the agency's key."""

    scope = models.CharField(max_length=120, primary_key=True)
    last = models.PositiveIntegerField()


class Receipt(models.Model):
    """What was answered to a POST, by its idempotency key: the same POST again gets the same answer."""

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    officer = models.UUIDField()
    key = models.UUIDField()
    path = models.CharField(max_length=400)
    at = models.DateTimeField()
    status = models.PositiveSmallIntegerField(default=0)
    headers = models.JSONField(default=dict)
    body = models.TextField(blank=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["officer", "key"], name="one_receipt_a_key")]
        indexes = [models.Index(fields=["at"], name="receipt_age")]


class Draft(models.Model):
    """What an officer typed and has not sent: one a place, for that officer's eyes alone."""

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    officer = models.UUIDField()
    place = models.CharField(max_length=400)
    body = models.JSONField()
    at = models.DateTimeField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["officer", "place"], name="one_draft_a_place")]


class SavedFilter(models.Model):
    """A filter of a list that an officer keeps under a label of their own; one of a list's may open it."""

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    officer = models.UUIDField()
    list = models.CharField(max_length=60)  # the name of the list's address
    label = models.CharField(max_length=30)
    query = models.CharField(max_length=1000)
    place = models.PositiveSmallIntegerField()
    is_default = models.BooleanField(default=False)

    class Meta:
        ordering = ["place", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["officer", "list", "label"], name="one_filter_a_label"),
            models.UniqueConstraint(fields=["officer", "list"], condition=models.Q(is_default=True), name="one_default_a_list"),
        ]

    def __str__(self) -> str:
        return self.label


class FeedKey(models.Model):
    """An officer's key to their calendar feed, kept as its digest; who has the address reads what the officer would."""

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    officer = models.UUIDField(unique=True)
    digest = models.BinaryField(unique=True)
    made_at = models.DateTimeField()
    used_at = models.DateTimeField(null=True)
