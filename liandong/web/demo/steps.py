"""The single steps of the demonstration's story: drafting, agreeing, signing, keeping duties, entering records."""
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime, timedelta
from uuid import UUID

from liandong.agreements import actions as agreements, queries as agreed
from liandong.agreements.models import Agreement
from liandong.agreements.rules.terms import DutyTerm, Limit
from liandong.duties import actions as duties
from liandong.duties.models import Duty
from liandong.kernel.actor import Actor, acting
from liandong.kernel.logins import logged_in
from liandong.kernel.moments import local
from liandong.sharing import actions as sharing
from liandong.sharing.models import Record
from liandong.sharing.rules.entries import Entry

from . import texts
from .deals import Deal
from .records import Entered
from .story import Event, Story

KEPT = ("已将本期情报材料经专网送达对方联络员，对方签收。", "会议如期召开，纪要已分送各方。", "已交换本期信息，双方核对无误。")


@contextmanager
def by(story: Story, bureau: str, role: str, at: datetime) -> Iterator[Actor]:
    """One officer's act at one moment."""
    actor = story.actor(bureau, role, at)
    with acting(actor):
        yield actor


def drafting(deal: Deal) -> Event:
    """The drafter takes in the text and settles its terms; what follows is queued by how far the deal has come."""
    def happen(story: Story, at: datetime) -> None:
        names = [story.agencies[party].name for party in deal.parties]
        with by(story, deal.parties[0], "clerk", at) as actor:
            draft = agreements.lay_in(actor, text=texts.agreement(names, deal.subject, deal.clauses))
        if deal.reached == "draft":
            return
        with by(story, deal.parties[0], "clerk", at + timedelta(minutes=25)) as actor:
            settle(actor, draft, deal)
        story.add(at + timedelta(hours=5), sending(deal, draft.pk))
    return happen


def settle(actor: Actor, draft: Agreement, deal: Deal) -> None:
    """What the text leaves open: how far each category goes, and which lawful kinds a loose word means."""
    terms = agreed.terms_of(draft)
    for share in terms.sharing:
        share.level, share.concerned = deal.level, deal.concerned
        share.timing = share.timing or "realtime"
        share.instead = ["suspects", "fugitives"] if share.category == "persons" else share.instead
    if deal.incidents:
        terms.duties.append(DutyTerm(key="incident", kind="report", started_by="incident", within=Limit(
            amount=deal.incidents, unit="hour"), clause="补充条款"))
    terms.leaving = deal.leaving
    agreements.edit(actor, draft, text=draft.text, terms=terms, version=draft.version)


def sending(deal: Deal, key: UUID) -> Event:
    """The drafter sends it; the others agree one after another, or the drafter thinks better of it."""
    def happen(story: Story, at: datetime) -> None:
        with by(story, deal.parties[0], "clerk", at) as actor:
            draft = Agreement.objects.get(pk=key)
            agreements.send(actor, draft, version=draft.version)
        if deal.reached == "withdrawn":
            story.add(at + timedelta(days=4), withdrawing(deal, key))
        elif deal.reached != "sent":
            for place, party in enumerate(deal.parties[1:], 1):
                story.add(at + timedelta(days=place, hours=2), agreeing(deal, key, party))
    return happen


def agreeing(deal: Deal, key: UUID, party: str) -> Event:
    """One party agrees; after the last, the signatories sign."""
    def happen(story: Story, at: datetime) -> None:
        with by(story, party, "clerk", at) as actor:
            agreements.agree(actor, Agreement.objects.get(pk=key), edition=1)
        if party == deal.parties[-1]:
            signers = deal.parties if deal.reached == "signed" else deal.parties[:1]
            for place, signer in enumerate(signers, 1):
                story.add(at + timedelta(hours=20 * place), signing(deal, key, signer))
    return happen


def signing(deal: Deal, key: UUID, party: str) -> Event:
    """One signatory signs; with the last signature it runs, and its duties are kept, mostly."""
    def happen(story: Story, at: datetime) -> None:
        with by(story, party, "signatory", at) as actor:
            agreement = agreements.sign(actor, Agreement.objects.get(pk=key))
            owed = [(d.pk, d.agency_id, d.due_at) for d in Duty.objects.filter(schedule__basis=key, due_at__lt=story.now)]
        if agreement.starts_at is None:
            return
        for duty, agency, due in owed:
            story.add(due - timedelta(hours=story.chance.choice((4, 20, 30, 52, 75, -30))), keeping(duty, agency))
        if deal.noticed:
            story.add(story.now - timedelta(days=deal.noticed), noticing(deal, key))
        if deal.renews and agreement.ends_at:
            story.add(agreement.ends_at - timedelta(hours=3), renewing)
    return happen


def keeping(key: UUID, agency: UUID) -> Event:
    """A duty is ticked with what shows it; now and then one is forgotten."""
    def happen(story: Story, at: datetime) -> None:
        if story.now - at < timedelta(days=45) and story.chance.random() < 0.15:
            return  # forgotten, and overdue today
        with by(story, story.bureau_of(agency), "clerk", at) as actor:
            duty = Duty.objects.filter(pk=key, outcome="").first()
            if duty and duty.starts_at <= at:
                duties.keep(actor, duty, evidence=story.chance.choice(KEPT), version=duty.version)
    return happen


def renewing(story: Story, at: datetime) -> None:
    """The clock renews, on the last day, what its terms renew."""
    with logged_in("jobs"):
        agreements.renew_and_remind(at)


def noticing(deal: Deal, key: UUID) -> Event:
    """The last party gives notice; the day after the others confirm that they received it."""
    def happen(story: Story, at: datetime) -> None:
        with by(story, deal.parties[-1], "signatory", at) as actor:
            ending = agreements.give_notice(actor, Agreement.objects.get(pk=key),
                                            why="水上管辖范围调整，协作内容并入新的区域协议。")
        for party in deal.parties[:-1]:
            story.add(at + timedelta(hours=20), receiving(ending.pk, party))
    return happen


def receiving(key: UUID, party: str) -> Event:
    """A party's desk confirms that it received a notice; with the last receipt its days run."""
    def happen(story: Story, at: datetime) -> None:
        with by(story, party, "clerk", at) as actor:
            ending = agreed.endings.of(key)
            assert ending, "its own party sees it"
            agreements.receive_notice(actor, ending, text="来函收悉。")
    return happen


def withdrawing(deal: Deal, key: UUID) -> Event:
    """The drafter takes it off the table."""
    def happen(story: Story, at: datetime) -> None:
        with by(story, deal.parties[0], "clerk", at) as actor:
            draft = Agreement.objects.get(pk=key)
            agreements.withdraw(actor, draft, why="与既有协议重复，另行起草补充协议。", version=draft.version)
    return happen


def entering(entry: Entered) -> Event:
    """An officer enters a record, lays it beside its case, and takes it as far as it has come."""
    def happen(story: Story, at: datetime) -> None:
        with by(story, entry.bureau, "officer" if entry.bureau != "cangling" else "clerk", at) as actor:
            record = sharing.enter(actor, typed(story, entry, at))
            if entry.kind == "case":
                story.cases[entry.story] = record
            elif case := story.cases.get(entry.story):
                nature = {"vehicle": "used_in", "lead": "points_to"}.get(entry.kind, "involved_in")
                sharing.relate(actor, record, case, nature=nature, source="现场勘查和视频")
            if entry.kind in ("case", "lead"):
                advance(actor, record, entry.stage)
    return happen


def typed(story: Story, entry: Entered, at: datetime) -> Entry:
    """The entry as it is typed into the form."""
    is_person = entry.kind == "person"
    return Entry(
        kind=entry.kind, level=entry.level, role=entry.role, title=entry.title, region=entry.region,
        case_class=entry.case_class, legal_basis=entry.legal_basis if is_person else "",
        review_on=(local(at) + timedelta(days=150 + entry.story % 200)).date() if is_person else None,
        handling=tuple(entry.handling), concerns=tuple(story.agencies[key].pk for key in entry.concerns),
        elements=entry.elements)


def advance(actor: Actor, record: Record, stage: str) -> None:
    """Take the record the way to its stage."""
    for verb in {"checking": ["check"], "confirmed": ["check", "confirm"], "refuted": ["check", "refute"],
                 "closed": ["close"]}.get(stage, []):
        record = sharing.step(actor, record, verb, version=record.version)
