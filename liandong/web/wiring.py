"""Every subscription, panel, address and sentence of the ledger, one line each."""
from liandong.agencies import rules as agencies
from liandong.agreements import queries as agreements
from liandong.agreements.rules import lifecycle as agreement
from liandong.audit import rules as audit
from liandong.duties import rules as duties
from liandong.kernel import events, panels, subjects, verbs
from liandong.kernel.terms import gettext_noop as _
from liandong.sharing import actions as sharing, queries as shared, rules as sharing_rules

for sentences in (agencies.VERBS, audit.VERBS, duties.VERBS, agreement.VERBS, sharing_rules.VERBS,
                  {"access.make_key": _("made the signing key of the agency")}):
    verbs.say(sentences)

events.on("agreements.in_force", sharing.opened)

panels.lay("agreement", panels.Panel("flows", _("Gives and gets today"), "sharing:deed_panel"))

subjects.at("agreement", "agreements:detail")
subjects.at("duty", "duties:detail")
subjects.at("record", "sharing:detail")

agreements.counters.append(shared.lost)
