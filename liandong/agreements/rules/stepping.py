"""Steps of a lifecycle whose reasons name the clause: buttons with their words, and the refusal that says the same. Pure."""
from collections.abc import Collection, Iterable, Mapping
from uuid import UUID

from liandong.kernel.errors import Refused
from liandong.kernel.lifecycle import Lifecycle, Offer, Step

Missing = Mapping[str, tuple[str, Mapping[str, str]]]  # by the paper that is missing: the sentence and its values


def offers(life: Lifecycle, stage: str, *, sides: Collection[str], roles: Collection[str], missing: Missing) -> list[Offer]:
    """The buttons to draw; blocked ones with the reason and its values."""
    values = dict(missing.values())
    found = life.offers(stage, sides=sides, roles=roles, missing={paper: sentence for paper, (sentence, _) in missing.items()})
    return [Offer(offer.step, offer.reason, values.get(offer.reason, {})) for offer in found]


def take(life: Lifecycle, verb: str, stage: str, *, sides: Collection[str], roles: Collection[str], missing: Missing,
         concerns: Iterable[UUID] = ()) -> Step:
    """The step that the verb stands for, or Refused with the reason the button shows."""
    values = dict(missing.values())
    for offer in offers(life, stage, sides=sides, roles=roles, missing=missing):
        if offer.step.verb == verb and values.get(offer.reason):
            raise Refused(offer.reason, field="", concerns=concerns, **values[offer.reason])
    return life.take(verb, stage, sides=sides, roles=roles, concerns=concerns,
                     missing={paper: sentence for paper, (sentence, _) in missing.items()})
