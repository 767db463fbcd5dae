"""The officers of a demonstration, who are entered with one click; nobody anywhere else."""
from dataclasses import dataclass

from django.conf import settings

from liandong.agencies.models import Officer


@dataclass(frozen=True)
class DemoOfficer:
    """One door of the sign-in page."""

    name: str
    post: str
    police_number: str
    agency: str
    agency_name: str


def demo_officers() -> list[DemoOfficer]:
    """Every active officer of a demonstration, agency by agency; nothing in a folder that `liandong demo` did not make."""
    if not settings.DEMO:
        return []
    found = Officer.objects.filter(is_active=True).select_related("agency").order_by("police_number")
    return [DemoOfficer(o.name, o.post, o.police_number, o.agency.short_name, o.agency.name) for o in found]
