"""Pages of agencies: one file a noun."""
from .agencies import detail, list_
from .bringing import bring, bring_drop, bring_faults, bring_preview, bring_slips, bring_template
from .centres import centres, set_centre
from .contacts import add_contact, call_contact, contact, contacts, end_contact, plan_tests, set_contact
from .departments import add_department, rename_department
from .desks import add_desk, desks_panel, remove_desk, set_desk
from .liaison import end_liaison, hand_over, name_liaison, set_liaison
from .officers import add_officer, appoint, close_account, first_password, open_account, reset_password
from .rosters import acknowledge_roster, add_shifts, copy_shifts, drop_shift, open_roster, publish, roster, rosters

__all__ = ["acknowledge_roster", "add_contact", "add_department", "add_desk", "add_officer", "add_shifts", "appoint",
           "bring", "bring_drop", "bring_faults", "bring_preview", "bring_slips", "bring_template", "call_contact",
           "centres", "close_account", "contact", "contacts", "copy_shifts", "desks_panel", "detail", "drop_shift",
           "end_contact", "end_liaison", "first_password", "hand_over", "list_", "name_liaison", "open_account",
           "open_roster", "plan_tests", "publish", "remove_desk", "rename_department", "reset_password", "roster",
           "rosters", "set_centre", "set_contact", "set_desk", "set_liaison"]
