"""Every subscription, panel and sentence of the ledger, one line each."""
from importlib import import_module
from importlib.util import find_spec

from liandong.kernel import verbs

for module in ("agencies", "access", "notices", "duties", "agreements", "sharing", "audit"):
    if find_spec(f"liandong.{module}.rules"):
        verbs.say(getattr(import_module(f"liandong.{module}.rules"), "VERBS", {}))
