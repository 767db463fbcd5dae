"""What ends an agreement before its time: proposals, notices and rescissions, with what each party answered."""
from django.db import models

from liandong.kernel.choices import choices
from liandong.kernel.keys import uuid7

from ..rules import endings
from .agreement import Agreement


class Ending(models.Model):
    """An agreement is to end before its time: proposed to all, by notice of one party, or by rescission."""

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    agreement = models.ForeignKey(Agreement, models.PROTECT, related_name="endings")
    kind = models.CharField(max_length=12, choices=choices(endings.Kind))
    stage = models.CharField(max_length=12, choices=choices(endings.EndingStage), default=endings.EndingStage.OPEN)
    agency = models.ForeignKey("agencies.Agency", models.PROTECT, related_name="+")
    officer = models.UUIDField()
    at = models.DateTimeField()
    why = models.CharField(max_length=500)
    form = models.CharField(max_length=12, choices=choices(endings.Form), default=endings.Form.PLATFORM)
    letter = models.CharField(max_length=60, blank=True)  # the number of the letter on paper
    clause = models.CharField(max_length=60, blank=True)  # which allows it
    last_on = models.DateField(null=True)  # by consent: the last day that still counts
    breach = models.UUIDField(null=True)  # by rescission: the breach that was not cured
    ends_at = models.DateTimeField(null=True)  # once it is settled
    settled_at = models.DateTimeField(null=True)
    version = models.PositiveIntegerField(default=1)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["agreement", "agency", "kind"], condition=models.Q(stage="open"),
                                               name="one_open_ending_a_party")]

    def __str__(self) -> str:
        return f"{self.agreement.number} {self.kind}"


class Answer(models.Model):
    """What one party answered to a proposal or a notice; `deemed` is the platform's word after the ladder's end."""

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    ending = models.ForeignKey(Ending, models.PROTECT, related_name="answers")
    agency = models.ForeignKey("agencies.Agency", models.PROTECT, related_name="+")
    officer = models.UUIDField()
    at = models.DateTimeField()
    word = models.CharField(max_length=12, choices=choices(endings.Word))
    text = models.CharField(max_length=500, blank=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["ending", "agency"], name="one_answer_a_party")]
