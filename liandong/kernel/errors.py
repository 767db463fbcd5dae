"""The one exception rules raise, and its sibling for a page that has gone stale."""
from collections.abc import Iterable, Mapping
from uuid import UUID


class Refused(Exception):
    """A rule forbids this: `message` (a translatable sentence, its placeholders in `values`) is shown to the officer,
    the refusal is told to the agencies it `concerns`; `field` names the input it is about, if any."""

    def __init__(self, message: str, *, concerns: Iterable[UUID] = (), field: str = "", **values: object) -> None:
        super().__init__(message % values if values else message)
        self.message, self.values, self.field = message, values, field
        self.concerns = tuple(concerns)


class Stale(Refused):
    """Somebody changed the row meanwhile: both texts are shown, nothing is lost."""

    def __init__(self, message: str, *, mine: Mapping[str, str], theirs: Mapping[str, str], version: int) -> None:
        super().__init__(message)
        self.mine, self.theirs, self.version = mine, theirs, version
