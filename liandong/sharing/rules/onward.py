"""Passing a record on: when it asks for the owner's consent, who consents, and what follows."""
from collections.abc import Collection
from datetime import datetime, timedelta

from liandong.kernel.errors import Refused
from liandong.kernel.lifecycle import Lifecycle, Step
from liandong.kernel.terms import State, Term, gettext_noop as _

from . import values
from .stages import DECIDERS

MARK = "no_onward"
LONGEST = timedelta(days=366)


class Stage(Term):
    """Where a request stands."""

    ASKED = "asked", _("Waits for an answer")
    GIVEN = "given", _("Consented")
    REFUSED = "refused", _("Refused")
    WITHDRAWN = "withdrawn", _("Consent withdrawn")
    DROPPED = "dropped", _("Taken back")


LOOKS = {Stage.ASKED: State.WAIT, Stage.GIVEN: State.DONE, Stage.REFUSED: State.END, Stage.WITHDRAWN: State.END,
         Stage.DROPPED: State.END}
OWNER, HOLDER = frozenset({"owner"}), frozenset({"holder"})
LIFECYCLE = Lifecycle("onward", (
    Step("give", _("Give consent"), (Stage.ASKED,), Stage.GIVEN, OWNER, DECIDERS, notice="sharing.onward_given",
         weight="primary"),
    Step("refuse", _("Refuse the request"), (Stage.ASKED,), Stage.REFUSED, OWNER, DECIDERS, notice="sharing.onward_refused"),
    Step("withdraw", _("Withdraw the consent"), (Stage.GIVEN,), Stage.WITHDRAWN, OWNER, DECIDERS,
         notice="sharing.onward_withdrawn", weight="danger",
         consequence=_("The third party at once no longer sees the record here; the holder is asked to get copies back.")),
    Step("drop", _("Take the request back"), (Stage.ASKED,), Stage.DROPPED, HOLDER, DECIDERS, notice="sharing.onward_dropped"),
))
VERBS = {
    "sharing.onward_ask": _("asked to pass %(number)s on to %(third)s"),
    "sharing.onward_give": _("consented that %(number)s goes on to %(third)s"),
    "sharing.onward_refuse": _("refused that %(number)s goes on to %(third)s"),
    "sharing.onward_withdraw": _("withdrew the consent that %(number)s goes on to %(third)s"),
    "sharing.onward_drop": _("took back the request to pass %(number)s on to %(third)s"),
}
NOTICES = {
    "sharing.onward_asked": _("%(agency)s asks to pass %(number)s on to %(third)s. Answer in writing."),
    "sharing.onward_given": _("%(agency)s consents that %(number)s goes on to %(third)s, for the purpose stated and no other."),
    "sharing.onward_refused": _("%(agency)s refuses that %(number)s goes on to %(third)s."),
    "sharing.onward_withdrawn": _("%(agency)s withdrew the consent that %(number)s goes on to %(third)s. Get copies back and "
                                  "have them deleted."),
    "sharing.onward_dropped": _("%(agency)s took back the request to pass %(number)s on to %(third)s."),
}


def is_bound(handling: Collection[str], demands: Collection[bool]) -> bool:
    """Whether passing it on asks for consent: it is marked so, or every agreement that shows it demands it.

    `demands` says for each reason one sees it by whether that reason asks for consent.
    """
    return MARK in handling or bool(demands) and all(demands)


def check_asked(roles: Collection[str], *, third: str, purpose: str, until: datetime, at: datetime) -> None:
    """Refused unless a decider asks, names whom, what for, and until when."""
    if not DECIDERS & set(roles):
        raise Refused(_("Your post does not allow this; a case officer or liaison officer of your agency does it."))
    if not third.strip():
        raise Refused(_("Name the agency or body it is to go to."), field="third_name")
    if not purpose.strip():
        raise Refused(_("Write what it is passed on for: it may be used for that alone."), field="purpose")
    for field, text in (("third_name", third), ("purpose", purpose)):
        if wrong := values.unfit(text):
            raise wrong.refused(field)
    if not at < until <= at + LONGEST:
        raise Refused(_("Choose a day that lies ahead, and within a year."), field="until")


def check_words(verb: str, words: str) -> None:
    """Refused where an answer is not in writing; only a request is taken back without a word."""
    if verb != "drop" and not words.strip():
        raise Refused(_("Write it down: the answer is given in writing."), field="words")
    if wrong := values.unfit(words):
        raise wrong.refused("words")
