"""Every subscription, panel and sentence of the ledger, one line each."""
from liandong.agencies import rules as agencies
from liandong.kernel import verbs

verbs.say(agencies.VERBS)
