"""One saving of a draft made from a template: what was written, what was renamed, what was changed, and the answer given."""
from liandong.engines import clauses

from . import filling, instep, reading, saying
from .terms import Said, Terms

BACK, READ, STANDS = "back", "read", "stands"  # the sentence again; what the text says now; these words say it too


def settled(old: str, typed: str, filled: str, before: Terms, mine: Terms, settles: str = "") -> tuple[str, Terms]:
    """Text and terms as they stand after it; `settles` is such as `read:termination`, several with a space between."""
    mine.title = filling.renamed(mine.title, before, mine) if mine.title == before.title else mine.title
    said = instep.moved(instep.anchored(before.said, old), old, typed)
    said = instep.moved(instep.named(said, before, mine), typed, filled)
    fresh = reading.from_reading(clauses.read(filled))
    answers = [_answered(one, said) for one in settles.split()]
    for how, path in answers:
        if how == READ:
            instep.taken(said, path, mine, fresh)
            said = instep.stands(said, path, filled)
            _credit_reader(path, said, mine)
        elif how == STANDS:
            said = instep.stands(said, path, filled)
    said = instep.heard(said, filled, mine, fresh)
    text, said = instep.rewritten(filled, said, before, mine)
    for path in (path for how, path in answers if how == BACK):
        text, said = instep.back(text, said, path, mine)
    mine.said = [one for one in said if _has_term(one.path, mine)]
    kept = {one.path for one in before.said}
    mine.dropped = [gone for gone in mine.dropped if gone not in kept]  # its sentence is gone: nothing is left to take back
    return text, mine


def _answered(answer: str, said: list[Said]) -> tuple[str, str]:
    """How a sentence is settled, and the path of the sentence: a term may be one of several that it says."""
    how, _, path = answer.partition(":")
    return how, next((one.path for one in said if path and path in (one.path, *saying.covered(one.path))), path)


def _credit_reader(path: str, said: list[Said], mine: Terms) -> None:
    """What was taken over as it reads, where no sentence was made from it, is the reader's again."""
    if not any(one.path == path for one in said):
        mine.sources.pop(path, None)
        mine.dropped = [gone for gone in mine.dropped if gone != path]


def _has_term(path: str, mine: Terms) -> bool:
    """A sentence whose row is gone follows nothing any more."""
    name, _, key = path.partition(".")
    return name not in saying.GROUPS or not key or any(row.key == key for row in getattr(mine, name))
