"""Pages of notices: the list and one notice, preferences, the outbox."""
from .notices import Line, acknowledge, detail, folded, lines, list_, read, read_all
from .outbox import mail, try_again
from .preferences import preferences

__all__ = ["Line", "acknowledge", "detail", "folded", "lines", "list_", "mail", "preferences", "read", "read_all", "try_again"]
