"""Everything that changes notices: telling, reading, acknowledging, raising what nobody acknowledged, and the mails."""
from .acknowledging import acknowledge, escalate
from .mailing import prefer, queue_mail, send_mail, try_again
from .telling import read, read_all, tell, tell_all

__all__ = ["acknowledge", "escalate", "prefer", "queue_mail", "read", "read_all", "send_mail", "tell", "tell_all",
           "try_again"]
