"""Every subscription, panel, address, name and sentence of the ledger, one line each."""
from liandong.agencies import actions as agencies_actions, queries as agencies, rules as agencies_rules
from liandong.agreements import actions as agreements_actions, queries as agreements
from liandong.agreements.rules import (
    breaches,
    disputes,
    endings,
    force,
    lifecycle as agreements_rules,
    notices as agreements_notices,
    original,
    papers,
    reviewing,
    talking,
)
from liandong.audit import names, rules as audit_rules
from liandong.documents import queries as documents, rules as documents_rules
from liandong.duties import queries as duties, rules as duties_rules
from liandong.duties.rules import arrangement
from liandong.kernel import events, filters, live, panels, says, subjects, verbs
from liandong.kernel.terms import gettext_noop as _
from liandong.notices import actions as notices, rules as notices_rules
from liandong.sharing import actions as shared_actions, queries as shared, rules as sharing_rules
from liandong.sharing.rules import accounts, exporting, importing, onward, recalls, reports, reviews
from liandong.web import clauses, reactions, signin
from liandong.web.calendar import keys

verbs.say(audit_rules.VERBS)
verbs.say(agencies_rules.VERBS)
verbs.say({"access.make_key": _("made the signing key of the agency")})
verbs.say(duties_rules.VERBS)
verbs.say(arrangement.VERBS)
verbs.say(documents_rules.VERBS)
verbs.say(agreements_rules.VERBS | endings.VERBS | breaches.VERBS | disputes.VERBS)
verbs.say(force.VERBS)
verbs.say(talking.VERBS)
verbs.say(reviewing.VERBS)
verbs.say(original.VERBS)
verbs.say(papers.VERBS)
verbs.say(sharing_rules.VERBS)
verbs.say(reviews.VERBS)
verbs.say(importing.VERBS | exporting.VERBS)
verbs.say(recalls.VERBS | reports.VERBS | onward.VERBS)
verbs.say(accounts.VERBS)
verbs.say(notices_rules.VERBS)
verbs.say(keys.VERBS)

says.say("agencies", _("Agencies"), agencies_rules.NOTICES)
says.say("agreements", _("Agreements"), agreements_notices.NOTICES | force.NOTICES)
says.say("agreements", _("Agreements"), talking.NOTICES | reviewing.NOTICES | original.NOTICES)
says.say("duties", _("Duties"), duties_rules.NOTICES)
says.say("sharing", _("Shared records"), sharing_rules.NOTICES)
says.say("sharing", _("Shared records"), recalls.NOTICES | reports.NOTICES | onward.NOTICES | reviews.NOTICES)
says.say("notices", _("Mails"), notices_rules.NOTICES)

events.on("agencies.founded", agreements_actions.begin_chains)
events.on("agencies.password_reset", signin.forget_code)
events.on("agencies.told", notices.tell)
events.on("agreements.in_force", agencies_actions.agreement_in_force)
events.on("agreements.begun", reactions.agreement_begun)
events.on("access.changed", live.access_changed)
events.on("sharing.entered", reactions.case_entered)
events.on("sharing.closed", shared_actions.exports.withdraw)
events.on("sharing.closed", reactions.record_closed)
events.on("sharing.serious", reactions.incident_marked)
events.on("sharing.not_serious", reactions.incident_withdrawn)
events.on("agencies.roster_changed", reactions.roster_changed)
events.on("agencies.roster_acknowledged", reactions.roster_acknowledged)

panels.lay("agreement", panels.Panel("flows", _("Gives and gets today"), "sharing:deed_panel"))
panels.lay("record", panels.Panel("onward", _("Passing it on"), "sharing:onward_panel", "aside"))
panels.lay("agreement", panels.Panel("use", _("How it is used"), "sharing:use_panel"))

panels.lay("record", panels.Panel("history", _("Versions"), "sharing:history"))
panels.lay("record", panels.Panel("papers", _("Papers"), "documents:panel"))

subjects.at("agency", "agencies:detail")
subjects.at("agreement", "agreements:detail")
subjects.at("agreement_inside", "agreements:detail")
subjects.at("ask", "sharing:asked")
subjects.at("breach", "agreements:breach")
subjects.at("contact", "agencies:contact")
subjects.at("dispute", "agreements:dispute")
subjects.at("duty", "duties:detail")
subjects.at("onward", "sharing:onward")
subjects.at("interest", "sharing:interest")
subjects.at("opening", "sharing:would_open")
subjects.at("ending", "agreements:ending")
subjects.at("record", "sharing:detail")
subjects.at("report", "sharing:reported")
subjects.at("reviews", "sharing:reviews_of")
subjects.at("standard", "sharing:standard_of")
subjects.at("roster", "agencies:roster")
subjects.at("waits", "sharing:waits")

filters.on("agreements:list", "sharing:list", "duties:list", "notices:list")

live.show("agreement", lambda key: agreements.of(key) is not None)
live.show("ask", lambda key: shared.ask(key) is not None)
live.show("breach", lambda key: agreements.breaches.of(key) is not None)
live.show("contact", lambda key: agencies.contact(key) is not None)
live.show("dispute", lambda key: agreements.disputes.of(key) is not None)
live.show("duty", lambda key: duties.duties().filter(pk=key).exists())
live.show("ending", lambda key: agreements.endings.of(key) is not None)
live.show("export", lambda key: shared.exports.of(key) is not None)
live.show("import", lambda key: shared.imports.of(key) is not None)
live.show("onward", lambda key: shared.onward.of(key) is not None)
live.show("record", lambda key: shared.of(key) is not None)
live.show("report", lambda key: shared.report(key) is not None)
live.show("roster", lambda key: agencies.roster(key) is not None)

names.wire(agencies=agencies.names, officers=lambda keys: shared.accounts.named(keys, agencies.officer_names(keys)),
           every=lambda: [(agency.pk, agency.name) for agency in agencies.agencies()])
agreements.counters.append(shared.lost)
agreements.gains.append(shared.gained)
agreements.openers.append(shared.would_open)
agreements.exchangers.append(shared.exchanged)
agreements.closing.counters.append(shared.opened)
duties.papers["agreement"] = clauses.text
documents.replaced_at["agreement"] = "agreements:keep"
