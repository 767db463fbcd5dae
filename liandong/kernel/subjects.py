"""Where a subject's page is, by kind and key: modules below it can lead there without knowing the module."""
from uuid import UUID

from django.urls import NoReverseMatch, reverse

_addresses: dict[str, str] = {}


def at(kind: str, url_name: str) -> None:
    """The pages of that kind of subject have this address name; wired once, in web/wiring.py."""
    _addresses[kind] = url_name


def address(kind: str, key: UUID | None) -> str:
    """The address of the subject's page; empty where that kind has none."""
    if key is None or kind not in _addresses:
        return ""
    try:
        return reverse(_addresses[kind], args=[key])
    except NoReverseMatch:
        return ""


def placed() -> dict[str, str]:
    """Every kind with its address name, for the tests."""
    return dict(_addresses)
