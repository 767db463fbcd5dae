"""What the ledger and notices say of duties; keys are never renamed. Pure."""
from liandong.kernel.terms import gettext_noop as _

VERBS = {
    "duties.start": _("started %(count)s recurring duties under %(basis)s"),
    "duties.start_own": _("started the recurring undertaking “%(topic)s”"),
    "duties.stop_own": _("stopped the recurring undertaking “%(topic)s”; %(count)s open ones lapse"),
    "duties.end": _("ended the duties under %(basis)s; %(count)s open ones lapse"),
    "duties.amend": _("brought the duties in line with %(basis)s: %(begun)s recurring ones begin, %(count)s open ones lapse"),
    "duties.run": _("the clock of the duty of %(basis)s goes on: due %(due)s"),
    "duties.begin": _("began a duty of %(basis)s due %(due)s"),
    "duties.inform": _("informed of a serious incident under %(basis)s; the report is due %(due)s"),
    "duties.withdraw": _("withdrew the serious incident for which the duty of %(basis)s due %(due)s had begun"),
    "duties.keep": _("kept the duty of %(basis)s due %(due)s"),
    "duties.keep_late": _("kept the duty of %(basis)s due %(due)s, late"),
    "duties.reopen": _("took back that the duty of %(basis)s due %(due)s was kept"),
    "duties.ask": _("asked about the duty of %(basis)s due %(due)s; its clock stands still"),
    "duties.answer": _("answered about the duty of %(basis)s; it is now due %(due)s"),
    "duties.waive": _("waived the duty of %(basis)s due %(due)s"),
    "duties.order": _("ordered that the duty of %(basis)s due %(due)s be done"),
    "duties.head": _("told the head of department that the duty of %(basis)s due %(due)s is overdue"),
    "duties.leader": _("told the leader of the agency that the duty of %(basis)s due %(due)s is overdue"),
    "duties.superior": _("laid the overdue duty of %(basis)s due %(due)s before the superior"),
    "duties.recompute": _("reckoned the duty of %(basis)s anew with the days off now known: due %(due)s"),
    "duties.export": _("exported %(count)s duties"),
}

NOTICES = {
    "duties.begin": _("A duty of %(basis)s has begun: “%(topic)s”, due %(due)s."),
    "duties.inform": _("Serious incident at %(agency)s (%(topic)s). It reports under %(basis)s by %(due)s."),
    "duties.withdraw": _("%(agency)s withdrew the serious incident %(topic)s: %(reason)s. What was owed for it under %(basis)s "
                         "ends."),
    "duties.withdraw_done": _("%(agency)s withdrew the serious incident %(topic)s: %(reason)s. What was done for it under "
                              "%(basis)s stands."),
    "duties.keep": _("Kept: the duty of %(basis)s due %(due)s."),
    "duties.keep_late": _("Kept late: the duty of %(basis)s due %(due)s."),
    "duties.reopen": _("Taken back: the duty of %(basis)s due %(due)s is open again."),
    "duties.ask": _("%(agency)s asks about the duty of %(basis)s due %(due)s; its clock stands still until you answer."),
    "duties.answer": _("%(agency)s answered; the duty of %(basis)s is now due %(due)s."),
    "duties.waive": _("%(agency)s waived the duty of %(basis)s due %(due)s."),
    "duties.order": _("%(agency)s orders that the duty of %(basis)s be done: “%(topic)s”, due %(due)s."),
    "duties.remind_7d": _("In seven days: the duty of %(basis)s is due %(due)s."),
    "duties.remind_3d": _("In three days: the duty of %(basis)s is due %(due)s."),
    "duties.remind_1d": _("Tomorrow: the duty of %(basis)s is due %(due)s."),
    "duties.remind_half": _("Half the time has gone: the duty of %(basis)s is due %(due)s."),
    "duties.remind_last": _("The time is nearly over: the duty of %(basis)s is due %(due)s."),
    "duties.due": _("Overdue: the duty of %(basis)s was due %(due)s."),
    "duties.head": _("Overdue and not yet done: the duty of %(basis)s was due %(due)s. See that it is done."),
    "duties.leader": _("Still overdue: the duty of %(basis)s was due %(due)s; next it goes to the superior agency."),
    "duties.superior": _("%(agency)s has not done the duty of %(basis)s due %(due)s; your agency may order it to be done."),
}
