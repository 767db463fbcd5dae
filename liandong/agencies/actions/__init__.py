"""Everything that changes who works where and as what, whom partners call, and who is on duty."""
from .bringing import bring
from .centres import set_centre
from .contacts import add_contact, call_contact, end_contact, plan_tests, remind_tests, set_contact
from .departments import add_department, rename_department
from .desks import add_desk, remove_desk, set_desk
from .liaison import agreement_in_force, end_liaison, hand_over, name_liaison, set_liaison, watch, watch_all
from .officers import add_officer, appoint, reset_password, set_account, set_address
from .rosters import acknowledge_roster, add_shifts, copy_month, copy_week, drop_shift, open_roster, publish

__all__ = ["acknowledge_roster", "add_contact", "add_department", "add_desk", "add_officer", "add_shifts",
           "agreement_in_force", "appoint", "bring", "call_contact", "copy_month", "copy_week", "drop_shift",
           "end_contact", "end_liaison", "hand_over", "name_liaison", "open_roster", "plan_tests", "publish",
           "remind_tests", "remove_desk", "rename_department", "reset_password", "set_account", "set_address",
           "set_centre", "set_contact", "set_desk", "set_liaison", "watch", "watch_all"]
