"""Everything that changes who works where and as what, whom partners call, and who is on duty."""
from .desks import add_desk, remove_desk, set_desk
from .liaison import agreement_in_force, end_liaison, hand_over, name_liaison, set_liaison, watch, watch_all
from .officers import add_officer, appoint, reset_password, set_account, set_address

__all__ = ["add_desk", "add_officer", "agreement_in_force", "appoint", "end_liaison", "hand_over", "name_liaison",
           "remove_desk", "reset_password", "set_account", "set_address", "set_desk", "set_liaison", "watch", "watch_all"]
