"""Files of records brought in: the file with its columns, its rows in parts, saved meanings of columns, keys of sources."""
from django.db import models

from liandong.kernel.keys import uuid7


class Import(models.Model):
    """One file of records of a kind; a job reads it part by part, and `part` says how far it came."""

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    agency = models.ForeignKey("agencies.Agency", models.PROTECT, related_name="+")
    officer = models.UUIDField()  # who brought it; nobody else sees its rows
    kind = models.CharField(max_length=16)
    name = models.CharField(max_length=200)
    media = models.CharField(max_length=8)  # csv, xlsx or json
    size = models.PositiveIntegerField()
    digest = models.CharField(max_length=64)  # SHA-256 of the file, in hexadecimal
    content = models.BinaryField(null=True)  # until its rows are laid into parts
    headings = models.JSONField()
    head = models.JSONField()  # the first rows with their numbers, for the preview
    columns = models.JSONField(default=dict)  # place of a column -> what it is
    defaults = models.JSONField(default=dict)  # what holds for every row that does not say otherwise
    source = models.CharField(max_length=40, blank=True)  # the system the keys are of
    updates = models.BooleanField(default=False)  # whether records that are known are changed
    dropped = models.JSONField(default=list)  # headings that were not taken in
    stage = models.CharField(max_length=16, default="new")  # rules.importing.Stage
    is_dry = models.BooleanField(default=True)
    parts = models.PositiveIntegerField(null=True)
    part = models.PositiveIntegerField(default=0)  # how many are done
    rows = models.PositiveIntegerField(default=0)
    done = models.PositiveIntegerField(default=0)
    entered = models.PositiveIntegerField(default=0)
    changed = models.PositiveIntegerField(default=0)
    known = models.PositiveIntegerField(default=0)  # there already, and left as they are
    faulty = models.PositiveIntegerField(default=0)
    odd = models.PositiveIntegerField(default=0)  # entered, with a warning
    reason = models.CharField(max_length=300, blank=True)  # why it stopped
    at = models.DateTimeField()
    begun_at = models.DateTimeField(null=True)
    beat_at = models.DateTimeField(null=True)  # when the job last came further
    ended_at = models.DateTimeField(null=True)

    class Meta:
        indexes = [models.Index(fields=["officer", "-at"], name="import_of_officer")]

    def __str__(self) -> str:
        return self.name


class ImportPart(models.Model):
    """A few hundred rows of a file, and once they were read, what is wrong with which."""

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    of = models.ForeignKey(Import, models.CASCADE, related_name="+")
    number = models.PositiveIntegerField()
    rows = models.BinaryField()
    faults = models.JSONField(default=list)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["of", "number"], name="one_part_a_number")]


class ColumnMapping(models.Model):
    """What the headings of an agency's files mean, saved under a name to be used again."""

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    agency = models.ForeignKey("agencies.Agency", models.PROTECT, related_name="+")
    kind = models.CharField(max_length=16)
    name = models.CharField(max_length=60)
    columns = models.JSONField()  # heading -> what it is
    defaults = models.JSONField(default=dict)
    source = models.CharField(max_length=40, blank=True)
    by = models.UUIDField()
    at = models.DateTimeField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["agency", "kind", "name"], name="one_mapping_a_name")]

    def __str__(self) -> str:
        return self.name


class SourceKey(models.Model):
    """The key that a record has where it comes from: the same key is never entered twice."""

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    agency = models.ForeignKey("agencies.Agency", models.PROTECT, related_name="+")
    kind = models.CharField(max_length=16)
    source = models.CharField(max_length=40, blank=True)
    key = models.CharField(max_length=80)
    record = models.ForeignKey("sharing.Record", models.CASCADE, related_name="+")
    digest = models.CharField(max_length=32)
    door = models.UUIDField()  # the import or account that brought it last
    at = models.DateTimeField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["agency", "kind", "source", "key"], name="one_record_a_source_key")]
        indexes = [models.Index(fields=["record"], name="source_key_of_record")]
