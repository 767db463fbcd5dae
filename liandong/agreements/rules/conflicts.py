"""Where a draft and agreements in force between the same agencies say different things, or the same thing twice. Pure."""
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from uuid import UUID

from liandong.kernel.terms import Term, gettext_noop as _

from . import blanks
from .terms import DutyTerm, Share, Terms

Pair = tuple[UUID, UUID]


class Clash(Term):
    """How two agreements meet in one point."""

    DIFFERENT = "different", _("Different")
    TWICE = "twice", _("Said twice")
    DROPPED = "dropped", _("Left out there on purpose")
    ONWARD = "onward", _("Forbidden there")
    SECRECY = "secrecy", _("Confidentiality differs")
    DOUBLED = "doubled", _("Owed twice")


MESSAGES: dict[str, str] = {
    Clash.DIFFERENT: _("Both give %(what)s (%(who)s): here %(ours)s, there %(theirs)s. While both run, the wider one holds."),
    Clash.TWICE: _("Both give %(what)s (%(who)s) in the same way; once is enough."),
    Clash.DROPPED: _("There %(what)s was left out on purpose; here it opens (%(who)s)."),
    Clash.ONWARD: _("What is given there as %(what)s must not reach a third party without its owner's consent. Here %(who)s: "
                    "give only what is your own, or ask for the consent first."),
    Clash.SECRECY: _("One asks for the provider's consent before anything goes to a third party, the other does not. Say the "
                     "stricter one in both."),
    Clash.DOUBLED: _("%(who)s owes “%(what)s” under both: here %(ours)s, there %(theirs)s. Each is timed by itself."),
}


@dataclass(frozen=True)
class Paper:
    """An agreement in force that the reader's agency is a party to."""

    key: UUID
    number: str
    title: str
    terms: Terms


@dataclass(frozen=True)
class Conflict:
    """One point: how they meet, the rows of both, and between whom."""

    kind: Clash
    paper: Paper
    path: str = ""
    clause: str = ""  # of the agreement in force
    mine: Share | DutyTerm | None = None
    theirs: Share | DutyTerm | None = None
    pairs: list[Pair] = field(default_factory=list)  # who gives to whom; of a duty, who owes it

    @property
    def message(self) -> str:
        """The sentence that says so, with the places `what`, `who`, `ours` and `theirs`."""
        return MESSAGES[self.kind]


def conflicts(draft: Terms, papers: Iterable[Paper], reader: UUID) -> list[Conflict]:
    """Every point in which the draft meets one of the agreements; `reader` is the agency whose agreements these are."""
    return [found for paper in papers for found in (
        *_sharing(draft, paper), *_onward(draft, paper, reader), *_secrecy(draft, paper), *_duties(draft, paper))]


def _sharing(draft: Terms, paper: Paper) -> Iterator[Conflict]:
    for mine in draft.sharing:
        for theirs in paper.terms.sharing:
            pairs = _between(mine, theirs, draft, paper.terms)
            kind = _meet(mine, theirs) if pairs else None
            if kind:
                yield Conflict(kind, paper, f"sharing.{mine.key}", theirs.clause, mine, theirs, pairs)


def _between(mine: Share, theirs: Share, draft: Terms, other: Terms) -> list[Pair]:
    """Between which agencies both rows give."""
    known = set(blanks.pairs(theirs.giver, other))
    return [pair for pair in blanks.pairs(mine.giver, draft) if pair in known]


def _meet(mine: Share, theirs: Share) -> Clash | None:
    """How two rows between the same agencies meet."""
    named, opened = mine.category == theirs.category, set(blanks.opens(mine)[0])
    if named and theirs.instead == [] and opened:
        return Clash.DROPPED
    if mine.instead == [] or theirs.instead == [] or not (named or opened & set(blanks.opens(theirs)[0])):
        return None
    same = _reach(mine) == _reach(theirs)
    return Clash.TWICE if same and named else None if same else Clash.DIFFERENT


def _reach(row: Share) -> tuple[object, ...]:
    """How far a row goes, and when."""
    return (row.level, row.timing, tuple(sorted(row.regions)), tuple(sorted(row.classes)), row.since, row.concerned,
            tuple(row.roads), row.by_hand)


def _onward(draft: Terms, paper: Paper, reader: UUID) -> Iterator[Conflict]:
    """What the reader is given elsewhere under a bar on third parties, and would now give to one of these."""
    if not (paper.terms.confidentiality and paper.terms.confidentiality.third_party_consent):
        return
    inside = set(paper.terms.agencies())
    for theirs in paper.terms.sharing:
        got = {owner for owner, taker in blanks.pairs(theirs.giver, paper.terms) if taker == reader}
        for mine in draft.sharing if got else ():
            given = [pair for pair in blanks.pairs(mine.giver, draft) if pair[0] == reader and pair[1] not in inside]
            if given and set(blanks.opens(mine)[0]) & set(blanks.opens(theirs)[0]):
                clause = paper.terms.clause_at("confidentiality")
                yield Conflict(Clash.ONWARD, paper, f"sharing.{mine.key}", clause, mine, theirs, given)


def _secrecy(draft: Terms, paper: Paper) -> Iterator[Conflict]:
    if len(set(draft.agencies()) & set(paper.terms.agencies())) < 2:
        return
    strict = [bool(terms.confidentiality and terms.confidentiality.third_party_consent) for terms in (draft, paper.terms)]
    if strict[0] != strict[1]:
        yield Conflict(Clash.SECRECY, paper, "confidentiality", paper.terms.clause_at("confidentiality"))


def _duties(draft: Terms, paper: Paper) -> Iterator[Conflict]:
    both = set(draft.agencies()) & set(paper.terms.agencies())
    if len(both) < 2:
        return
    for mine in draft.duties:
        for theirs in paper.terms.duties:
            owing = _owing(mine, draft) & _owing(theirs, paper.terms) & both
            if owing and mine.kind == theirs.kind and bool(mine.every) == bool(theirs.every) \
                    and mine.started_by == theirs.started_by:
                pairs = [(agency, agency) for agency in draft.agencies() if agency in owing]
                yield Conflict(Clash.DOUBLED, paper, f"duties.{mine.key}", theirs.clause, mine, theirs, pairs)


def _owing(duty: DutyTerm, terms: Terms) -> set[UUID]:
    if duty.who == "both":
        return set(terms.agencies())
    agency = terms.of_role(duty.who)
    return {agency} if agency else set()
