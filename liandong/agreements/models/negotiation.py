"""What parties say to each other about a text, and what an agency keeps to itself."""
from django.db import models

from liandong.kernel.choices import choices
from liandong.kernel.keys import uuid7

from ..rules.talking import Kind
from .agreement import Agreement


class Comment(models.Model):
    """A party's words on a clause or on quoted words, or the answer to them; all parties read them."""

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    agreement = models.ForeignKey(Agreement, models.CASCADE, related_name="comments")
    parent = models.ForeignKey("self", models.CASCADE, null=True, related_name="answers")
    edition = models.PositiveIntegerField()
    clause = models.CharField(max_length=60, blank=True)
    quote = models.CharField(max_length=300, blank=True)
    body = models.CharField(max_length=2000)
    agency = models.ForeignKey("agencies.Agency", models.PROTECT, related_name="+")
    officer = models.UUIDField()
    at = models.DateTimeField()
    settled_at = models.DateTimeField(null=True)  # by the agency that began the thread
    settled_by = models.UUIDField(null=True)

    class Meta:
        indexes = [models.Index(fields=["agreement", "at"], name="comments_of_agreement")]


class Note(models.Model):
    """An agency's own note or legal review: no partner, superior or auditor ever reads it."""

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    agreement = models.ForeignKey(Agreement, models.CASCADE, related_name="notes")
    agency = models.ForeignKey("agencies.Agency", models.PROTECT, related_name="+")
    edition = models.PositiveIntegerField()
    kind = models.CharField(max_length=8, choices=choices(Kind), default=Kind.NOTE)
    clause = models.CharField(max_length=60, blank=True)
    quote = models.CharField(max_length=300, blank=True)
    body = models.CharField(max_length=2000)
    officer = models.UUIDField()
    at = models.DateTimeField()
    settled_at = models.DateTimeField(null=True)
    settled_by = models.UUIDField(null=True)

    class Meta:
        indexes = [models.Index(fields=["agreement", "agency", "at"], name="notes_of_agreement")]
