"""Everything that changes agreements, one function an officer's verb."""
from .answering import answer
from .drafting import Uploaded, edit, lay_in, look, start
from .ending import give_notice, tell_moments
from .negotiating import agree, change, send, withdraw
from .originals import NOT_AGREED, lay_paper, turn_down
from .papers import keep_file, print_paper
from .reviewing import review, set_chain
from .signing import exported, list_exported, sign
from .talking import comment, note, settle_comment, settle_note

__all__ = ["NOT_AGREED", "Uploaded", "agree", "answer", "change", "comment", "edit", "exported", "give_notice", "keep_file",
           "lay_in", "lay_paper", "list_exported", "look", "note", "print_paper", "review", "send", "set_chain",
           "settle_comment", "settle_note", "sign", "start", "tell_moments", "turn_down", "withdraw"]
