"""Everything that reads agencies, officers, whom one calls and who is on duty."""
from .agencies import (
    Branch,
    actor,
    agencies,
    agency,
    by_name,
    colleague,
    departments,
    every,
    holders,
    names,
    officer,
    officer_names,
    officers,
    partners,
    superior,
    tree,
)
from .contacts import Due, calls, contact, contacts, due, plan, tested
from .liaison import desk, desks, handovers, liaison_post, liaison_posts, liaisons, staffed, vacancies
from .rosters import (
    acknowledgements,
    agency_shifts,
    between,
    busy,
    editions,
    on_duty,
    on_duty_everywhere,
    own_shifts,
    planned,
    published,
    roster,
    rosters,
    unread,
    unread_everywhere,
    waiting,
)

__all__ = ["Branch", "Due", "acknowledgements", "actor", "agencies", "agency", "agency_shifts", "between", "busy", "by_name",
           "calls", "colleague", "contact", "contacts", "departments", "desk", "desks", "due", "editions", "every",
           "handovers", "holders", "liaison_post", "liaison_posts", "liaisons", "names", "officer", "officer_names",
           "officers", "on_duty", "on_duty_everywhere", "own_shifts", "partners", "plan", "planned", "published", "roster",
           "rosters", "staffed", "superior", "tested", "tree", "unread", "unread_everywhere", "vacancies", "waiting"]
