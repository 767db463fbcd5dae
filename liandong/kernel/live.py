"""What changed in this transaction, told once to the pages that show it, as soon as it is committed."""
from collections.abc import Callable, Iterable
from contextlib import suppress
from uuid import UUID

from django.db import connection, transaction

from .actor import Actor

CHANNEL = "liandong"
EVERYTHING = "*"  # when too much changed to name it
LONGEST = 7900  # PostgreSQL takes no payload of 8,000 bytes
TELL = "SELECT pg_notify(%s, pg_current_xact_id()::text || ' ' || %s)"  # the number grows: a version

_seen: dict[str, Callable[[UUID], bool]] = {}


class Telling:
    """The topics of one transaction, told in a statement of their own after it: nobody waits at the commit for listeners."""

    def __init__(self) -> None:
        self.topics: set[str] = set()

    def __call__(self) -> None:
        """Tell them."""
        text = " ".join(sorted(self.topics))
        with connection.cursor() as cursor:
            cursor.execute(TELL, [CHANNEL, text if len(text) <= LONGEST else EVERYTHING])


def changed(*topics: str) -> None:
    """Say that these topics (`duty:<key>`, `agency:<key>`) changed; nothing is told of what is rolled back."""
    telling = next((entry[1] for entry in connection.run_on_commit if isinstance(entry[1], Telling)), None)
    if telling is None:
        telling = Telling()
        telling.topics.update(topics)
        transaction.on_commit(telling, robust=True)  # outside a transaction it is told at once
    telling.topics.update(topics)


def access_changed(_actor: Actor, agencies: Iterable[UUID]) -> None:
    """What these agencies may see has changed: their open pages look at their rights again."""
    changed(*(f"access:{agency}" for agency in agencies))


def show(kind: str, is_seen: Callable[[UUID], bool]) -> None:
    """Pages show subjects of that kind, and `is_seen` says under the actor whether one of them is; wired in web/wiring.py."""
    _seen[kind] = is_seen


def may_follow(topic: str, *, officer: UUID, agency: UUID) -> bool:
    """Whether the actor of this transaction may know that the topic changes."""
    kind, _, text = topic.partition(":")
    with suppress(ValueError):
        key = UUID(text)
        own = {"officer": officer, "agency": agency, "access": agency}
        return own[kind] == key if kind in own else kind in _seen and _seen[kind](key)
    return False


def shown() -> set[str]:
    """The kinds of subjects whose pages are live, for the tests."""
    return set(_seen)
