"""The sentences of the ledger and of notices about agencies."""
from liandong.kernel.terms import gettext_noop as _

VERBS = {
    "agencies.appoint": _("changed the post of %(name)s"),
    "agencies.name_liaison": _("named %(name)s liaison officer for %(partner)s"),
    "agencies.set_liaison": _("changed deputy, phone or hours of the liaison post of %(name)s for %(partner)s"),
    "agencies.hand_over": _("handed the liaison post for %(partner)s over from %(name)s to %(to)s"),
    "agencies.end_liaison": _("ended the liaison post of %(name)s for %(partner)s"),
    "agencies.note_vacancy": _("found that %(agency)s has no liaison officer for %(partner)s"),
    "agencies.set_desk": _("entered the counterpart desk %(desk)s"),
    "agencies.remove_desk": _("removed the counterpart desk %(desk)s"),
    "agencies.open_roster": _("began the duty roster %(roster)s"),
    "agencies.add_shifts": _("added %(count)s shifts to the duty roster %(roster)s"),
    "agencies.drop_shift": _("took a shift of %(name)s out of the duty roster %(roster)s"),
    "agencies.publish_roster": _("published the duty roster %(roster)s, edition %(edition)s"),
    "agencies.acknowledge_roster": _("acknowledged edition %(edition)s of the duty roster %(roster)s"),
    "agencies.set_contact": _("entered the emergency contact %(contact)s"),
    "agencies.end_contact": _("removed the emergency contact %(contact)s"),
    "agencies.call_contact": _("made a test call to the emergency contact %(contact)s"),
    "agencies.plan_tests": _("set test calls to every %(days)s days"),
    "agencies.sign_in": _("signed in"),
    "agencies.sign_out": _("signed out"),
    "agencies.change_password": _("changed their own password"),
    "agencies.set_address": _("changed their own e-mail address"),
    "agencies.unlock": _("unlocked the page after an idle time"),
    "agencies.bring_agencies": _("brought in %(count)s agencies"),
    "agencies.bring_departments": _("brought in %(count)s departments"),
    "agencies.bring_officers": _("brought in %(count)s officers"),
    "agencies.set_centre": _("said what the command centre %(name)s is"),
    "agencies.add_department": _("added the department %(name)s"),
    "agencies.rename_department": _("renamed the department %(old)s to %(name)s"),
    "agencies.add_officer": _("added officer %(name)s"),
    "agencies.reset_password": _("gave %(name)s a new first password"),
    "agencies.close_account": _("closed the account of %(name)s"),
    "agencies.open_account": _("opened the account of %(name)s again"),
}

# A key is stored with the notice and never renamed; see kernel.says.
NOTICES = {
    "agencies.vacant": _("We have no liaison officer for %(partner)s, though an agreement is in force. Name one."),
    "agencies.vacant_deputy": _("We have no liaison officer for %(partner)s, though an agreement is in force; %(deputy)s "
                                "stands in. Name one."),
    "agencies.handed_over": _("%(agency)s: %(to)s is now the liaison officer for us, in place of %(name)s."),
    "agencies.took_over": _("The liaison post for %(partner)s goes from %(name)s to %(to)s. Read the note of the hand-over."),
    "agencies.roster_published": _("%(agency)s has published the duty roster %(roster)s. Who is on duty stands on its page."),
    "agencies.roster_changed": _("%(agency)s has changed the duty roster %(roster)s in %(count)s places. Read what changed "
                                 "and acknowledge it."),
    "agencies.roster_acknowledged": _("%(agency)s has acknowledged edition %(edition)s of the duty roster %(roster)s."),
    "agencies.wrong_number": _("%(caller)s called our emergency contact %(contact)s: the number is wrong. Put it right."),
    "agencies.tests_due": _("Test calls to %(count)s of our emergency contacts are due, the first to %(contact)s."),
}
