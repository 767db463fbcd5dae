"""The words of a clause of an agreement, for whom shows what rests on it; wired in wiring.py."""
from uuid import UUID

from liandong.agreements import queries as agreements
from liandong.agreements.rules.terms import clause_of


def text(agreement: UUID, clause: str) -> str:
    """What that clause says in the agreement; nothing where the actor does not see it, or it has no such clause."""
    found = agreements.of(agreement)
    clauses = agreements.terms_of(found).clauses if found else []
    return next((found.text[one.start:one.end].strip() for one in clauses
                 if found and clause_of(clauses, one.start) == clause), "")
