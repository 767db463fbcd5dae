"""The days whose arrangement is known: published with the platform, or loaded since."""
from django.db import models


class CalendarDay(models.Model):
    """One day, a working day or not; the same for every agency."""

    day = models.DateField(primary_key=True)
    is_working = models.BooleanField()
    source = models.CharField(max_length=12)  # published: came with the platform; loaded: from a file
    note = models.CharField(max_length=60, blank=True)  # 春节, 国庆节调休上班
    loaded_at = models.DateTimeField(null=True)

    def __str__(self) -> str:
        return self.day.isoformat()
