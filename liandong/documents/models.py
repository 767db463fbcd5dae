"""Files kept beside a subject, byte for byte; a newer version stands beside the older one and takes nothing away."""
from django.contrib.postgres.fields import ArrayField
from django.db import models

from liandong.kernel.keys import uuid7


class File(models.Model):
    """One file as it was uploaded: whose, about what, for whom, and until when it is kept."""

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    kind = models.CharField(max_length=32)  # kinds.toml
    subject_kind = models.CharField(max_length=32)
    subject = models.UUIDField()
    agency = models.ForeignKey("agencies.Agency", models.PROTECT, related_name="+")
    audience = ArrayField(models.UUIDField(), default=list)  # who sees it besides
    name = models.CharField(max_length=200)
    media = models.CharField(max_length=8)  # told by its content: pdf, docx, png, jpg
    size = models.PositiveIntegerField()
    digest = models.CharField(max_length=64)  # SHA-256, in hexadecimal
    content = models.BinaryField()
    at = models.DateTimeField()
    by = models.UUIDField()
    kept_until = models.DateField(null=True)  # for good where null
    edition = models.PositiveSmallIntegerField(default=1)
    follows = models.OneToOneField("self", models.PROTECT, null=True, related_name="followed_by")  # the version before

    class Meta:
        indexes = [models.Index(fields=["subject", "-at", "id"], name="file_of_subject")]
        constraints = [
            models.CheckConstraint(condition=models.Q(media__in=["pdf", "docx", "png", "jpg"]), name="file_media"),
            models.CheckConstraint(condition=models.Q(follows=None, edition=1) | models.Q(follows__isnull=False, edition__gt=1),
                                   name="file_edition"),
        ]

    def __str__(self) -> str:
        return self.name
