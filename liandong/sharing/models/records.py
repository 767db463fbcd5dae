"""Shared records, born for their owner's eyes, and how they relate."""
from django.contrib.postgres.fields import ArrayField
from django.db import models

from liandong.kernel.keys import uuid7


class Record(models.Model):
    """A case, person involved, vehicle or lead. `elements` follow sharing/standard/<kind>.toml."""

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    number = models.CharField(max_length=24)
    kind = models.CharField(max_length=16)
    role = models.CharField(max_length=16, blank=True)  # of a person; nobody is entered without one
    owner = models.ForeignKey("agencies.Agency", models.PROTECT, related_name="+")
    department = models.ForeignKey("agencies.Department", models.PROTECT, null=True, related_name="+")
    entered_by = models.UUIDField()
    category = models.CharField(max_length=32)  # what it is to the rule of sight (access.rules.sight.category_of)
    level = models.PositiveSmallIntegerField()
    region = models.CharField(max_length=6, blank=True)
    case_class = models.CharField(max_length=8, blank=True)
    concerns = ArrayField(models.UUIDField(), default=list)  # partner agencies it concerns
    handling = ArrayField(models.CharField(max_length=16), default=list)
    kept_to = models.ForeignKey("agencies.Department", models.PROTECT, null=True, related_name="+")
    team = ArrayField(models.UUIDField(), null=True)  # kept to these officers, a case team; nobody else of the agency sees it
    title = models.CharField(max_length=200)  # never a protected detail: it stands in lists, notices and the ledger
    elements = models.JSONField(default=dict)
    legal_basis = models.CharField(max_length=200, blank=True)
    review_on = models.DateField(null=True)  # after this day others do not see it, unless it is renewed
    review_told = models.DateField(null=True)  # of which day its owner was told last (a job's)
    stage = models.CharField(max_length=16, default="open")
    serious_at = models.DateTimeField(null=True)  # since when its owner holds it for a serious incident (重大警情)
    recalled_at = models.DateTimeField(null=True)  # called back from everybody: its owner alone sees it
    frozen_at = models.DateTimeField(null=True)  # while a leak is looked into: its owner alone sees it
    removed_at = models.DateTimeField(null=True)  # nobody sees it any more; what it said is gone, a certificate remains
    entered_at = models.DateTimeField()
    updated_at = models.DateTimeField()
    updated_by = models.UUIDField()
    version = models.PositiveIntegerField(default=1)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["owner", "number"], name="one_record_a_number"),
            models.CheckConstraint(condition=models.Q(level__lte=2), name="no_state_secret"),
            models.CheckConstraint(
                condition=~models.Q(kind="person")
                | ~models.Q(role="") & ~models.Q(legal_basis="") & models.Q(review_on__isnull=False),
                name="person_has_role_basis_review"),
        ]
        indexes = [  # with the key, by which lists break ties: else they are sorted whole
            models.Index(fields=["-entered_at", "id"], name="record_newest"),
            models.Index(fields=["-updated_at", "id"], name="record_changed"),
            models.Index(fields=["owner", "-entered_at", "id"], name="record_of_owner"),
            models.Index(fields=["owner", "category", "level", "-entered_at"], name="record_reach"),
        ]

    def __str__(self) -> str:
        return f"{self.number} {self.title}"


class Relation(models.Model):
    """A record laid beside another, with who says so and from what; seen by whoever sees both."""

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    record = models.ForeignKey(Record, models.PROTECT, related_name="+")
    other = models.ForeignKey(Record, models.PROTECT, related_name="+")
    nature = models.CharField(max_length=16)  # standard/codes.toml, relation: reads from the record to the other
    source = models.CharField(max_length=200)
    note = models.CharField(max_length=200, blank=True)
    agency = models.ForeignKey("agencies.Agency", models.PROTECT, related_name="+")
    officer = models.UUIDField()
    at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["agency", "record", "other", "nature"], name="one_relation_a_nature"),
            models.CheckConstraint(condition=~models.Q(record=models.F("other")), name="two_records_a_relation")]
        indexes = [models.Index(fields=["record"], name="relation_of_record"),
                   models.Index(fields=["other"], name="relation_of_other")]
