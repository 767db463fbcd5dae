"""Rules of sharing: the standard, formats, values, masking, stages; and the sentences of the ledger."""
from liandong.kernel.terms import gettext_noop as _

VERBS = {
    "sharing.enter": _("entered %(number)s %(title)s"),
    "sharing.edit": _("changed %(number)s"),
    "sharing.level_0": _("set the level of %(number)s to public"),
    "sharing.level_1": _("set the level of %(number)s to internal"),
    "sharing.level_2": _("set the level of %(number)s to work secret"),
    "sharing.keep_to": _("kept %(number)s to %(department)s"),
    "sharing.keep_to_team": _("kept %(number)s to a case team of %(count)s"),
    "sharing.open_up": _("no longer keeps %(number)s to one department"),
    "sharing.mark_serious": _("marked %(number)s as a serious incident"),
    "sharing.withdraw_serious": _("withdrew the mark of %(number)s as a serious incident"),
    "sharing.check": _("began to check %(number)s"),
    "sharing.confirm": _("confirmed %(number)s"),
    "sharing.refute": _("refuted %(number)s"),
    "sharing.close": _("closed %(number)s"),
    "sharing.reopen": _("opened %(number)s again"),
    "sharing.release": _("released %(number)s to %(agency)s until %(until)s"),
    "sharing.recall": _("recalled %(number)s from %(agency)s"),
    "sharing.reveal": _("saw %(element)s of %(number)s unmasked for %(case)s"),
    "sharing.relate": _("related %(number)s to %(case)s"),
    "sharing.unrelate": _("took back the relation of %(number)s to %(case)s"),
    "sharing.interest": _("opened a notice of a shared interest"),
    "sharing.interest_settle": _("wrote down what came of a shared interest"),
    "sharing.standard_add": _("added %(name)s to the data standard (%(place)s), from %(day)s on"),
    "sharing.standard_change": _("changed %(name)s of the data standard (%(place)s), from %(day)s on"),
    "sharing.standard_retire": _("retired %(name)s of the data standard (%(place)s), from %(day)s on"),
    "sharing.export": _("exported %(rows)s records"),
}

NOTICES = {
    "sharing.interest": _("Your agency and another look into the same. Open it to see whom to call."),
    "sharing.arrived": _("%(owner)s entered records that your agency sees at once under %(clause)s of the agreement."),
    "sharing.released": _("%(owner)s released %(number)s %(title)s to your agency until %(until)s."),
    "sharing.standard_add": _("The data standard has something new: %(place)s, %(name)s, from %(day)s on."),
    "sharing.standard_change": _("The data standard changes: %(place)s, %(name)s, from %(day)s on."),
    "sharing.standard_retire": _("The data standard offers no longer: %(place)s, %(name)s, from %(day)s on."),
    "sharing.recalled": _("%(owner)s recalled %(number)s. Delete or seal copies and printouts."),
}
