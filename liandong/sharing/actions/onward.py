"""Ask the owner whether a record may go to a third party; consent, refuse, withdraw; and stop what leaves without consent."""
from collections.abc import Iterable
from datetime import datetime
from uuid import UUID

from liandong.access import queries as grants
from liandong.agencies import queries as agencies
from liandong.audit import actions as audit
from liandong.duties import rules as duty_rules
from liandong.kernel.actor import Actor
from liandong.kernel.errors import Refused
from liandong.kernel.terms import gettext_noop as _
from liandong.notices import actions as notices

from ..models import Onward, Record
from ..queries import onward as queries
from ..queries.records import reasons
from ..rules import onward
from ..rules.onward import Stage
from .releases import recall, release

DESK = sorted(duty_rules.DESK)


def ask(actor: Actor, record: Record, *, third: UUID | None, third_name: str, purpose: str, until: datetime) -> Onward:
    """Ask the owner of another agency's record whether it may go to a third party, for a purpose and until a moment."""
    name = agencies.agency(third).name if third else third_name.strip()
    onward.check_asked(actor.roles, third=name, purpose=purpose, until=until, at=actor.at)
    if record.owner_id == actor.agency:
        raise Refused(_("It is your agency's own. Release it by name instead."))
    if third in (record.owner_id, actor.agency):
        raise Refused(_("This agency has it already. Choose a third party."), field="third")
    same = {"record": record, "holder": actor.agency, "third": third, "third_name": name[:100], "stage": Stage.ASKED.value}
    if Onward.objects.filter(**same).exists():
        raise Refused(_("The owner was asked this already and has not answered yet."))
    clause = queries.clause_of(reasons(actor, [record])[record.pk])
    asked = Onward.objects.create(
        record=record, number=record.number, owner_id=record.owner_id, holder_id=actor.agency, third_id=third,
        third_name=name[:100], purpose=purpose.strip()[:200], clause=clause[:120], until=until, officer=actor.officer,
        at=actor.at)
    _say(actor, asked, "sharing.onward_ask", "sharing.onward_asked", record.owner_id)
    return asked


def take(actor: Actor, asked: Onward, verb: str, *, words: str = "") -> Onward:
    """Take a step: the owner consents, refuses or withdraws in writing; the holder takes the request back.

    Consent to an agency of the platform releases the record to it for the purpose and time asked; withdrawal ends that.
    """
    asked = Onward.objects.select_for_update().get(pk=asked.pk)  # of two answers at once the second meets the first
    side = "owner" if asked.owner_id == actor.agency else "holder"
    taken = onward.LIFECYCLE.take(verb, asked.stage, sides={side}, roles=actor.roles)
    onward.check_words(verb, words)
    if verb == "give" and asked.until <= actor.at:
        raise Refused(_("The time asked for is over. Refuse it; the holder can ask anew."))
    said = words.strip()[:400]
    fields: dict[str, object] = {"why": said, "ended_by": actor.officer, "ended_at": actor.at}
    if verb in ("give", "refuse"):
        fields = {"words": said, "answered_by": actor.officer, "answered_at": actor.at}
    Onward.objects.filter(pk=asked.pk).update(stage=taken.target.value, **fields)
    asked.refresh_from_db()
    _follow(actor, asked, verb)
    _say(actor, asked, f"sharing.onward_{verb}", taken.notice, asked.holder_id if side == "owner" else asked.owner_id)
    return asked


def check_leaves(actor: Actor, records: Iterable[Record], *, third: UUID | None, third_name: str) -> None:
    """Refused when one of the records may not go to that third party; the agreement and its clause are named."""
    if barred := queries.barred(actor, records, third=third, third_name=third_name):
        first = barred[0]
        raise Refused(
            _("%(count)s records may not go to a third party without their owners' written consent, first of all %(number)s "
              "of %(owner)s (%(clause)s). Ask for consent on its page, or leave them out."),
            concerns=[one.record.owner_id for one in barred], field="third", count=len(barred), number=first.record.number,
            owner=first.record.owner.name, clause=first.clause or "—")


def _follow(actor: Actor, asked: Onward, verb: str) -> None:
    """What consent opens for an agency of the platform, and what withdrawal closes again."""
    if asked.third_id is None:
        return
    if verb == "give":
        release(actor, asked.record, asked.third_id, purpose=asked.purpose, until=asked.until)
    if verb == "withdraw" and grants.releases(asked.record_id, actor.at).filter(agency=asked.third_id).exists():
        recall(actor, asked.record, asked.third_id, reason=asked.why)


def _say(actor: Actor, asked: Onward, verb: str, notice: str, to: UUID) -> None:
    facts = {"number": asked.number, "third": asked.third_name}
    audit.record(actor, verb, asked.pk, kind="onward", audience=[asked.owner_id, asked.holder_id], facts=facts,
                 purpose=asked.purpose)
    notices.tell(actor, notice, agencies=[to], subject_kind="onward", subject=asked.pk, roles=DESK,
                 values=facts | {"agency": agencies.agency(actor.agency).name})
