"""What the parties of an agreement are told, by key; a step's own word comes from the lifecycle."""
from liandong.kernel.terms import gettext_noop as _

from . import breaches, disputes, endings
from .lifecycle import LIFECYCLE

NOTICES = {f"agreements.{step.verb}": step.notice for step in LIFECYCLE.steps if step.notice} | {
    "agreements.fix": _("“%(title)s” is agreed as %(number)s; your signatory signs it"),
    "agreements.open": _("%(number)s “%(title)s” is signed by all and in force"),
    "agreements.open_records": _("%(number)s “%(title)s” is in force: %(records)s records of %(giver)s are open to you"),
    "agreements.open_duties": _("%(number)s “%(title)s” is in force: %(duties)s recurring duties began"),
    "agreements.open_both": _("%(number)s “%(title)s” is in force: %(records)s records of %(giver)s are open to you, "
                              "%(duties)s recurring duties began"),
    "agreements.open_later": _("%(number)s is signed by all and comes into force on %(day)s"),
    "agreements.begin": _("%(number)s “%(title)s” came into force today; what it gives is open"),
    "agreements.end": _("%(number)s “%(title)s” has ended; what it gave is closed, its closing report is drawn up"),
} | endings.NOTICES | breaches.NOTICES | disputes.NOTICES


def opening(*, records: int, duties: int) -> str:
    """Which sentence says what opened with the last signature; what is nought is not spoken of."""
    return {(True, True): "open_both", (True, False): "open_records", (False, True): "open_duties"}.get(
        (records > 0, duties > 0), "open")
