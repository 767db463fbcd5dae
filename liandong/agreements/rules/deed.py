"""What the parties sign: the terms as the database and the duties read them, over the digest of the text."""
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime, time
from hashlib import sha256
from uuid import UUID

from pydantic import BaseModel

from liandong.kernel import moments

from . import blanks
from .terms import MORE, ROWS, DutyTerm, Fee, ReplyTime, Share, Termination, Terms
from .vocabulary import STANDING, RequestKind

LATER = (*MORE, *ROWS)  # parts since version 2: written where they say something
SINCE = ("notice_form", "minimum_months", "deemed")  # the same of a termination


@dataclass(frozen=True, slots=True)
class Signer:
    """A party as the deed names it."""

    code: str
    name: str


def of(agreement: UUID, terms: Terms, text: str, *, number: str, signers: Mapping[UUID, Signer]) -> dict[str, object]:
    """The deed's terms: plain JSON values only, the same for every party."""
    period = terms.period
    return {
        "version": 1, "agreement": str(agreement), "number": number, "title": terms.title,
        "text_sha256": sha256(text.encode()).hexdigest(),
        "parties": [{"agency": str(party.agency), "code": signers[party.agency].code, "name": signers[party.agency].name,
                     "role": party.role} | _set(party, "side") for party in terms.parties if party.agency],
        "starts_at": _first_moment(period.starts), "ends_at": _last_moment(_new_end(terms)),
        "months": None if period.ends or period.is_open else period.months, "renewal": period.renewal,
        "sharing": [_row(share) for share in terms.sharing],
        "grants": [grant for share in terms.sharing for grant in _grants(share, terms)],
        "duties": [*(_begun(_duty(duty.model_dump(mode="json"), terms), str(agreement)) for duty in terms.duties),
                   *(_reply(row, kinds, terms) for row in terms.reply_times if (kinds := asked_for(row, terms))),
                   *(_payment(fee, terms, str(agreement)) for fee in terms.fees)],
        "confidentiality": _plain(terms.confidentiality), "termination": _plain(terms.termination),
        "cooperation": terms.cooperation, "mechanisms": terms.mechanisms, "breach": terms.breach,
        "disputes": terms.disputes, "venue": terms.venue or None, "copies": terms.copies,
    } | _set(terms, *LATER) | _amends(terms)


def _amends(terms: Terms) -> dict[str, object]:
    """What a supplement changes, and the deed whose place it takes."""
    return {"amends": {"root": str(terms.amends.root), "base": str(terms.amends.base)}} if terms.amends else {}


def _new_end(terms: Terms) -> date | None:
    """The last day; of a supplement only where it moves the end of the whole."""
    return None if terms.amends and terms.amends.until == terms.period.ends else terms.period.ends


def _grants(share: Share, terms: Terms) -> list[dict[str, object]]:
    """One grant a giver, receiver and category of records; only real time and prompt rows stand open."""
    if share.timing not in STANDING or share.level is None or share.by_hand or share.roads:
        return []  # what the rule of sight cannot check stands open to nobody
    categories, classes = blanks.opens(share)
    if classes == []:  # narrowed to nothing: the row's own classes lie outside the category's
        return []
    return [{"owner": str(owner), "agency": str(receiver), "category": category, "named": share.category,
             "clause": share.clause, "level": share.level, "regions": share.regions or None, "classes": classes,
             "since": _first_moment(share.since), "concerned": share.concerned}
            for owner, receiver in blanks.pairs(share.giver, terms) for category in categories]


def _row(share: Share) -> dict[str, object]:
    """The row as agreed, also where it opens nothing."""
    return share.model_dump(mode="json", exclude={"key", "roads", "by_hand"}) | _set(share, "roads", "by_hand")


def _duty(duty: dict[str, object], terms: Terms) -> dict[str, object]:
    who = duty["who"]
    owes = terms.agencies() if who == "both" else [terms.of_role(str(who))]
    said = {name: duty[name] for name in ("day_rule", "roll", "started_by", "classes") if duty[name]}  # old deeds lack them
    return {"kind": duty["kind"], "every": duty["every"], "on": duty["on"], "within": duty["within"],
            "who": [str(agency) for agency in owes if agency], "clause": duty["clause"]} | said


def asked_for(row: ReplyTime, terms: Terms) -> list[str]:
    """The kinds of requests the row is for; one without a kind is for those no other row of its urgency names."""
    named = {other.kind for other in terms.reply_times if other.kind and other.urgency == row.urgency}
    return [row.kind] if row.kind else [kind.value for kind in RequestKind if kind.value not in named]


def _reply(row: ReplyTime, kinds: list[str], terms: Terms) -> dict[str, object]:
    """A reply time as a duty of whoever is asked: it begins with a request of its kind and urgency."""
    duty = DutyTerm(key=row.key, kind="reply", within=row.within, started_by="request")
    return _duty(duty.model_dump(mode="json"), terms) | {"classes": [f"{kind}.{row.urgency}" for kind in kinds]}


def _payment(fee: Fee, terms: Terms, agreement: str) -> dict[str, object]:
    """A fee as a duty of who pays it: each period, or once, within its limit from this agreement's entry into force."""
    duty = DutyTerm(key=fee.key, kind="payment", every=fee.every, on=fee.on, within=None if fee.every else fee.within,
                    who=fee.payer, clause=f"{fee.clause} {fee.what}".strip()[:60],  # two of one payer are told apart by it
                    started_by=None if fee.every else "in_force")
    return _begun(_duty(duty.model_dump(mode="json"), terms), agreement)


def _begun(duty: dict[str, object], agreement: str) -> dict[str, object]:
    """What begins with the entry into force begins with that of this agreement and no other."""
    return duty | ({"classes": [agreement]} if duty.get("started_by") == "in_force" else {})


def _plain(part: object) -> object:
    if isinstance(part, Termination):
        return part.model_dump(mode="json", exclude=set(SINCE)) | _set(part, *SINCE)
    return part.model_dump(mode="json") if hasattr(part, "model_dump") else None


def _set(part: BaseModel, *names: str) -> dict[str, object]:
    """Those of the parts that say something; what was laid down before there were such parts stays as it was."""
    said = part.model_dump(mode="json", include=set(names))
    return {name: value for name, value in said.items() if value not in (None, "", False, [], {})}


def _first_moment(day: object) -> str | None:
    """00:00 of the day in Beijing time."""
    return datetime.combine(day, time(), moments.BEIJING).isoformat() if isinstance(day, date) else None


def _last_moment(day: date | None) -> str | None:
    """24:00 of the day: an agreement runs through its last day (Civil Code, Article 203)."""
    return moments.day_end(day).isoformat() if day else None
