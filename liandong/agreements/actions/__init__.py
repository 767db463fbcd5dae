"""Everything that changes agreements, one function an officer's verb."""
from .answering import answer
from .breaching import (
    agree_damages,
    answer_breach,
    ask_damages,
    claim_breach,
    confirm_cured,
    reject_cure,
    rescind,
    retract_claim,
    waive_breach,
)
from .closing import deem_received, tell_moments
from .disputing import accept_result, add_to_dispute, draw_up, end_dispute, go_on, open_dispute
from .drafting import Uploaded, edit, lay_in, look, settled, start
from .ending import consent_end, decline_end, give_notice, propose_end, receive_notice, withdraw_end
from .negotiating import agree, change, send, withdraw
from .originals import NO_DAYS, NOT_AGREED, lay_paper, turn_down
from .papers import keep_file, print_paper
from .renewing import again, leave, object_to_renewal, renew_and_remind
from .resting import agree_suspend, decline_pause, pause, resume, suspend
from .reviewing import begin_chains, review, set_chain
from .signing import exported, list_exported, sign
from .supplementing import supplement
from .talking import comment, dry_run, note, settle_comment, settle_note

__all__ = ["NOT_AGREED", "NO_DAYS", "Uploaded", "accept_result", "add_to_dispute", "again", "agree", "agree_damages",
           "agree_suspend", "answer", "answer_breach", "ask_damages", "begin_chains", "change", "claim_breach",
           "comment", "confirm_cured", "consent_end", "decline_end", "decline_pause", "deem_received", "edit",
           "draw_up", "dry_run", "end_dispute", "exported", "give_notice", "go_on", "keep_file", "lay_in", "lay_paper", "leave",
           "list_exported", "look", "note", "object_to_renewal", "open_dispute", "pause", "print_paper", "propose_end",
           "receive_notice", "reject_cure", "renew_and_remind", "rescind", "resume", "retract_claim", "review", "send",
           "set_chain", "settle_comment", "settle_note", "settled", "sign", "start", "supplement", "suspend", "tell_moments",
           "turn_down", "waive_breach", "withdraw", "withdraw_end"]
