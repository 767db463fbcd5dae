"""From what the reader found in a text to terms, and the officers' own terms kept when the text is read again."""
from collections.abc import Iterable, Mapping
from dataclasses import asdict
from typing import TypeVar

from liandong.engines.clauses import Evidence, Reading

from . import saying
from .terms import (
    Blank,
    Clause,
    DutyTerm,
    Fee,
    Limit,
    Party,
    Period,
    Secrecy,
    Share,
    Source,
    Termination,
    Terms,
    paths,
)
from .vocabulary import Timing

PLAIN = ("title", "number", "venue", "copies", "confidentiality", "termination", "cooperation", "mechanisms", "breach",
         "disputes")
R = TypeVar("R", Share, DutyTerm)
ANNEX = "补充约定"
SURE = 0.8  # below it an officer is asked to look


def from_reading(reading: Reading) -> Terms:
    """The terms a reading holds, each with its evidence."""
    found = reading.terms
    terms = Terms(
        kind=reading.kind,
        title=(found.title or "")[:200], number=(found.number or "")[:60], venue=found.venue or "", copies=found.copies,
        parties=[Party(role=party.role, name=(party.name or "")[:80]) for party in found.parties],
        period=Period.model_validate(asdict(found.term)),
        sharing=[Share(key=share.category, category=share.category, timing=_timing(share.timing))
                 for share in found.sharing],
        duties=_duties(reading), cooperation=list(found.cooperation), mechanisms=list(found.mechanisms),
        breach=list(found.breach), disputes=list(found.disputes),
        confidentiality=Secrecy(**found.confidentiality) if found.confidentiality else None,
        termination=_termination(reading),
        clauses=[Clause(number=c.number, heading=c.heading, start=c.start, end=c.end) for c in reading.clauses],
        blanks=[Blank(path=_renamed(one.field.removeprefix("blanks.")), start=one.start, end=one.end)
                for one in reading.evidence if one.field.startswith("blanks.")],
    )
    terms.sources = _sources(reading.evidence, terms)
    for share in terms.sharing:
        share.clause = terms.clause_at(f"sharing.{share.key}")
    for duty in terms.duties:
        duty.clause = terms.clause_at(f"duties.{duty.key}")
    if terms.termination:
        terms.termination.clause = terms.clause_at("termination")
    return terms


def credited(before: Terms, after: Terms) -> Terms:
    """`after`, each changed term credited to the officer, each unchanged one to where it came from."""
    known, kept = dict(paths(before)), dict(paths(after))
    looked_at = before.sources | after.sources
    after.sources = {path: looked_at[path] if path in before.sources and known.get(path) == value
                     else Source(spans=before.source(path).spans) for path, value in kept.items()
                     if path in before.sources or path not in known or known[path] != value}
    gone = [path for path in before.sources if path.startswith(("sharing.", "duties.")) and path not in kept
            and before.sources[path].spans]
    after.dropped = [path for path in dict.fromkeys([*before.dropped, *gone]) if path not in kept]
    return after


def merged(mine: Terms, fresh: Terms) -> Terms:
    """The officers' own terms over a fresh reading of the text: what an officer said stays, the reader's is renewed."""
    both = mine.model_copy(deep=True)
    both.kind, both.clauses, both.blanks, both.sources = fresh.kind, fresh.clauses, fresh.blanks, {}
    said = saying.regions(mine)  # what the text says by a sentence made from the term: it is asked for, never read over
    own = {path for path, source in mine.sources.items() if source.by == "officer"} | set(said)
    for name in PLAIN:
        _settle(both, mine, fresh, name, own)
    for part in ("months", "starts", "ends", "renewal", "is_open"):
        if f"period.{part}" not in own:
            setattr(both.period, part, getattr(fresh.period, part))
    both.parties = _parties(mine, fresh)
    both.sharing = _rows("sharing", mine.sharing, _outside("sharing", fresh.sharing, fresh, said), own, mine.dropped)
    both.duties = _rows("duties", mine.duties, _outside("duties", fresh.duties, fresh, said), own, mine.dropped)
    _say_annex(both, own)
    read_again, seen = dict(paths(fresh)), dict(paths(mine))
    for path, value in paths(both):
        both.sources |= _source(path, value, mine, fresh, read_again, own)
        if path in both.sources and mine.source(path).is_confirmed and _same_words(value, seen.get(path)):
            both.sources[path].is_confirmed = True  # what reads otherwise now has to be looked at again
    for path, value in paths(both):
        if path in said and value not in (None, "", False, [], {}):
            both.sources[path] = Source(by="template", spans=[said[path]])
        elif path in said:
            both.sources.pop(path, None)  # the sentence says nothing of it, and neither does the term
    for path, row in paths(both):
        if isinstance(row, Share | DutyTerm | Fee) and path in said:
            row.clause = both.clause_at(path) or row.clause
    if both.termination and "termination" in said:
        both.termination.clause = both.clause_at("termination")
    return both


def _outside(name: str, rows: list[R], fresh: Terms, said: Mapping[str, tuple[int, int]]) -> list[R]:
    """The rows that are read elsewhere than in a sentence made from a term."""
    def is_said(row: R) -> bool:
        return any(start < last and end > first for start, end in fresh.source(f"{name}.{row.key}").spans
                   for first, last in said.values())
    return [row for row in rows if not is_said(row)]


def _say_annex(both: Terms, own: set[str]) -> None:
    """What an officer said stands in the annex, unless the row names its clause itself."""
    for name, rows in (("sharing", both.sharing), ("duties", both.duties), ("fees", both.fees)):
        for row in rows:
            if f"{name}.{row.key}" in own and not row.clause:
                row.clause = ANNEX
    if both.termination and "termination" in own:
        both.termination.clause = ANNEX


def _source(path: str, value: object, mine: Terms, fresh: Terms, read_again: dict[str, object],
            own: set[str]) -> dict[str, Source]:
    read = fresh.sources.get(path)
    if path in own and not (read and _same(value, read_again.get(path))):
        return {path: Source(spans=read.spans if read else [])}
    if read:
        return {path: read.model_copy()}
    return {}


def _same(value: object, read: object) -> bool:
    """Whether the text itself now says what the officer said; scope and level of a row are never in the text."""
    if isinstance(value, Share):
        return False
    if isinstance(value, tuple):  # a party: its name is in the text, its key never
        return isinstance(read, tuple) and value[0] == read[0] and not any(value[2:])  # nor does the text say its side
    return _same_words(value, read)


def _same_words(one: object, other: object) -> bool:
    """Whether two values are the same, wherever the clause that says so stands."""
    if isinstance(one, Share | DutyTerm | Termination) and type(one) is type(other):
        return one.model_copy(update={"clause": ""}) == other.model_copy(update={"clause": ""})
    return one == other


def _settle(both: Terms, mine: Terms, fresh: Terms, name: str, own: set[str]) -> None:
    if name not in own:
        setattr(both, name, getattr(fresh, name))


def _parties(mine: Terms, fresh: Terms) -> list[Party]:
    known = {party.role: party for party in mine.parties}
    read = {party.role: party for party in fresh.parties}
    return [known.get(role) or read[role] for role in dict.fromkeys([*known, *read])]


def _rows(name: str, mine: list[R], fresh: list[R], own: set[str], dropped: list[str]) -> list[R]:
    """Rows of officers stay as they are, rows of the reader are renewed, what was taken out stays out."""
    read = {row.key: row for row in fresh}
    kept = [row if f"{name}.{row.key}" in own else read[row.key] for row in mine
            if f"{name}.{row.key}" in own or row.key in read]
    known = {row.key for row in kept}
    return kept + [row for row in fresh if row.key not in known and f"{name}.{row.key}" not in dropped]


def _duties(reading: Reading) -> list[DutyTerm]:
    counts: dict[str, int] = {}
    duties = []
    for duty in reading.terms.duties:
        counts[duty.kind] = number = counts.get(duty.kind, 0) + 1
        within = Limit(amount=duty.within.amount, unit=duty.within.unit) if duty.within else None
        duties.append(DutyTerm(key=f"{duty.kind}-{number}", kind=duty.kind, every=duty.every, on=duty.on, within=within,
                               who=duty.who))
    return duties


def _termination(reading: Reading) -> Termination | None:
    found = reading.terms.termination
    return Termination.model_validate(asdict(found) | {"notice_unit": found.notice_unit or "day"}) if found else None


def _sources(evidence: Iterable[Evidence], terms: Terms) -> dict[str, Source]:
    sources: dict[str, Source] = {}
    for one in evidence:
        path = "" if one.field.startswith("blanks") else _path(one, terms)
        if not path or one.start >= one.end:
            continue
        known = sources.get(path)
        if known is None:
            sources[path] = Source(by="reader", confidence=one.confidence, spans=[(one.start, one.end)])
        else:
            known.spans.append((one.start, one.end))
            known.confidence = min(known.confidence or 1, one.confidence)
    return sources


def _path(one: Evidence, terms: Terms) -> str:
    """The path of the term that a piece of evidence is about."""
    head, _, tail = _renamed(one.field).partition(".")
    if head == "sharing":
        return _row_path("sharing", [share.key for share in terms.sharing], tail,
                         one.value.get("category") if isinstance(one.value, dict) else one.value)
    if head == "duties":
        kind = one.value.get("kind") if isinstance(one.value, dict) else one.value
        return _row_path("duties", [duty.key for duty in terms.duties], tail, kind)
    if head in ("parties", "period"):
        return f"{head}.{tail}"
    return head if head in PLAIN else ""


def _row_path(name: str, keys: list[str], tail: str, value: object) -> str:
    wanted = tail.partition(".")[0]
    if wanted.isdigit() and int(wanted) < len(keys):
        return f"{name}.{keys[int(wanted)]}"
    return next((f"{name}.{key}" for key in keys for sought in (wanted, value)
                 if sought and (key == sought or key.rpartition("-")[0] == sought)), "")


def _renamed(field: str) -> str:
    return field.replace("term.", "period.", 1) if field.startswith("term.") else field


def _timing(timing: str) -> str | None:
    return timing if timing in set(Timing) else None
