"""Agreements with their versions, consents and the file a draft came from."""
from django.contrib.postgres.fields import ArrayField
from django.db import models

from liandong.kernel.choices import choices
from liandong.kernel.keys import uuid7

from ..rules.lifecycle import Stage
from ..rules.talking import Nature


class Agreement(models.Model):
    """An agreement between agencies: its text, its terms as data, and where it stands."""

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    number = models.CharField(max_length=60, blank=True)
    title = models.CharField(max_length=200, blank=True)
    stage = models.CharField(max_length=16, choices=choices(Stage), default=Stage.DRAFT)
    drafter = models.ForeignKey("agencies.Agency", models.PROTECT, related_name="+")
    parties = ArrayField(models.UUIDField(), default=list)
    text = models.TextField()
    terms = models.JSONField(default=dict)  # rules.terms.Terms
    signed_text = models.TextField(blank=True)  # the text with its annex, as laid down; never changes
    edition = models.PositiveIntegerField(default=0)  # which version is on the table; 0 while it is a draft
    version = models.PositiveIntegerField(default=1)
    made_at = models.DateTimeField()
    made_by = models.UUIDField()
    sent_at = models.DateTimeField(null=True)
    agreed_at = models.DateTimeField(null=True)
    signed_at = models.DateTimeField(null=True)
    on_paper = models.BooleanField(default=False)  # its signatures stand on paper; written by agreements_lay_paper alone
    starts_at = models.DateTimeField(null=True)
    ends_at = models.DateTimeField(null=True)
    closing_at = models.DateTimeField(null=True)  # when it was settled that it ends before its time
    notice_at = models.DateTimeField(null=True)  # these three: of notices before receipt was asked for; read, never written
    notice_by = models.UUIDField(null=True)
    notice_why = models.CharField(max_length=500, blank=True)
    withdrawn_at = models.DateTimeField(null=True)
    withdrawn_why = models.CharField(max_length=500, blank=True)
    amends = models.ForeignKey("self", models.PROTECT, null=True, related_name="supplements")  # a supplement changes this one
    follows = models.ForeignKey("self", models.PROTECT, null=True, related_name="successors")  # negotiated again after this one
    suspended_at = models.DateTimeField(null=True)  # since when the whole rests; kept by the database
    reminded_days = models.PositiveSmallIntegerField(null=True)  # how many days before the end the parties were reminded last
    begun_told_at = models.DateTimeField(null=True)  # the parties were told that it came into force
    end_told_at = models.DateTimeField(null=True)  # and that it ended

    class Meta:
        constraints = [models.UniqueConstraint(fields=["drafter", "number"], name="one_number_a_drafter",
                                               condition=~models.Q(number="") & ~models.Q(stage="withdrawn"))]
        indexes = [models.Index(fields=["ends_at"], name="agreement_end")]

    def __str__(self) -> str:
        return self.number or self.title


class Source(models.Model):
    """The file a draft was read from, byte for byte."""

    agreement = models.OneToOneField(Agreement, models.CASCADE, primary_key=True, related_name="source")
    name = models.CharField(max_length=200)
    media = models.CharField(max_length=8)
    content = models.BinaryField()
    digest = models.CharField(max_length=64)  # SHA-256, in hexadecimal


class Version(models.Model):
    """What was on the table, by whom and why: written when it is sent and at every change."""

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    agreement = models.ForeignKey(Agreement, models.CASCADE, related_name="versions")
    edition = models.PositiveIntegerField()
    agency = models.ForeignKey("agencies.Agency", models.PROTECT, related_name="+")
    officer = models.UUIDField()
    at = models.DateTimeField()
    nature = models.CharField(max_length=8, choices=choices(Nature), default=Nature.CHANGE)
    why = models.CharField(max_length=500, blank=True)
    text = models.TextField()  # with its annex
    terms = models.JSONField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["agreement", "edition"], name="one_version_an_edition")]


class Consent(models.Model):
    """An agency agreed to an edition; to another edition it has to agree anew."""

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    agreement = models.ForeignKey(Agreement, models.CASCADE, related_name="consents")
    edition = models.PositiveIntegerField()
    agency = models.ForeignKey("agencies.Agency", models.PROTECT, related_name="+")
    officer = models.UUIDField()
    at = models.DateTimeField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["agreement", "edition", "agency"], name="one_consent_a_party")]
