"""What the further terms need before they may be sent, and the sentences of a text that no longer say their term."""
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from liandong.engines.clauses import laws
from liandong.kernel.terms import Term, gettext_noop as _

from .terms import Fee, Terms
from .vocabulary import LeadRule

LOST = _("The sentence in the text no longer says this term. Take over what the text says now, put the sentence back, or leave "
         "the words: they say it too.")
GONE = _("The text no longer says this term. Take the term out as well, or put its sentence back.")


class Kind(Term):
    """Why a term needs the officer; only blank and undecided ones keep the agreement from being sent."""

    BLANK = "blank", _("Blank")
    DECIDE = "decide", _("Undecided")
    OUTDATED = "outdated", _("Law out of date")
    CHECK = "check", _("To check")
    OPTIONAL = "optional", _("May stay blank")


@dataclass(frozen=True, slots=True)
class Need:
    """One thing that needs the officer: the path of the term, why, the sentence that says so, the fields that settle it."""

    path: str
    kind: Kind
    message: str
    values: Mapping[str, object] = field(default_factory=dict)
    fields: tuple[str, ...] = ()

    @property
    def is_blocking(self) -> bool:
        """Whether the agreement cannot be sent before this is done."""
        return self.kind in (Kind.BLANK, Kind.DECIDE)


def lost(terms: Terms) -> Iterator[Need]:
    """Each sentence that somebody wrote otherwise."""
    for one in terms.said:
        if one.is_lost:
            yield Need(one.path, Kind.DECIDE, LOST if one.end > one.start else GONE)


def needs(terms: Terms) -> Iterator[Need]:
    """What has to be filled in or decided of the terms no reader knows."""
    yield from _lead(terms)
    yield from _basis(terms)
    roles = {party.role for party in terms.parties}
    for contact in terms.contacts:
        if contact.party not in roles:
            yield Need(f"contacts.{contact.key}", Kind.DECIDE, _("Choose whose contact it is; %(role)s is no party."),
                       {"role": contact.party}, ("party",))
    yield from _replies(terms)
    for fee in terms.fees:
        yield from _fee(fee, roles)
    if terms.leaving and len(terms.parties) < 3:
        yield Need("leaving", Kind.DECIDE, _("Where one of two leaves, nothing goes on. Take this out."), fields=("leaving",))
    if terms.cure and terms.cure.amount and "cure_period" not in terms.breach:
        yield Need("breach", Kind.CHECK, _("A time to mend a breach is said; the consequences of a breach do not name it."))
    if terms.renewal_objection_days and terms.period.renewal != "automatic":
        yield Need("renewal_objection_days", Kind.CHECK, _("Nobody objects where nothing is renewed automatically."))


def _lead(terms: Terms) -> Iterator[Need]:
    known = {rule.value for rule in LeadRule} | {party.role for party in terms.parties}
    for kind, who in terms.lead.items():
        if who not in known:
            yield Need("lead", Kind.DECIDE, _("Choose who leads; %(role)s is no party."), {"role": who})
        if kind and kind not in terms.cooperation:
            yield Need("lead", Kind.CHECK, _("Somebody leads in what the parties do not do together."))


def _basis(terms: Terms) -> Iterator[Need]:
    """The laws named as basis, against the table of laws."""
    names = {name for law in laws.table() for name in (law.name, *law.names)}
    unknown = [name for name in terms.legal_basis if name not in names]
    if unknown:
        yield Need("legal_basis", Kind.CHECK, _("The table of laws does not know %(names)s. Look the name up."),
                   {"names": "、".join(unknown)})
    gone = [law for name in terms.legal_basis for law in laws.table() if name in (law.name, *law.names) and law.repealed]
    for law in gone:
        yield Need("legal_basis", Kind.CHECK, _("%(law)s was repealed on %(until)s."),
                   {"law": f"《{law.name}》", "until": str(law.repealed)})


def _replies(terms: Terms) -> Iterator[Need]:
    seen = set()
    for row in terms.reply_times:
        path = f"reply_times.{row.key}"
        if row.within is None or row.within.amount is None:
            yield Need(path, Kind.BLANK, _("Fill in the time limit."), fields=("amount", "unit"))
        if (row.kind, row.urgency) in seen:
            yield Need(path, Kind.DECIDE, _("Two times are said for the same requests. Take one out."),
                       fields=("kind", "urgency", "remove"))
        seen.add((row.kind, row.urgency))


def _fee(fee: Fee, roles: set[str]) -> Iterator[Need]:
    path = f"fees.{fee.key}"
    if not fee.what:
        yield Need(path, Kind.BLANK, _("Say what is paid for."), fields=("what",))
    if fee.amount is None:
        yield Need(path, Kind.BLANK, _("Fill in the sum."), fields=("amount",))
    if fee.payer not in roles:
        yield Need(path, Kind.DECIDE, _("Choose who pays; %(role)s is no party."), {"role": fee.payer}, ("payer",))
    if not fee.every and not (fee.within and fee.within.amount):
        yield Need(path, Kind.BLANK, _("Say by when it is paid."), fields=("within", "unit"))
    if fee.on and (fee.every is None or fee.every == "week" and fee.on > 7):
        yield Need(path, Kind.DECIDE, _("The day does not fit how often it is paid."), fields=("every", "on"))
