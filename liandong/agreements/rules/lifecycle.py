"""The lifecycle of an agreement (协议): its stages and the steps that lead from one to the next."""
from collections.abc import Collection, Iterable
from uuid import UUID

from liandong.agencies.rules import Role
from liandong.kernel.lifecycle import Lifecycle, Step
from liandong.kernel.terms import Term, gettext_noop as _


class Stage(Term):
    """Where an agreement stands. In force, ending and ended follow from signed by the clock and are never stored."""

    DRAFT = "draft", _("Draft")
    SENT = "sent", _("In negotiation")
    AGREED = "agreed", _("Agreed")
    SIGNING = "signing", _("Being signed")
    SIGNED = "signed", _("Signed")
    IN_FORCE = "in_force", _("In force")
    ENDING = "ending", _("Ends soon")
    ENDED = "ended", _("Ended")
    WITHDRAWN = "withdrawn", _("Withdrawn")


STORED = (Stage.DRAFT, Stage.SENT, Stage.AGREED, Stage.SIGNING, Stage.SIGNED, Stage.WITHDRAWN)
DESK = frozenset({Role.CLERK.value, Role.LIAISON.value, Role.SIGNATORY.value})
SIGNATORY = frozenset({Role.SIGNATORY.value})
DRAFTER, PARTY, ASKED, UNSIGNED = "drafter", "party", "asked", "unsigned"  # the sides an agency can stand on

LIFECYCLE = Lifecycle("agreement", (
    Step("send", _("Send to the parties"), (Stage.DRAFT,), Stage.SENT, frozenset({DRAFTER}), DESK, papers=("complete",),
         notice=_("%(agency)s sent you the draft agreement “%(title)s”"), weight="primary",
         consequence=_("The other parties see text and terms from now on, and may change them or agree.")),
    Step("agree", _("Agree"), (Stage.SENT,), Stage.AGREED, frozenset({ASKED}), DESK, papers=("complete",),
         notice=_("%(agency)s agreed to “%(title)s”"), weight="primary",
         consequence=_("Once every party has agreed to this version, it can only be signed or withdrawn.")),
    Step("change", _("Propose a change"), (Stage.SENT,), Stage.SENT, frozenset({PARTY}), DESK,
         notice=_("%(agency)s proposes a change to “%(title)s”: %(why)s")),
    Step("counter", _("Take over in part"), (Stage.SENT,), Stage.SENT, frozenset({ASKED}), DESK, papers=("earlier",),
         notice=_("%(agency)s took over a part of the changes to “%(title)s” and lays version %(edition)s: %(why)s")),
    Step("reject", _("Turn down the changes"), (Stage.SENT,), Stage.SENT, frozenset({ASKED}), DESK, papers=("earlier",),
         notice=_("%(agency)s turned down the changes to “%(title)s”: %(why)s")),
    Step("sign", _("Sign"), (Stage.AGREED, Stage.SIGNING), Stage.SIGNING, frozenset({UNSIGNED}), SIGNATORY,
         papers=("approved", "original"), notice=_("%(agency)s signed “%(title)s”"), weight="primary", starts=("recurring",),
         consequence=_("The signature binds your agency. With the last signature the sharing opens and the duties begin.")),
    Step("propose_end", _("Propose an end by consent"), (Stage.SIGNED, Stage.IN_FORCE, Stage.ENDING), Stage.ENDING,
         frozenset({PARTY}), SIGNATORY, weight="plain"),
    Step("give_notice", _("Give notice of termination"), (Stage.SIGNED, Stage.IN_FORCE, Stage.ENDING), Stage.ENDING,
         frozenset({PARTY}), SIGNATORY, ends=("recurring",), weight="danger",
         consequence=_("At the end the sharing closes and duties that are due later lapse. A notice that was received "
                       "cannot be taken back.")),
    Step("withdraw", _("Withdraw"), (Stage.DRAFT, Stage.SENT, Stage.AGREED, Stage.SIGNING), Stage.WITHDRAWN,
         frozenset({DRAFTER}), DESK, notice=_("%(agency)s withdrew “%(title)s”"), weight="danger",
         consequence=_("Nobody can agree to it or sign it any more. Signatures already given open nothing.")),
))


def sides(*, agency: UUID, drafter: UUID, parties: Collection[UUID], agreed: Iterable[UUID] = (),
          signed: Iterable[UUID] = ()) -> set[str]:
    """On which sides of an agreement an agency stands."""
    found = {DRAFTER} if agency == drafter else set()
    if agency not in parties:
        return found
    return found | {PARTY} | (set() if agency in set(agreed) else {ASKED}) | (set() if agency in set(signed) else {UNSIGNED})


VERBS = {
    "agreements.lay_in": _("took in the text of “%(title)s”"),
    "agreements.start": _("made the draft “%(title)s” from a template"),
    "agreements.edit": _("edited the draft “%(title)s”"),
    "agreements.look": _("checked “%(words)s” in the draft “%(title)s”"),
    "agreements.unlook": _("took back the check of “%(words)s” in the draft “%(title)s”"),
    "agreements.send": _("sent “%(title)s” to %(parties)s"),
    "agreements.change": _("proposed version %(edition)s: %(why)s"),
    "agreements.counter": _("took over a part of the changes and laid version %(edition)s: %(why)s"),
    "agreements.reject": _("turned down the changes of version %(before)s; version %(edition)s reads as before: %(why)s"),
    "agreements.agree": _("agreed to version %(edition)s"),
    "agreements.fix": _("the agreed text was laid down as %(number)s"),
    "agreements.withdraw": _("withdrew the agreement: %(why)s"),
    "agreements.sign": _("signed %(number)s"),
    "agreements.open": _("%(number)s was signed by all: %(grants)s grants opened, %(duties)s duties began"),
    "agreements.begin": _("%(number)s came into force"),
    "agreements.end": _("%(number)s ended"),
    "agreements.export": _("exported %(number)s with its signatures"),
    "agreements.list_export": _("exported a list of %(count)s agreements"),
}
