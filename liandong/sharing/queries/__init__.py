"""Everything that reads shared records; row-level security decides which rows exist."""
from . import accounts, exports, imports, interests, onward, reviews
from .additions import addition, history, keeps_standard, known, standard_in_force, standard_on, versions
from .counts import Delay, Flow, delays, gained, lost, opened, tab_counts, under, would_lose, would_see
from .details import Detail, Group, Line, details, groups, lines
from .life import Difference, Reader, ask, asks, differences, editions, readers, recalls, report, reports
from .openings import within, would_be_open, would_open
from .records import (
    SORTS,
    Narrowing,
    Reach,
    as_seen,
    live_cases,
    narrowed,
    newest,
    of,
    reach,
    reasons,
    released_to,
    reveals,
    use,
    week_start,
)
from .relations import holds_membership, is_in_case, relatable, related
from .uses import Usage, exchanged, open_now, usage, uses
from .waits import LATELY, waited, waits

__all__ = [
    "LATELY", "SORTS", "Delay", "Detail", "Difference", "Flow", "Group", "Line", "Narrowing", "Reach", "Reader", "Usage",
    "accounts", "addition", "as_seen", "ask", "asks", "delays", "details", "differences", "editions", "exchanged", "exports",
    "gained", "groups", "history", "holds_membership", "imports", "interests", "is_in_case", "keeps_standard", "known",
    "lines", "live_cases", "lost", "narrowed", "newest", "of", "onward", "open_now", "opened", "reach", "readers", "reasons",
    "recalls", "relatable", "related", "released_to", "report", "reports", "reveals", "reviews", "standard_in_force",
    "standard_on", "tab_counts", "under", "usage", "use", "uses", "versions", "waited", "waits", "week_start", "within",
    "would_be_open", "would_lose", "would_open", "would_see",
]
