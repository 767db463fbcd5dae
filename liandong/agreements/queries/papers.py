"""What the papers of an agreement say: the values their letters are made of, as far as the actor may read them."""
import json
from datetime import date, datetime
from hashlib import sha256
from typing import NamedTuple
from uuid import UUID

from liandong.access import queries as access
from liandong.agencies import queries as agencies
from liandong.audit import queries as audit
from liandong.documents import queries as documents
from liandong.documents.rules import kind_of, suggested
from liandong.documents.rules.context import Context, Sealed, Signer
from liandong.kernel import moments
from liandong.kernel.actor import Actor

from ..models import Agreement, Ending
from ..rules import notice, papers, redline, wording
from ..rules.endings import EndingStage, Kind
from ..rules.lifecycle import Stage
from ..rules.papers import Printed
from . import agreements, closing, closing_paper, endings

INTERNAL = "内部"  # how papers are handled; an original that is to be sealed bears no mark of ours


class Notice(NamedTuple):
    """A notice of termination: who gave it, when and why."""

    agency: UUID
    at: datetime
    why: str


def noticed(agreement: Agreement) -> Notice | None:
    """The latest notice of termination; of agreements noticed before endings had rows of their own, what their row says."""
    row = Ending.objects.filter(agreement=agreement, kind=Kind.NOTICE).order_by("-at").first()
    if row:
        return Notice(row.agency_id, row.at, row.why)
    return Notice(agreement.notice_by, agreement.notice_at, agreement.notice_why) \
        if agreement.notice_at and agreement.notice_by else None


def consented(agreement: Agreement) -> Ending | None:
    """The proposal to which all consented, by which it ends."""
    return Ending.objects.filter(agreement=agreement, kind=Kind.CONSENT, stage=EndingStage.SETTLED).order_by("-at").first()


def papers_offered(actor: Actor, agreement: Agreement) -> list[Printed]:
    """What the actor can print of it now."""
    return papers.offered(agreements.stage_of(agreement, actor.at), own=agreements.is_own(actor, agreement),
                          editions=agreement.edition, notice=noticed(agreement) is not None,
                          consented=consented(agreement) is not None)


def paper(actor: Actor, agreement: Agreement, kind: Printed, media: str) -> bytes:
    """The paper as a file; made when it is asked for, from what is stored."""
    make = documents.pdf if media == "pdf" else documents.letter
    name = "agreement" if kind == Printed.ORIGINAL else kind.value
    return make("supplement" if name == "agreement" and agreement.amends_id else name, paper_context(actor, agreement, kind))


def paper_name(actor: Actor, agreement: Agreement, kind: Printed, media: str) -> str:
    """The file's name by the rule of archives: day, agency, what it is, of which agreement."""
    filed = kind_of("letter")
    whole = suggested(day=moments.local(actor.at).date(), unit=agencies.agency(actor.agency).name, kind=filed, media=media,
                      title=f"{agreement.title}{agreement.number}")
    return whole.replace(f"_{filed.zh}_", f"_{papers.TITLES[kind]}_", 1)


def paper_context(actor: Actor, agreement: Agreement, kind: Printed) -> Context:
    """The values of one paper."""
    terms, is_original = agreements.terms_of(agreement), kind == Printed.ORIGINAL
    told = noticed(agreement) if kind == Printed.NOTICE else None
    issuer = told.agency if told else actor.agency
    names = agencies.names({*agreement.parties, issuer, actor.agency})
    text = agreement.signed_text or wording.complete(agreement.text, terms)
    officer = agencies.officer_names([actor.officer]).get(actor.officer, "")
    year = moments.local(actor.at).year
    about = Context(
        at=actor.at, issuer=names[issuer], to=[names[party] for party in agreement.parties if party != issuer],
        title=agreement.title or "警务合作协议", agreement_number=agreement.number, text=text,
        mark="" if is_original else INTERNAL,
        is_draft=agreement.stage in (Stage.DRAFT, Stage.SENT), digest=sha256(text.encode()).hexdigest(),
        number=f"　　〔{year}〕　　号" if kind in (Printed.COVER, Printed.NOTICE) else "",
        signed_on=moments.local(agreement.signed_at).date() if agreement.signed_at else None,
        printed_by="" if is_original else f"{names[actor.agency]} {officer}".strip())
    return about.model_copy(update=_of_kind(actor, agreement, kind))


def _of_kind(actor: Actor, agreement: Agreement, kind: Printed) -> dict[str, object]:
    """What one kind of paper says besides."""
    if kind == Printed.REDLINE:
        after, before = agreements.versions(agreement)[:2]
        return {"pieces": [tuple(piece) for piece in redline.words(before.text, after.text)],
                "editions": (before.edition, after.edition)}
    if kind == Printed.RECORD:
        return {"sealed": _sealed(agreement.pk)}
    if kind == Printed.NOTICE:
        told = noticed(agreement)
        return _ended(agreement) | {"why": told.why if told else "", "day": moments.local(told.at).date() if told else None}
    if kind == Printed.ENDING:
        found = consented(agreement)
        return {"ends_on": found.last_on if found else None, "parties": _consents(agreement, found)}
    if kind == Printed.CLOSING:
        report = closing.report(actor, agreement)
        return _ended(agreement) | {"why": closing_paper.why(report), "sections": closing_paper.sections(report)}
    if kind in (Printed.AGREEMENT, Printed.ORIGINAL, Printed.SIGNATURES):
        return {"parties": signers(agreement, is_blank=kind == Printed.ORIGINAL)}
    return {}


def signers(agreement: Agreement, *, is_blank: bool = False) -> list[Signer]:
    """The parties of the signature page: who signed, when, with which key, and whether on paper."""
    deed, signed = access.shown(agreement.pk)
    laid = json.loads(deed.terms) if deed else {}
    days = laid.get("paper", {}).get("days", {}) if laid.get("form") == "paper" else {}
    given = {} if is_blank else {one.agency_id: one for one in signed}
    names, officers = agencies.names(agreement.parties), agencies.officer_names(one.officer for one in given.values())
    terms = agreements.terms_of(agreement)
    found = []
    for party in terms.agencies():
        about = Signer(role=terms.role_of(party), name=names.get(party, ""))
        if one := given.get(party):
            about.signatory, about.day = officers.get(one.officer, ""), moments.local(one.at).date()
            about.fingerprint = sha256(bytes(one.key.public)).hexdigest()[:32]
            about.is_valid = access.is_valid(one, deed.terms) if deed else False
        if str(party) in days and not is_blank:
            about.on_paper, about.day = True, date.fromisoformat(days[str(party)])
        found.append(about)
    return found


def _sealed(pk: UUID) -> Sealed:
    standing, newest = audit.standing(pk), next(iter(audit.heads(limit=1)), None)
    return Sealed(lines=standing.lines, first_at=standing.first_at, last_at=standing.last_at, digest=standing.digest,
                  unsealed=standing.unsealed, batch=newest.number if newest else None,
                  batch_at=newest.at if newest else None, head=newest.head.hex() if newest else "")


def _ended(agreement: Agreement) -> dict[str, object]:
    """By which clause, after how long and when it ends or ended."""
    row = agreements.terms_at(agreement, agreement.ends_at or agreement.made_at).termination
    units = {"day": "日", "working_day": "个工作日"}
    runs = f"{wording.numeral(row.notice_days)}{units[row.notice_unit]}" if row and row.notice_days else ""
    return {"clause": row.clause if row else "", "notice": runs,
            "ends_on": notice.last_day(agreement.ends_at) if agreement.ends_at else None}


def _consents(agreement: Agreement, found: Ending | None) -> list[Signer]:
    """Who consented for each party, and when; who proposed it did so with the proposal."""
    if found is None:
        return []
    said = {one.agency_id: (one.officer, one.at) for one in endings.answers(found).values()}
    said[found.agency_id] = (found.officer, found.at)
    names, terms = agencies.names(agreement.parties), agreements.terms_of(agreement)
    officers = agencies.officer_names(officer for officer, _at in said.values())
    return [Signer(role=terms.role_of(key), name=names.get(key, ""), signatory=officers.get(said[key][0], ""),
                   day=moments.local(said[key][1]).date()) for key in terms.agencies() if key in said]
