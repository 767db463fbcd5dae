"""Emergency contacts, the test calls to them, and how often an agency wants them made."""
from django.db import models

from liandong.kernel.choices import choices
from liandong.kernel.keys import uuid7

from ..rules import EVERY_DAYS, Answer, Function
from .agency import Agency


class Contact(models.Model):
    """Whom partners reach in an emergency (紧急联络), by function; `tested_at` and `answer` come with the calls."""

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    agency = models.ForeignKey(Agency, models.PROTECT, related_name="contacts")
    function = models.CharField(max_length=16, choices=choices(Function))
    name = models.CharField(max_length=40)
    phone = models.CharField(max_length=30)
    backup_phone = models.CharField(max_length=30, blank=True)
    changed_at = models.DateTimeField()  # when the numbers were entered or last changed
    tested_at = models.DateTimeField(null=True)
    answer = models.CharField(max_length=16, choices=choices(Answer), blank=True)
    reminded_on = models.DateField(null=True)  # the due day of which the agency was last reminded
    ended_at = models.DateTimeField(null=True)
    version = models.PositiveIntegerField(default=1)

    class Meta:
        indexes = [models.Index(fields=["agency", "function"], name="contact_of_agency")]

    def __str__(self) -> str:
        return self.name


class TestCall(models.Model):
    """A test call (拨测) that one side made, and how it came out; the owner and the caller see it."""

    __test__ = False  # no class of tests

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    contact = models.ForeignKey(Contact, models.PROTECT, related_name="calls")
    owner = models.ForeignKey(Agency, models.PROTECT, related_name="+")
    agency = models.ForeignKey(Agency, models.PROTECT, related_name="+")
    officer = models.UUIDField()
    at = models.DateTimeField()
    backup = models.BooleanField(default=False)
    answer = models.CharField(max_length=16, choices=choices(Answer))
    seconds = models.PositiveSmallIntegerField(null=True)
    note = models.CharField(max_length=200, blank=True)

    class Meta:
        constraints = [models.CheckConstraint(
            condition=(models.Q(answer="answered", seconds__isnull=False)
                       | ~models.Q(answer="answered") & models.Q(seconds=None)),
            name="seconds_when_answered")]
        indexes = [models.Index(fields=["contact", "-at"], name="call_of_contact")]


class TestPlan(models.Model):
    """Every how many days an agency wants its emergency contacts called."""

    __test__ = False

    agency = models.OneToOneField(Agency, models.PROTECT, primary_key=True, related_name="+")
    every_days = models.PositiveSmallIntegerField(default=EVERY_DAYS)
    version = models.PositiveIntegerField(default=1)
