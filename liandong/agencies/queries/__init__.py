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
from .liaison import desk, desks, handovers, liaison_post, liaison_posts, liaisons, staffed, vacancies

__all__ = ["Branch", "actor", "agencies", "agency", "by_name", "colleague", "departments", "desk", "desks", "every",
           "handovers", "holders", "liaison_post", "liaison_posts", "liaisons", "names", "officer", "officer_names",
           "officers", "partners", "staffed", "superior", "tree", "vacancies"]
