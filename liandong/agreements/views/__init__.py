"""Pages of agreements: the list, the import, the reader, one agreement, its negotiation, its steps, its end."""
from .breaches import breach, breach_step, claim
from .chain import chain
from .disputes import dispute, dispute_step, open_dispute
from .endings import answer_ending, closing, end, ending
from .importing import import_
from .listing import list_
from .negotiation import answer, comment, note, review, settle
from .originals import original, scan, turn_down
from .ours import ours
from .papers import keep, paper
from .reading import edit, look, row
from .running import run
from .starting import new
from .steps import sign, step
from .subject import detail, export, source

__all__ = ["answer", "answer_ending", "breach", "breach_step", "chain", "claim", "closing", "comment", "detail",
           "dispute", "dispute_step", "edit", "end", "ending", "export", "import_", "keep", "list_", "look", "new",
           "note", "open_dispute", "original", "ours", "paper", "review", "row", "run", "scan", "settle", "sign",
           "source", "step", "turn_down"]
