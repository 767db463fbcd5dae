"""Everything that reads shared records; row-level security decides which rows exist."""
from . import exports, imports, interests
from .counts import Delay, Flow, delays, gained, lost, opened, tab_counts, under, would_lose, would_see
from .details import Detail, Group, Line, details, groups, lines
from .life import Difference, Reader, ask, asks, differences, editions, readers, recalls, report, reports
from .openings import within, would_be_open, would_open
from .records import (
    SORTS,
    Narrowing,
    Reach,
    as_seen,
    cases_of,
    live_cases,
    narrowed,
    newest,
    of,
    reach,
    reasons,
    related,
    released_to,
    reveals,
    use,
    week_start,
)
from .uses import Usage, exchanged, open_now, usage, uses
from .waits import LATELY, waited, waits

__all__ = [
    "Delay", "Detail", "Difference", "Flow", "Group", "LATELY", "Line", "Narrowing", "Reach", "Reader", "SORTS", "Usage",
    "as_seen", "ask", "asks", "cases_of", "delays", "details", "differences", "editions", "exchanged", "exports", "gained",
    "groups", "imports", "interests", "lines", "live_cases", "lost", "narrowed", "newest", "of", "open_now", "opened",
    "reach", "readers", "reasons", "recalls", "related", "released_to", "report", "reports", "reveals", "tab_counts", "under",
    "usage", "use", "uses", "waited", "waits", "week_start", "within", "would_be_open", "would_lose", "would_open",
    "would_see",
]
