"""Why a record may be seen: deeds with their signatures, grants, releases, attachments and participations."""
from typing import Any

from django.contrib.postgres.fields import ArrayField
from django.db import models

from liandong.kernel.keys import uuid7


def _agency() -> "models.ForeignKey[Any, Any]":
    return models.ForeignKey("agencies.Agency", models.PROTECT, related_name="+")


class Key(models.Model):
    """An agency's signing key: its public half is everybody's, its private half lies sealed in Secret."""

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    agency = _agency()
    algorithm = models.CharField(max_length=16, default="Ed25519")
    public = models.BinaryField()
    made_at = models.DateTimeField()
    retired_at = models.DateTimeField(null=True)


class Secret(models.Model):
    """The private half, encrypted under a key of the environment; only a signatory of the agency reads it."""

    key = models.OneToOneField(Key, models.PROTECT, primary_key=True, related_name="secret")
    agency = _agency()
    sealed = models.BinaryField()


class Deed(models.Model):
    """What parties sign: `terms` is the canonical JSON (RFC 8785) and never changes; it is as a whole what opens."""

    id = models.UUIDField(primary_key=True, editable=False)  # the agreement's own key
    number = models.CharField(max_length=60)
    title = models.CharField(max_length=200)
    parties = ArrayField(models.UUIDField())
    terms = models.TextField()
    laid_at = models.DateTimeField()
    amends = models.ForeignKey("self", models.PROTECT, null=True, related_name="+", db_column="amends")  # the root deed
    serial = models.PositiveSmallIntegerField(null=True)  # which of its series it opened as; the root is 0
    starts_at = models.DateTimeField(null=True)  # set with ends_at by access_open; of an amendment, from when it is in effect
    ends_at = models.DateTimeField(null=True)  # of the root, the end of all; of an amendment, when the next takes its place
    renewed_at = models.DateTimeField(null=True)  # when the job renewed it last
    objected_at = models.DateTimeField(null=True)  # a party does not want it renewed
    objected_by = models.UUIDField(null=True)

    def __str__(self) -> str:
        return self.number


class Signature(models.Model):
    """One agency's signature over a deed: `value` signs rules.statement(), `digest` is SHA-256 of the terms."""

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    deed = models.ForeignKey(Deed, models.PROTECT, related_name="signatures")
    agency = _agency()
    officer = models.UUIDField()
    key = models.ForeignKey(Key, models.PROTECT, related_name="+")
    algorithm = models.CharField(max_length=16)
    digest = models.BinaryField()
    value = models.BinaryField()
    at = models.DateTimeField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["agency", "deed"], name="one_signature_a_party")]


class Suspension(models.Model):
    """Why nothing is open for a while: what one party gives, to one or to all, or the whole agreement by consent of all.

    Without `since` it is asked for and waits for the others; without `until` it goes on.
    """

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    deed = models.ForeignKey(Deed, models.PROTECT, related_name="suspensions")  # the root of the series
    owner = models.ForeignKey("agencies.Agency", models.PROTECT, null=True, related_name="+")  # whose giving; none: everybody's
    agency = models.ForeignKey("agencies.Agency", models.PROTECT, null=True, related_name="+")  # to whom; none: to all
    why = models.CharField(max_length=500)
    asked_at = models.DateTimeField()
    asked_by = _agency()
    officer = models.UUIDField()
    agreed = ArrayField(models.UUIDField())  # the parties that agreed to it
    since = models.DateTimeField(null=True)
    resuming = ArrayField(models.UUIDField())  # the parties that agreed to go on
    until = models.DateTimeField(null=True)

    class Meta:
        db_table = "access_pause"
        indexes = [models.Index(fields=["deed"], name="pause_of_deed")]


class Leaving(models.Model):
    """One of several parties leaves at a moment; the others go on."""

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    deed = models.ForeignKey(Deed, models.PROTECT, related_name="leavings")  # the root of the series
    agency = _agency()
    asked_at = models.DateTimeField()
    officer = models.UUIDField()
    at = models.DateTimeField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["deed", "agency"], name="one_leaving_a_party")]


class Grant(models.Model):
    """Written by the guarded functions of sql/ alone. `category` is what it opens, `named` what the agreement calls it."""

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    deed = models.ForeignKey(Deed, models.PROTECT, related_name="grants")
    owner = _agency()
    agency = _agency()
    category = models.CharField(max_length=32)
    named = models.CharField(max_length=32)
    clause = models.CharField(max_length=60, blank=True)
    level = models.PositiveSmallIntegerField()
    regions = ArrayField(models.CharField(max_length=6), null=True)  # beginnings of region codes
    classes = ArrayField(models.CharField(max_length=8), null=True)  # beginnings of case classes
    since = models.DateTimeField(null=True)  # only what was entered from then on
    concerned = models.BooleanField(default=False)  # only what concerns the receiving agency
    starts_at = models.DateTimeField()
    ends_at = models.DateTimeField()

    class Meta:
        indexes = [models.Index(fields=["agency", "owner", "category", "level"], name="grant_reach"),
                   models.Index(fields=["deed"], name="grant_of_deed")]


class Release(models.Model):
    """A record named to one agency. The owner's name is in the row: the rule compares it with the record's."""

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    record_id = models.UUIDField()
    owner = _agency()
    agency = _agency()
    purpose = models.CharField(max_length=200, blank=True)
    at = models.DateTimeField()
    ends_at = models.DateTimeField()

    class Meta:
        indexes = [models.Index(fields=["record_id", "agency"], name="release_reach"),
                   models.Index(fields=["agency", "record_id"], name="release_of_agency")]


class Attachment(models.Model):
    """The owner lays a record beside a subject (a request, an operation) that `lead` conducts."""

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    record_id = models.UUIDField()
    owner = _agency()
    subject_id = models.UUIDField()
    lead = _agency()

    class Meta:
        indexes = [models.Index(fields=["record_id", "subject_id"], name="attachment_reach"),
                   models.Index(fields=["subject_id", "record_id"], name="attachment_of_subject")]


class Participation(models.Model):
    """The lead of a subject admits an agency; the attachment must name the same lead."""

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    subject_id = models.UUIDField()
    lead = _agency()
    agency = _agency()
    since = models.DateTimeField()
    until = models.DateTimeField()

    class Meta:
        indexes = [models.Index(fields=["agency", "subject_id"], name="participation_reach"),
                   models.Index(fields=["subject_id", "agency"], name="participation_of_subject")]


class Ceiling(models.Model):
    """How far agencies of a kind may ever see a category; what is not listed they never see (access/categories.toml)."""

    id = models.AutoField(primary_key=True)
    kind = models.CharField(max_length=16)
    category = models.CharField(max_length=32)
    level = models.PositiveSmallIntegerField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["kind", "category"], name="one_ceiling_a_category")]
