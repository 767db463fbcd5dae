"""Everything that changes agreements, one function an officer's verb."""
from .answering import answer
from .drafting import Uploaded, edit, lay_in, look, start
from .ending import give_notice, tell_moments
from .negotiating import agree, change, send, withdraw
from .originals import NO_DAYS, NOT_AGREED, lay_paper, turn_down
from .papers import keep_file, print_paper
from .renewing import again, leave, object_to_renewal, renew_and_remind
from .resting import agree_suspend, decline_pause, pause, resume, suspend
from .reviewing import begin_chains, review, set_chain
from .signing import exported, list_exported, sign
from .supplementing import supplement
from .talking import comment, note, settle_comment, settle_note

__all__ = ["NOT_AGREED", "NO_DAYS", "Uploaded", "again", "agree", "agree_suspend", "answer", "begin_chains", "change",
           "comment", "decline_pause", "edit", "exported", "give_notice", "keep_file", "lay_in", "lay_paper", "leave",
           "list_exported", "look", "note", "object_to_renewal", "pause", "print_paper", "renew_and_remind", "resume",
           "review", "send", "set_chain", "settle_comment", "settle_note", "sign", "start", "supplement", "suspend",
           "tell_moments", "turn_down", "withdraw"]
