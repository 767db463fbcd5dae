"""The words of the clause on which a duty rests: modules above hold the papers and say them, wired in web/wiring.py."""
from collections.abc import Callable
from uuid import UUID

from ..models import Duty

Text = Callable[[UUID, str], str]
papers: dict[str, Text] = {}  # by the kind of the basis: the text of one clause, empty where it is not found or not seen


def clause_text(duty: Duty) -> str:
    """What the clause says; nothing where no paper of the actor's says it."""
    text = papers.get(duty.basis_kind)
    return text(duty.basis, duty.clause) if text and duty.clause else ""
