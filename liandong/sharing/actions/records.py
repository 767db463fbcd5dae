"""Enter a record, edit it, set its level, keep it to a department, take it to another stage."""
from collections.abc import Iterable
from copy import copy
from uuid import UUID

from liandong.agencies import queries as agencies
from liandong.audit import actions as audit
from liandong.kernel import events, versions
from liandong.kernel.actor import Actor
from liandong.kernel.errors import Refused, Stale
from liandong.kernel.keys import uuid7
from liandong.kernel.numbering import next_number
from liandong.kernel.terms import gettext_noop as _

from .. import words
from ..models import Record
from ..rules import entries, masking, records, standard
from ..rules.entries import Entry
from ..rules.stages import DECIDERS, LIFECYCLE, OWNER, WRITERS
from ..rules.uses import Way
from . import editions, interests, reach, uses

NOT_A_DECIDER = _("Your post does not allow this; a case officer or liaison officer of your agency does it.")
NOT_A_WRITER = _("Your post does not allow this; a case officer, clerk or liaison officer of your agency does it.")


def enter(actor: Actor, entry: Entry) -> Record:
    """Enter a record of the actor's agency; nobody else sees it until a grant or a release says so."""
    may_write(actor)
    records.check_kind(agencies.agency(actor.agency).kind, entry.kind)
    records.check_level(entry.level, clearance=actor.clearance)
    kept = _checked(actor, entry)
    record = Record(id=uuid7(), kind=entry.kind, owner_id=actor.agency, department_id=actor.department,
                    entered_by=actor.officer, entered_at=actor.at, level=entry.level, **columns(actor, entry, kept))
    kind = entry.standard
    record.number = f"{kind.series}-{actor.at:%Y}-{next_number(actor, f'sharing.{kind.kind}.{actor.at:%Y}'):05d}"
    record.save(force_insert=True)
    audit.record(actor, "sharing.enter", record.pk, kind="record", change=told(entry, kept),
                 facts={"number": record.number, "title": record.title})
    events.tell("sharing.entered", actor, record)
    reach.changed(actor, record)
    return record


def edit(actor: Actor, record: Record, entry: Entry, *, version: int) -> Record:
    """Change a record as the officer saw it; the level has a step of its own."""
    may_write(actor)
    merged = entries.merged(entry, kind=record.kind, level=record.level, region=record.region, case_class=record.case_class,
                            elements=record.elements)
    kept = _checked(actor, merged)
    wanted = columns(actor, merged, kept)
    before = copy(record)
    try:
        changed = versions.change_as_seen(record, version, **wanted)
    except Stale as stale:
        raise _in_words(actor, record, wanted, stale) from None
    editions.note(actor, changed, "edit")
    audit.record(actor, "sharing.edit", record.pk, kind="record", change=told(merged, kept),
                 facts={"number": record.number})
    reach.changed(actor, changed, before=[before])
    events.tell("sharing.entered", actor, changed)  # it may concern a partner only now; what has begun does not begin again
    return changed


def set_level(actor: Actor, record: Record, level: int, *, reason: str, version: int) -> Record:
    """Raise the level, or lower it with a reason; never above the officer's own clearance."""
    may_write(actor)
    records.check_level(level, clearance=actor.clearance)
    records.check_set_level(record.level, level, reason)
    before = copy(record)
    changed = versions.change_as_seen(record, version, level=level, updated_at=actor.at, updated_by=actor.officer)
    editions.note(actor, changed, "level", reason)
    audit.record(actor, f"sharing.level_{level}", record.pk, kind="record", purpose=reason.strip()[:200],
                 facts={"number": record.number})
    reach.changed(actor, changed, before=[before])
    return changed


def keep_to(actor: Actor, record: Record, *, is_kept: bool, version: int) -> Record:
    """Keep the record to the officer's own department, or open it to the whole agency again.

    While it is kept, no grant shows it to anybody; a release by name still does.
    """
    may_write(actor)
    if is_kept and actor.department is None:
        raise Refused(_("You belong to no department, so there is none to keep it to. Ask the administrator."))
    before = copy(record)
    changed = versions.change_as_seen(record, version, kept_to_id=actor.department if is_kept else None, team=None,
                                      updated_at=actor.at, updated_by=actor.officer)
    editions.note(actor, changed, "keep_to" if is_kept else "open_up")
    facts = {"number": record.number}
    if is_kept:
        facts["department"] = next((d.name for d in agencies.departments(actor.agency) if d.pk == actor.department), "")
    audit.record(actor, "sharing.keep_to" if is_kept else "sharing.open_up", record.pk, kind="record", facts=facts)
    reach.changed(actor, changed, before=[before])
    return changed


def keep_to_team(actor: Actor, record: Record, officers: Iterable[UUID], *, version: int) -> Record:
    """Keep the record to a case team: the officers named, of the actor's agency, and who names them. No grant shows it then."""
    may_write(actor)
    chosen = {*officers, actor.officer}
    known = set(agencies.officers(actor.agency).filter(pk__in=chosen, is_active=True).values_list("pk", flat=True))
    if known != chosen:
        raise Refused(_("Choose officers of your own agency."), field="officers")
    before = copy(record)
    changed = versions.change_as_seen(record, version, team=sorted(chosen), kept_to_id=None, updated_at=actor.at,
                                      updated_by=actor.officer)
    editions.note(actor, changed, "keep_to_team")
    audit.record(actor, "sharing.keep_to_team", record.pk, kind="record",
                 facts={"number": record.number, "count": str(len(chosen))})
    reach.changed(actor, changed, before=[before])
    return changed


def mark_serious(actor: Actor, record: Record, *, version: int) -> Record:
    """Mark a case or lead of one's own as a serious incident (重大警情); what agreements promise for one begins at once."""
    if not DECIDERS & actor.roles:
        raise Refused(NOT_A_DECIDER)
    records.check_serious(record.kind, record.stage, record.serious_at)
    changed = versions.change_as_seen(record, version, serious_at=actor.at, updated_at=actor.at, updated_by=actor.officer)
    editions.note(actor, changed, "mark_serious")
    audit.record(actor, "sharing.mark_serious", record.pk, kind="record", facts={"number": record.number})
    events.tell("sharing.serious", actor, changed)
    return changed


def withdraw_serious(actor: Actor, record: Record, *, reason: str, version: int) -> Record:
    """Take the mark of a serious incident back, with a reason: what began by it and is open lapses; who was told is told."""
    if not DECIDERS & actor.roles:
        raise Refused(NOT_A_DECIDER)
    records.check_withdraw(record.serious_at, reason)
    since = record.serious_at
    changed = versions.change_as_seen(record, version, serious_at=None, updated_at=actor.at, updated_by=actor.officer)
    editions.note(actor, changed, "not_serious", reason)
    audit.record(actor, "sharing.withdraw_serious", record.pk, kind="record", purpose=reason.strip(),
                 facts={"number": record.number})
    events.tell("sharing.not_serious", actor, changed, reason=reason.strip(), since=since)
    return changed


def step(actor: Actor, record: Record, verb: str, *, version: int) -> Record:
    """Take the record to the stage that verb leads to."""
    taken = LIFECYCLE.take(verb, record.stage, sides=OWNER, roles=actor.roles)
    changed = versions.change_as_seen(record, version, stage=taken.target.value, updated_at=actor.at,
                                      updated_by=actor.officer)
    editions.note(actor, changed, verb)
    audit.record(actor, f"sharing.{verb}", record.pk, kind="record", facts={"number": record.number})
    interests.meet(actor, [changed])  # what is over meets nobody any more
    return changed


def export(actor: Actor, records: Iterable[Record], *, purpose: str = "") -> None:
    """The line of an export: one for the agency itself, and one for each owner about its own records."""
    owners: dict[UUID, int] = {}
    records = list(records)
    for record in records:
        owners[record.owner_id] = owners.get(record.owner_id, 0) + 1
    for agency, rows in owners.items() or [(actor.agency, 0)]:
        audit.record(actor, "sharing.export", None, kind="record", audience=[agency], purpose=purpose,
                     facts={"rows": str(rows)})
    uses.used(actor, records, Way.EXPORT)


def may_write(actor: Actor) -> None:
    """Refused unless the actor's post enters records."""
    if not WRITERS & actor.roles:
        raise Refused(NOT_A_WRITER)


def _checked(actor: Actor, entry: Entry) -> dict[str, object]:
    """The elements as they are kept, or Refused with the first thing that is wrong."""
    found = entries.check(entry, at=actor.at)
    for field, finding in found.errors.items():
        raise finding.refused(field)
    return found.values


def columns(actor: Actor, entry: Entry, kept: dict[str, object]) -> dict[str, object]:
    """The columns of the row that follow from an entry and its values as they are kept."""
    kind = entry.standard
    return {
        "role": entry.role if kind.kind == "person" else "", "category": records.category(kind.kind, entry.role),
        "title": records.title(kind, entry.title, entry.role, kept, actor.at), "elements": kept,
        "region": entry.region, "case_class": entry.case_class, "handling": list(entry.handling),
        "concerns": list(entry.concerns), "legal_basis": entry.legal_basis.strip() if kind.basis else "",
        "review_on": entry.review_on if kind.basis else None, "updated_at": actor.at, "updated_by": actor.officer,
    }


def told(entry: Entry, kept: dict[str, object]) -> dict[str, object]:
    """What the ledger keeps a digest of."""
    return {"title": entry.title, "role": entry.role, "level": entry.level, "region": entry.region,
            "class": entry.case_class, "handling": list(entry.handling), "concerns": [str(c) for c in entry.concerns],
            "basis": entry.legal_basis, "review": str(entry.review_on), "elements": kept}


def _in_words(actor: Actor, record: Record, mine: dict[str, object], stale: Stale) -> Stale:
    """Both texts, field by field, masked as they are on the page."""
    theirs = {name: getattr(record, name) for name in mine}
    return Stale(stale.message, mine=_texts(actor, record, mine), theirs=_texts(actor, record, theirs), version=record.version)


def _texts(actor: Actor, record: Record, columns: dict[str, object]) -> dict[str, str]:
    kind = standard.kinds()[record.kind]
    elements = columns["elements"] if isinstance(columns["elements"], dict) else {}
    protected = masking.is_protected(str(columns["role"]), elements.get("birth_on"), actor.at)
    named = agencies.names(columns["concerns"]) if isinstance(columns["concerns"], list) else {}
    codes = columns["handling"] if isinstance(columns["handling"], list) else []
    said = {
        "role": words.of_code("role", str(columns["role"])), "title": str(columns["title"]),
        "region": words.of_code("region", str(columns["region"])),
        "case_class": words.of_code("case_class", str(columns["case_class"])),
        "handling": ", ".join(h["label"] for h in words.handling(codes)), "concerns": ", ".join(sorted(named.values())),
        "legal_basis": str(columns["legal_basis"]), "review_on": str(columns["review_on"] or ""),
    }
    for element in kind.every:
        text = words.value(element, elements.get(element.name))
        said[element.name] = masking.shown(element, text, role=record.role, is_protected=protected, is_own=True).text
    return said
