"""Where an agreement stands at a moment: what is stored, and what the clock adds to it."""
from dataclasses import dataclass
from datetime import datetime

from liandong.kernel.terms import State

from .lifecycle import Stage

LOOKS = {
    Stage.DRAFT: State.DRAFT, Stage.SENT: State.WAIT, Stage.AGREED: State.WAIT, Stage.SIGNING: State.WAIT,
    Stage.SIGNED: State.DONE, Stage.IN_FORCE: State.HAND, Stage.ENDING: State.HAND, Stage.ENDED: State.END,
    Stage.WITHDRAWN: State.END,
}
PATH = (Stage.DRAFT, Stage.SENT, Stage.AGREED, Stage.SIGNED, Stage.IN_FORCE, Stage.ENDED)


@dataclass(frozen=True, slots=True)
class Moments:
    """What is stored of an agreement's way: all that its stage depends on."""

    stored: str
    made_at: datetime
    sent_at: datetime | None = None
    agreed_at: datetime | None = None
    signed_at: datetime | None = None
    starts_at: datetime | None = None
    ends_at: datetime | None = None
    notice_at: datetime | None = None
    withdrawn_at: datetime | None = None
    closing_at: datetime | None = None


@dataclass(frozen=True, slots=True)
class Mark:
    """One stage on the page's path."""

    stage: Stage
    is_done: bool
    is_now: bool
    at: datetime | None


def stage(moments: Moments, at: datetime) -> Stage:
    """The stage at that moment: a signed agreement begins, ends and has ended by the clock alone."""
    stored = next(found for found in Stage if found.value == moments.stored)
    if stored != Stage.SIGNED or moments.starts_at is None or moments.ends_at is None:
        return stored
    if at >= moments.ends_at:
        return Stage.ENDED
    if at < moments.starts_at:
        return Stage.SIGNED
    return Stage.ENDING if moments.notice_at or moments.closing_at else Stage.IN_FORCE


def look(now: Stage, *, needs_me: bool) -> State:
    """How the stage is drawn; what waits for the reader's own agency is drawn as such."""
    return State.NEED if needs_me and now not in (Stage.DRAFT, Stage.IN_FORCE) else LOOKS[now]


def path(moments: Moments, at: datetime) -> list[Mark]:
    """The stages of the page's path, with the moments at which they were reached."""
    now = stage(moments, at)
    reached = {Stage.DRAFT: moments.made_at, Stage.SENT: moments.sent_at, Stage.AGREED: moments.agreed_at,
               Stage.SIGNED: moments.signed_at, Stage.IN_FORCE: moments.starts_at, Stage.ENDED: moments.ends_at}
    if now == Stage.WITHDRAWN:
        marks = [Mark(step, True, False, moment) for step, moment in reached.items() if moment and moment <= at]
        return [*marks, Mark(Stage.WITHDRAWN, False, True, moments.withdrawn_at)]
    here = PATH.index({Stage.SIGNING: Stage.SIGNED, Stage.ENDING: Stage.IN_FORCE}.get(now, now))
    shown = {**dict(enumerate(PATH)), here: now if now in (Stage.SIGNING, Stage.ENDING) else PATH[here]}
    return [Mark(shown[place], place < here, place == here, reached[step]) for place, step in enumerate(PATH)]
