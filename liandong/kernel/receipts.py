"""A double click does it once: the first POST leaves a receipt, the second gets the first one's answer."""
from uuid import UUID

from django.db import connection

from .actor import Actor
from .keys import uuid7
from .models import Receipt

# The second of two equal POSTs waits here until the first has ended; if that one failed, the second does the work.
TAKE = """INSERT INTO kernel_receipt (id, officer, key, path, at, status, headers, body)
          VALUES (%s, %s, %s, %s, %s, 0, '{}', '') ON CONFLICT (officer, key) DO NOTHING"""


def take(actor: Actor, key: UUID, path: str) -> Receipt | None:
    """None when this POST is new and now ours to do; else the receipt of the first one."""
    with connection.cursor() as cursor:
        cursor.execute(TAKE, [uuid7(), actor.officer, key, path, actor.at])
        if cursor.rowcount:
            return None
    return Receipt.objects.get(officer=actor.officer, key=key)


def forget(actor: Actor, key: UUID) -> None:
    """Keep no answer: a file that was sent for may be sent for again."""
    Receipt.objects.filter(officer=actor.officer, key=key).delete()


def answered(actor: Actor, key: UUID, *, status: int, headers: dict[str, str], body: str) -> None:
    """Keep what was answered."""
    Receipt.objects.filter(officer=actor.officer, key=key).update(status=status, headers=headers, body=body)
