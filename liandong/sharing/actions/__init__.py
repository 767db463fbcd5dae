"""Everything that changes shared records."""
from . import exports, imports, interests
from .records import edit, enter, export, keep_to, mark_serious, set_level, step, withdraw_serious
from .relations import relate, unrelate
from .releases import recall, release
from .reveals import reveal
from .uses import used

__all__ = [
    "edit", "enter", "export", "exports", "imports", "interests", "keep_to", "mark_serious", "recall", "relate",
    "release", "reveal", "set_level", "step", "unrelate", "used", "withdraw_serious",
]
