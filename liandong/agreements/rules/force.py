"""The steps of an agreement that runs: supplement, suspend, pause, leave, object to renewal, negotiate again. Pure."""
from collections.abc import Mapping
from datetime import datetime, timedelta

from liandong.kernel.lifecycle import Lifecycle, Step
from liandong.kernel.terms import gettext_noop as _

from .lifecycle import DESK, PARTY, SIGNATORY, Stage

REMINDERS = (90, 60, 30)  # days before the end
FOREVER = 9000  # a year no agreement ends in
RUNS, STAYS = (Stage.IN_FORCE, Stage.ENDING), frozenset({PARTY})

FORCE = Lifecycle("agreement in force", (
    Step("supplement", _("Draft a supplement"), (Stage.IN_FORCE,), Stage.DRAFT, STAYS, DESK,
         consequence=_("A draft opens with the terms in effect. Change what is to change; it is negotiated and signed like any "
                       "agreement, and takes effect on its own day.")),
    Step("pause", _("Pause what we give"), RUNS, Stage.IN_FORCE, STAYS, SIGNATORY, papers=("gives",), weight="danger",
         consequence=_("What your agency gives closes at once; what it gets stays open. Your agency alone resumes it.")),
    Step("suspend", _("Propose to suspend"), (Stage.IN_FORCE,), Stage.IN_FORCE, STAYS, SIGNATORY, papers=("runs",),
         ends=("recurring",), weight="danger",
         consequence=_("When every party agrees, all sharing closes and no clock runs until every party agrees to resume.")),
    Step("leave", _("Leave the agreement"), (Stage.IN_FORCE,), Stage.IN_FORCE, STAYS, SIGNATORY,
         papers=("leaving_clause", "several"), ends=("recurring",), weight="danger",
         consequence=_("After the notice your agency gives and gets nothing any more; the others go on. "
                       "This cannot be undone.")),
    Step("object", _("Object to renewal"), (Stage.IN_FORCE,), Stage.IN_FORCE, STAYS, SIGNATORY, papers=("renews",),
         weight="danger", consequence=_("The agreement then ends when its period is over. An objection cannot be taken back.")),
    Step("again", _("Negotiate again"), (*RUNS, Stage.ENDED), Stage.DRAFT, STAYS, DESK, papers=("no_successor",),
         consequence=_("A draft opens with the terms in effect. Between the end of this agreement and the start of that one "
                       "nothing is open.")),
))

LACKS = {
    "gives": _("By the terms in effect your agency gives nothing."),
    "runs": _("It is suspended, or a suspension is proposed, already."),
    "leaving_clause": _("The terms do not let one party leave; it ends by notice or by consent of all."),
    "several": _("Of two parties none leaves: that ends the agreement. Give notice, or end it by consent."),
    "renews": _("It is not renewed by itself, or the time to object is over."),
    "no_successor": _("It is being negotiated again already."),
}


def lacking(found: Mapping[str, bool]) -> dict[str, str]:
    """The papers that are missing, each with the sentence that says so."""
    return {paper: sentence for paper, sentence in LACKS.items() if not found[paper]}


def reminder(starts: datetime, ends: datetime, at: datetime) -> int | None:
    """Which reminder of the end is due: the latest whose moment has come; none of an agreement too short for it."""
    due = [days for days in REMINDERS if starts < ends - timedelta(days=days) <= at < ends]
    return min(due, default=None)


VERBS = {
    "agreements.supplement": _("began the supplement “%(title)s” to %(number)s"),
    "agreements.again": _("began to negotiate %(number)s again"),
    "agreements.amend": _("%(number)s takes effect on %(day)s in place of what was agreed before: %(grants)s grants, "
                          "%(duties)s duties begin, %(lapsed)s lapse"),
    "agreements.pause": _("paused what it gives to %(partners)s: %(why)s"),
    "agreements.unpause": _("opened again what it gives to %(partners)s"),
    "agreements.ask_suspend": _("proposed to suspend %(number)s: %(why)s"),
    "agreements.agree_suspend": _("agreed to suspend %(number)s"),
    "agreements.suspended": _("%(number)s is suspended by consent of all"),
    "agreements.ask_resume": _("agreed to resume %(number)s"),
    "agreements.resumed": _("%(number)s runs again by consent of all"),
    "agreements.decline_pause": _("declined what was proposed about suspending %(number)s"),
    "agreements.leave": _("leaves %(number)s on %(day)s: %(why)s"),
    "agreements.object": _("objected to the renewal of %(number)s: %(why)s"),
    "agreements.renew": _("%(number)s was renewed by its terms until %(day)s"),
}
NOTICES = {
    "agreements.amend": _("%(number)s “%(title)s” is signed by all and takes effect on %(day)s"),
    "agreements.pause": _("%(agency)s paused what it gives you under %(number)s: %(why)s"),
    "agreements.unpause": _("%(agency)s opened again what it gives you under %(number)s"),
    "agreements.ask_suspend": _("%(agency)s proposes to suspend %(number)s: %(why)s"),
    "agreements.suspended": _("%(number)s is suspended: nothing is shared and no clock runs until all agree to resume"),
    "agreements.ask_resume": _("%(agency)s agrees to resume %(number)s; it runs again when every party agrees"),
    "agreements.resumed": _("%(number)s runs again: sharing is open and the clocks go on"),
    "agreements.decline_pause": _("%(agency)s declined what was proposed about suspending %(number)s"),
    "agreements.leave": _("%(agency)s leaves %(number)s: what it gives and gets closes on %(day)s"),
    "agreements.object": _("%(agency)s objects to the renewal of %(number)s; it ends on %(day)s"),
    "agreements.renew": _("%(number)s “%(title)s” was renewed by its terms until %(day)s"),
    "agreements.remind": _("%(number)s “%(title)s” ends on %(day)s, in %(days)s days; negotiate it again in time"),
    "agreements.remind_auto": _("%(number)s “%(title)s” is renewed by itself on %(day)s, in %(days)s days; "
                                "who does not want it objects before"),
}
