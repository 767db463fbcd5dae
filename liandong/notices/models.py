"""What an agency was told, who has read and acknowledged it, and the mails that went out about it."""
from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext

from liandong.kernel import says
from liandong.kernel.choices import choices
from liandong.kernel.keys import uuid7

from .rules import MailState


class Notice(models.Model):
    """One thing told to one agency, for its officers who hold one of `roles` (all when empty)."""

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    agency = models.ForeignKey("agencies.Agency", models.PROTECT, related_name="+", db_index=False)  # notice_of_agency serves
    sender = models.ForeignKey("agencies.Agency", models.PROTECT, related_name="+")
    officer = models.UUIDField()
    at = models.DateTimeField()
    kind = models.CharField(max_length=64)
    key = models.CharField(max_length=64, blank=True)  # of its sentence (kernel.says); empty where only the text is kept
    message = models.TextField()  # an English text with named placeholders, translated when shown
    values = models.JSONField(default=dict)
    subject_kind = models.CharField(max_length=32, blank=True)
    subject = models.UUIDField(null=True)
    roles = ArrayField(models.CharField(max_length=32), default=list)
    department = models.ForeignKey("agencies.Department", models.PROTECT, null=True, related_name="+")
    raised = ArrayField(models.CharField(max_length=80), default=list)  # posts it reaches besides
    urgent = models.BooleanField(default=False)
    reply_minutes = models.PositiveIntegerField(null=True)  # in which it is to be acknowledged; null where it need not be
    next_step_at = models.DateTimeField(null=True)  # of escalation
    acknowledged_at = models.DateTimeField(null=True)
    acknowledged_by = models.UUIDField(null=True)
    acknowledged_note = models.CharField(max_length=200, blank=True)
    mailed_at = models.DateTimeField(null=True)  # when it was seen who gets a mail about it; null: still to be seen

    class Meta:
        indexes = [
            models.Index(fields=["agency", "-at", "-id"], name="notice_of_agency"),  # the list's own order: nothing is sorted
            models.Index(fields=["agency", "at"], name="notice_unanswered",
                         condition=Q(reply_minutes__isnull=False, acknowledged_at=None)),
            models.Index(fields=["next_step_at"], name="notice_step", condition=Q(next_step_at__isnull=False)),
            models.Index(fields=["at"], name="notice_to_mail", condition=Q(mailed_at=None)),
        ]

    def __str__(self) -> str:
        return self.text

    @property
    def text(self) -> str:
        """What it says, in the reader's language: by its key as it is worded today, else as it was stored.

        A text without a key was stored before sentences had keys: where it was worded anew since, and nobody translates it
        any more, the sentence of its kind says it.
        """
        stored = gettext(self.message) if self.message else ""
        today = says.sentence(self.key or (self.kind if stored == self.message else ""))
        for text in (gettext(today) if today else "", stored):
            try:
                if text:
                    return text % self.values if self.values else text
            except (KeyError, TypeError, ValueError):  # one bad notice must not close the page
                continue
        return stored

    @property
    def number(self) -> str:
        """A short number an officer can read out, and the only word of it a mail carries."""
        return self.pk.hex[-8:].upper()

    @property
    def is_waiting(self) -> bool:
        """Whether somebody still has to acknowledge it."""
        return self.reply_minutes is not None and self.acknowledged_at is None


class Read(models.Model):
    """An officer has read a notice."""

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    notice = models.ForeignKey(Notice, models.CASCADE, related_name="readings")
    officer = models.UUIDField()
    at = models.DateTimeField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["officer", "notice"], name="one_reading_an_officer")]
        indexes = [models.Index(fields=["officer", "at"], name="reading_by_moment")]


class ReadMark(models.Model):
    """Up to which moment an officer has read everything but a few: what lies behind it is not counted again for the bell."""

    officer = models.UUIDField(primary_key=True)
    until = models.DateTimeField()
    posts = ArrayField(models.CharField(max_length=80))  # the officer held; with others, other notices are theirs
    left = ArrayField(models.UUIDField())  # what was still unread behind it

    class Meta:
        db_table = "notices_read_mark"


class Preference(models.Model):
    """What an officer wants as a mail, and when not."""

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    officer = models.UUIDField(unique=True)
    mail = ArrayField(models.CharField(max_length=32), default=list)  # groups of kinds that go out as mail
    quiet_from = models.TimeField(null=True)
    quiet_until = models.TimeField(null=True)
    version = models.PositiveIntegerField(default=1)


class Mail(models.Model):
    """A mail to one officer about one notice: number and link, nothing else."""

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    notice = models.ForeignKey(Notice, models.CASCADE, related_name="mails")
    agency = models.ForeignKey("agencies.Agency", models.PROTECT, related_name="+")
    officer = models.UUIDField()
    address = models.EmailField()
    state = models.CharField(max_length=16, choices=choices(MailState), default=MailState.QUEUED)
    tries = models.PositiveSmallIntegerField(default=0)
    queued_at = models.DateTimeField()
    next_try_at = models.DateTimeField(null=True)
    sent_at = models.DateTimeField(null=True)
    last_error = models.CharField(max_length=300, blank=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["notice", "officer"], name="one_mail_an_officer")]
        indexes = [
            models.Index(fields=["agency", "-queued_at"], name="mail_of_agency"),
            models.Index(fields=["next_try_at"], name="mail_due", condition=Q(next_try_at__isnull=False)),
            models.Index(fields=["officer", "address"], name="mail_bounced", condition=Q(state="bounced")),
        ]
