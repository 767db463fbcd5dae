"""Pages of agencies: one file a noun."""
from .agencies import detail, list_
from .desks import add_desk, desks_panel, remove_desk, set_desk
from .liaison import end_liaison, hand_over, name_liaison, set_liaison
from .officers import add_officer, appoint, close_account, first_password, open_account, reset_password

__all__ = ["add_desk", "add_officer", "appoint", "close_account", "desks_panel", "detail", "end_liaison", "first_password",
           "hand_over", "list_", "name_liaison", "open_account", "remove_desk", "reset_password", "set_desk", "set_liaison"]
