"""Who approves inside an agency before it signs, what they said, and originals that were signed on paper."""
from django.db import models

from liandong.kernel.keys import uuid7

from .agreement import Agreement


class ReviewStep(models.Model):
    """One step of an agency's chain: who approves, after whom. Without any the signatory signs alone."""

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    agency = models.ForeignKey("agencies.Agency", models.PROTECT, related_name="+")
    order = models.PositiveSmallIntegerField()
    role = models.CharField(max_length=32)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["agency", "role"], name="one_step_a_role")]


class Review(models.Model):
    """One verdict inside an agency on an edition; of several by one post the last counts."""

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    agreement = models.ForeignKey(Agreement, models.CASCADE, related_name="reviews")
    edition = models.PositiveIntegerField()
    agency = models.ForeignKey("agencies.Agency", models.PROTECT, related_name="+")
    role = models.CharField(max_length=32)
    officer = models.UUIDField()
    at = models.DateTimeField()
    is_approved = models.BooleanField()
    why = models.CharField(max_length=500, blank=True)

    class Meta:
        indexes = [models.Index(fields=["agreement", "agency", "edition"], name="reviews_of_agreement")]


class Original(models.Model):
    """A paper original as its drafter laid it down: the scan and the day each party signed; the last one counts."""

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    agreement = models.ForeignKey(Agreement, models.CASCADE, related_name="originals")
    number = models.PositiveSmallIntegerField()
    file = models.UUIDField()  # documents.File
    digest = models.CharField(max_length=64)  # SHA-256 of the scan, in hexadecimal
    days = models.JSONField()  # the day by the agency
    officer = models.UUIDField()
    at = models.DateTimeField()
    turned_at = models.DateTimeField(null=True)
    turned_by = models.UUIDField(null=True)  # the agency
    turned_why = models.CharField(max_length=500, blank=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["agreement", "number"], name="one_original_a_number")]
