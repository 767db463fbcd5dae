"""What every page's frame needs."""
from django.http import HttpRequest


def frame(request: HttpRequest) -> dict[str, object]:
    """Actor, officer and navigation for the frame; nothing of them on pages before sign-in."""
    return {"actor": getattr(request, "actor", None)}
