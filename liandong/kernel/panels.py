"""Panels that modules above lay on a subject's page; each is loaded by htmx from its own module's address."""
from collections import defaultdict
from typing import NamedTuple


class Panel(NamedTuple):
    """One panel: where it stands (`tab`, `main` or `aside`), its title and the name of the address that fills it."""

    key: str
    title: str
    url_name: str
    place: str = "main"


_panels: dict[str, list[Panel]] = defaultdict(list)


def lay(subject_kind: str, panel: Panel) -> None:
    """Lay a panel on every page of that kind of subject; wired once, in web/wiring.py."""
    if panel not in _panels[subject_kind]:
        _panels[subject_kind].append(panel)


def of(subject_kind: str, place: str = "main") -> list[Panel]:
    """The panels of that kind of subject in that place, in the order they were wired."""
    return [panel for panel in _panels[subject_kind] if panel.place == place]
