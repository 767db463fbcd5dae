"""What an officer typed is kept: by place, for that officer alone."""
from .actor import Actor
from .models import Draft


def keep(actor: Actor, place: str, body: dict[str, object]) -> None:
    """Keep what was typed at `place`, instead of what was kept there before."""
    Draft.objects.update_or_create(officer=actor.officer, place=place, defaults={"body": body, "at": actor.at})


def kept(actor: Actor, place: str) -> Draft | None:
    """What was typed at `place` and not sent, if anything."""
    return Draft.objects.filter(officer=actor.officer, place=place).first()


def drop(actor: Actor, place: str) -> None:
    """Forget it: it was sent, or given up."""
    Draft.objects.filter(officer=actor.officer, place=place).delete()
