"""What the lines of the ledger say, in the reader's language."""
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.utils.translation import gettext as _, gettext_noop

from liandong.kernel import subjects, verbs
from liandong.kernel.actor import NOBODY

from . import names, rules
from .models import Entry
from .verify import Result

KINDS = {
    "agreement": gettext_noop("Agreement"), "record": gettext_noop("Record"), "duty": gettext_noop("Duty"),
    "officer": gettext_noop("Officer"), "liaison": gettext_noop("Liaison officer"), "ledger": gettext_noop("Ledger"),
}


class Facts(dict[str, str]):
    """The facts of a line; one that is missing leaves a gap, never an error."""

    def __missing__(self, name: str) -> str:
        """The gap."""
        return "…"


@dataclass(frozen=True)
class Said:
    """One line as pages show it; also an event of the timeline part (`at`, `words`, `key`, `note`)."""

    seq: int
    at: datetime
    agency: str
    officer: str
    did: str
    note: str
    is_refused: bool
    kind: str
    subject: UUID | None
    url: str
    key: bool = False

    @property
    def words(self) -> str:
        """The whole sentence: who did what."""
        return _("%(officer)s (%(agency)s) %(did)s") % {"officer": self.officer, "agency": self.agency, "did": self.did}


def said(entries: Iterable[Entry]) -> list[Said]:
    """The lines in words; two queries for the names."""
    found = list(entries)
    agencies, officers = names.of("agency", (e.agency for e in found)), names.of("officer", (e.officer for e in found))
    return [_said(entry, agencies, officers) for entry in found]


def verb(name: str) -> str:
    """What a verb does, its gaps left open: for the filter, and for what was refused."""
    return _(verbs.sentence(name)) % Facts() if name in verbs.spoken() else name


def choices() -> list[tuple[str, str]]:
    """Every verb with its words, in the order of the words."""
    return sorted(((name, verb(name)) for name in verbs.spoken()), key=lambda choice: choice[1])


def result(checked: Result) -> str:
    """What a check found, as a sentence."""
    if checked.broken is None:
        return _("%(lines)d lines in %(batches)d sealed batches hold; %(unsealed)d lines are not sealed yet.") % {
            "lines": checked.lines, "batches": checked.batches, "unsealed": checked.unsealed}
    facts = {"row": checked.broken.row, "seq": checked.broken.seq, "why": _(checked.broken.why)}
    if checked.broken.seq is None:
        return _("Row %(row)d does not hold. %(why)s") % facts
    return _("Line %(seq)d (row %(row)d) does not hold. %(why)s") % facts


def _said(entry: Entry, agencies: dict[UUID, str], officers: dict[UUID, str]) -> Said:
    facts, refused = Facts(entry.facts), entry.verb.endswith(rules.REFUSED)
    did, note = verb(entry.verb), entry.purpose
    if refused:
        reason = _(facts["reason"])
        did = _("was refused: %(reason)s") % {"reason": reason % facts if len(entry.facts) > 1 else reason}
        note = verb(entry.verb.removesuffix(rules.REFUSED))
    elif entry.verb in verbs.spoken():
        did = _(verbs.sentence(entry.verb)) % facts
    officer = _("the platform") if entry.officer == NOBODY else officers.get(entry.officer, str(entry.officer)[:8])
    return Said(entry.seq, entry.at, agencies.get(entry.agency, str(entry.agency)[:8]), officer, did, note, refused,
                _(KINDS[entry.kind]) if entry.kind in KINDS else "", entry.subject,
                subjects.address(entry.kind, entry.subject))
