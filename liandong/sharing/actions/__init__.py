"""Everything that changes shared records."""
from . import accounts, exports, feeding, imports, interests, onward, reviews
from .additions import add, add_table, retire
from .corrections import answer_report, correct, report
from .papers import keep_paper
from .recalls import answer, recall_all, share_anew
from .records import edit, enter, export, keep_to, keep_to_team, mark_serious, set_level, step, withdraw_serious
from .relations import relate, unrelate
from .releases import recall, release
from .reveals import reveal
from .uses import used

__all__ = [
    "accounts", "add", "add_table", "answer", "answer_report", "correct", "edit", "enter", "export", "exports", "feeding",
    "imports", "interests", "keep_paper", "keep_to", "keep_to_team", "mark_serious", "onward", "recall", "recall_all",
    "relate", "release", "report", "retire", "reveal", "reviews", "set_level", "share_anew", "step", "unrelate", "used",
    "withdraw_serious",
]
