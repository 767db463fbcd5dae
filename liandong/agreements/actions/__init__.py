"""Everything that changes agreements, one function an officer's verb."""
from .drafting import Uploaded, edit, lay_in, look
from .ending import give_notice, tell_moments
from .negotiating import agree, change, send, withdraw
from .signing import exported, list_exported, sign

__all__ = ["Uploaded", "agree", "change", "edit", "exported", "give_notice", "lay_in", "list_exported", "look", "send",
           "sign", "tell_moments", "withdraw"]
