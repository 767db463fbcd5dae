"""Stages of a record: open, checking, confirmed, refuted, closed; only its owner takes it further."""
from liandong.kernel.lifecycle import Lifecycle, Step
from liandong.kernel.terms import State, Term, gettext_noop as _


class Stage(Term):
    """Where a record stands; each kind has its own words for it (standard/<kind>.toml, stages)."""

    OPEN = "open", _("Open")
    CHECKING = "checking", _("Being checked")
    CONFIRMED = "confirmed", _("Confirmed")
    REFUTED = "refuted", _("Refuted")
    CLOSED = "closed", _("Closed")


LIVE = (Stage.OPEN, Stage.CHECKING, Stage.CONFIRMED)  # work goes on; a reveal may name such a case
LOOKS = {Stage.OPEN: State.WAIT, Stage.CHECKING: State.HAND, Stage.CONFIRMED: State.DONE, Stage.REFUTED: State.END,
         Stage.CLOSED: State.END}
OWNER = frozenset({"owner"})
WRITERS = frozenset({"officer", "clerk", "liaison"})
DECIDERS = frozenset({"officer", "liaison"})

LIFECYCLE = Lifecycle("record", (
    Step("check", _("Begin to check"), (Stage.OPEN,), Stage.CHECKING, OWNER, DECIDERS),
    Step("confirm", _("Confirm the record"), (Stage.CHECKING,), Stage.CONFIRMED, OWNER, DECIDERS),
    Step("refute", _("Refute"), (Stage.CHECKING,), Stage.REFUTED, OWNER, DECIDERS),
    Step("close", _("Close the record"), (Stage.OPEN, Stage.CONFIRMED, Stage.REFUTED), Stage.CLOSED, OWNER, DECIDERS,
         consequence=_("The record stays in the list as closed. It can no longer be a reason to see masked details.")),
    Step("reopen", _("Open again"), (Stage.CONFIRMED, Stage.REFUTED, Stage.CLOSED), Stage.CHECKING, OWNER, DECIDERS),
))
