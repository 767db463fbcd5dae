"""How many agreements ran and how many were on the table, at several moments at once."""
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from django.db import connection

from liandong.kernel.actor import Actor

# Counted in the database, since an agency may have thousands; what it only reads, as a superior, is not its own affair.
OWN = "drafter_id = %s OR %s = ANY (parties)"
RUNS = "stage = 'signed' AND starts_at <= %s AND ends_at > %s"
OPEN = "sent_at <= %s AND (signed_at IS NULL OR signed_at > %s) AND (withdrawn_at IS NULL OR withdrawn_at > %s)"


@dataclass(frozen=True)
class Counted:
    """How many ran and how many were sent and neither signed nor withdrawn, at each moment; how many end soon."""

    running: list[int]
    negotiating: list[int]
    ending: int


def counted(actor: Actor, moments: Sequence[datetime], *, ending: datetime) -> Counted:
    """The agency's own agreements as they stood at each of the moments, and how many that run at the last one end by `ending`;
    one query."""
    runs, opens = [[at] * 2 for at in moments], [[at] * 3 for at in moments]
    shares = [RUNS] * len(runs) + [OPEN] * len(opens) + [f"{RUNS} AND ends_at <= %s"]
    values = [value for group in (*runs, *opens, [*runs[-1], ending]) for value in group]
    counts = ", ".join(f"count(*) FILTER (WHERE {share})" for share in shares)
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT {counts} FROM agreements_agreement WHERE {OWN}", [*values, actor.agency, actor.agency])
        found = list(cursor.fetchone())
    return Counted(found[:len(runs)], found[len(runs):-1], found[-1])
