"""Files of records taken out: asked for with a purpose, made by a job, fetched or withdrawn."""
from django.db import models

from liandong.kernel.keys import uuid7


class Export(models.Model):
    """One file of records as an officer saw them when it was made; withdrawn when one of them closes before it is fetched."""

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    agency = models.ForeignKey("agencies.Agency", models.PROTECT, related_name="+")
    officer = models.UUIDField()
    purpose = models.CharField(max_length=200)
    media = models.CharField(max_length=8)  # csv, xlsx or json
    asked = models.JSONField(default=dict)  # tab and filter of the list it was asked from
    language = models.CharField(max_length=8, default="zh-hans")
    stage = models.CharField(max_length=16, default="waiting")  # rules.exporting.Stage
    rows = models.PositiveIntegerField(default=0)
    is_cut = models.BooleanField(default=False)  # there were more than the post takes out at once
    content = models.BinaryField(null=True)
    digest = models.CharField(max_length=64, blank=True)
    reason = models.CharField(max_length=300, blank=True)
    at = models.DateTimeField()
    made_at = models.DateTimeField(null=True)
    until = models.DateTimeField(null=True)  # not fetched until then, it is deleted
    fetched_at = models.DateTimeField(null=True)

    class Meta:
        indexes = [models.Index(fields=["officer", "-at"], name="export_of_officer")]

    def __str__(self) -> str:
        return self.purpose


class ExportedRecord(models.Model):
    """A record in a file, as it stood in it."""

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    of = models.ForeignKey(Export, models.CASCADE, related_name="+")
    record = models.ForeignKey("sharing.Record", models.CASCADE, related_name="+")
    version = models.PositiveIntegerField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["of", "record"], name="one_record_an_export")]
        indexes = [models.Index(fields=["record"], name="export_of_record")]
