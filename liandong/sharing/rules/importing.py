"""How far an import has come, what it may do next, and its sentences for the ledger."""
from liandong.kernel.terms import State, Term, gettext_noop as _

PART_ROWS = 500
SHOWN = 50
KEPT_DAYS = 30  # what is left of a file, rows with faults, is deleted after so many days


class Stage(Term):
    """Where an import stands."""

    NEW = "new", _("Columns to be said")
    READY = "ready", _("Ready")
    RUNNING = "running", _("Running")
    DONE = "done", _("Done")
    STOPPED = "stopped", _("Stopped")
    FAILED = "failed", _("Failed")


LOOKS = {Stage.NEW: State.NEED, Stage.READY: State.NEED, Stage.RUNNING: State.HAND, Stage.DONE: State.DONE,
         Stage.STOPPED: State.END, Stage.FAILED: State.LATE}
STARTABLE = (Stage.READY, Stage.STOPPED, Stage.FAILED)
VERBS = {
    "sharing.import": _("brought in the file %(name)s: %(entered)s entered, %(changed)s changed, %(faulty)s faulty"),
    "sharing.import_start": _("began to bring in the file %(name)s"),
    "sharing.import_try": _("tried the file %(name)s without entering anything"),
    "sharing.import_drop": _("dropped columns of the file %(name)s that are never kept: %(columns)s"),
}
