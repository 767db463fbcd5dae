"""How agencies and officers are called on the ledger's pages: the ledger lies below them, so the edge wires this."""
from collections.abc import Callable, Iterable
from uuid import UUID

Names = Callable[[Iterable[UUID]], dict[UUID, str]]


def _nobody(keys: Iterable[UUID]) -> dict[UUID, str]:
    return {}


_wired: dict[str, Names] = {"agency": _nobody, "officer": _nobody}
_every: list[Callable[[], list[tuple[UUID, str]]]] = []


def wire(*, agencies: Names, officers: Names, every: Callable[[], list[tuple[UUID, str]]]) -> None:
    """Ask these for names by key, and for every agency; wired once, in web/wiring.py."""
    _wired.update(agency=agencies, officer=officers)
    _every[:] = [every]


def of(kind: str, keys: Iterable[UUID]) -> dict[UUID, str]:
    """The names of agencies or officers by key; a key that has none is left out."""
    return _wired[kind](set(keys))


def agencies() -> list[tuple[UUID, str]]:
    """Every agency with its name, for the filter."""
    return _every[0]() if _every else []
