"""Everything that changes shared records."""
from .agreements import opened
from .records import edit, enter, export, keep_to, set_level, step
from .relations import relate, unrelate
from .releases import recall, release
from .reveals import reveal

__all__ = ["edit", "enter", "export", "keep_to", "opened", "recall", "relate", "release", "reveal", "set_level", "step",
           "unrelate"]
